import { type HttpRequest, momentOf, oauthHeader, type Signature, signOAuth } from '../../src/sdk/index.ts'
import type { Credential } from './fields.ts'

type Sign = NonNullable<HttpRequest['sign']>

/** The address as PHP sees it. */
interface Seen {
  readonly origin: string
  readonly path: (path: string) => string
}

/** 2.4.6 and 2.4.7 sign a path with these decoded, whatever was sent. */
const decodedByLaminas = /%(?:24|2F|2B|26|3A|2C|3D|40|3B)/g
export const decodeAsLaminas = (path: string): string => path.replace(decodedByLaminas, decodeURIComponent)

/**
 * Signs each attempt anew. `clock` is the time as the store has it, in ms. The address that is signed has the scheme, host
 * and port that PHP sees, whatever was asked.
 */
export function signer(credential: Credential, { origin, path }: Seen, clock: () => number): Sign {
  const { way, accessToken, secret = '', consumerKey = '', consumerSecret = '' } = credential
  if (way === 'bearer') return () => ({ headers: { authorization: `Bearer ${accessToken}` } })
  const key = { key: consumerKey, secret: consumerSecret, token: { key: accessToken, secret } }
  return ({ method, url }): Signature => {
    const address = origin + path(new URL(url).pathname)
    return { headers: { authorization: oauthHeader(signOAuth({ method, url, address }, key, momentOf(clock()))) } }
  }
}
