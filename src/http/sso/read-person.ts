import { authorizationCodeGrant, type Configuration, fetchUserInfo, type IDToken } from 'openid-client'
import type { Flow } from './flow.ts'
import { explain, SsoError } from './refusal.ts'

/** An ID token is made on the spot, so an old one tells of a wrong clock; the minute is what clocks may differ by. */
const newestS = -60
const oldestS = 660

/**
 * What the ID token says, once it is certain that this provider made it just now, for us, in answer to this very request,
 * and what the provider adds elsewhere.
 * @throws SsoError
 */
export async function readPerson(client: Configuration, flow: Flow, query: string): Promise<IDToken> {
  const returned = new URL(flow.redirectUri)
  returned.search = query
  const checks = { expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier }
  try {
    const tokens = await authorizationCodeGrant(client, returned, checks)
    const told = tokens.claims()!
    const ageS = Date.now() / 1_000 - told.iat
    if (ageS < newestS || ageS > oldestS)
      throw new SsoError('clock', `The ID token was made ${Math.round(ageS)} s ago by our clock.`)
    return { ...(await readMore(client, tokens.access_token, told.sub)), ...told }
  } catch (error) {
    throw explain(error, 'refused')
  }
}

/** Many providers tell e-mail and groups only here. What is not certain to be of this person counts for nothing. */
const readMore = (client: Configuration, accessToken: string, sub: string) =>
  fetchUserInfo(client, accessToken, sub).catch((error: Error) => {
    if (error.cause instanceof SsoError) throw error
    return {}
  })
