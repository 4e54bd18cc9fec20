import { z } from 'zod'
import { attempt, ConnectorError, type Context, type Tokens } from '../../src/sdk/index.ts'
import { type Granted, grant, type Integration } from './grant.ts'
import { parseJson } from './told-error.ts'

// For consent without a service account: client credentials need none of this.

/** What all processes share of it. Times in epoch milliseconds. */
export const Kept = z.object({
  accessToken: z.string().min(1),
  accessUntil: z.number(),
  refreshToken: z.string().min(1),
  /** After it nobody can renew it any more. */
  refreshUntil: z.number(),
})
export type Kept = z.output<typeof Kept>

/** A refresh token ends after so long, unless it is used. */
export const refreshLastsMs = 45 * 86_400_000
const spareMs = 5 * 60_000
/** In its place once Fortnox has said that it is over. */
const over = JSON.stringify({ over: true })

/** What is kept after somebody gave consent. */
export const keep = (granted: Granted, refreshToken: string, askedAt: number): string =>
  JSON.stringify({
    ...{ accessToken: granted.accessToken, accessUntil: askedAt + granted.expiresInMs, refreshToken },
    refreshUntil: askedAt + refreshLastsMs,
  } satisfies Kept)

export const readKept = (text: string | null): Kept | undefined =>
  text === null ? undefined : Kept.safeParse(parseJson(text)).data

/** Null once it is over, and for what is kept of a service account. */
export function endsAt(text: string): Date | null {
  const until = readKept(text)?.refreshUntil
  return until === undefined ? null : new Date(until)
}

export function renewTokens(context: Context, by: Integration): Tokens {
  const refused = new Set<string>()
  return {
    get: () => takeAccess(context, by, refused),
    renew: token => {
      refused.add(token)
      return true
    },
  }
}

/**
 * An access token that lasts and was not refused. A refresh token is good for one use, so one process renews while the others
 * wait, and the next one is stored before anybody uses what came with it. Only Fortnox’s own word ends it: trouble on the way
 * does not.
 * @throws ConnectorError auth, codes `reconnect` and `no_consent`
 */
export async function takeAccess(
  context: Context,
  by: Integration,
  refused: ReadonlySet<string> = new Set(),
): Promise<string> {
  const isFresh = ({ accessToken, accessUntil }: Kept) =>
    !refused.has(accessToken) && context.now().getTime() < accessUntil - spareMs
  const text = await context.shared.read()
  if (text === null) throw mustConnect()
  const before = readKept(text)
  if (before === undefined) throw mustReconnect()
  if (isFresh(before)) return use(context, before)
  const renewed = await context.shared.renew(async last => {
    const kept = readKept(last)
    return kept === undefined || isFresh(kept) ? (last ?? over) : await renew(context, by, kept)
  })
  const after = readKept(renewed)
  if (after === undefined) throw mustReconnect()
  return use(context, after)
}

function use({ http }: Context, { accessToken, refreshToken }: Kept): string {
  for (const token of [accessToken, refreshToken]) http.keepSecret(token)
  return accessToken
}

async function renew(context: Context, by: Integration, { refreshToken }: Kept): Promise<string> {
  context.http.keepSecret(refreshToken)
  const askedAt = context.now().getTime()
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const granted = await attempt(grant(context, by, { form }), ({ code }) => code === 'invalid_grant')
  return granted instanceof ConnectorError ? over : keep(granted, granted.refreshToken ?? refreshToken, askedAt)
}

const mustReconnect = (): ConnectorError =>
  new ConnectorError('auth', 'Fortnox no longer renews the access to this company.', {
    ...{ code: 'reconnect', field: 'account' },
    remedy: 'Connect with Fortnox again, signed in as a system administrator of the company.',
  })

const mustConnect = (): ConnectorError =>
  new ConnectorError('auth', 'Nobody has given consent as a person yet.', {
    ...{ code: 'no_consent', field: 'account' },
    remedy: 'Press “Connect with Fortnox”, and verify once it has let Koppla in.',
  })
