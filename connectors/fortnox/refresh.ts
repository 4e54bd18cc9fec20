import { z } from 'zod'
import { attempt, ConnectorError, type Context } from '../../src/sdk/index.ts'
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
/** From then on people are warned. */
const warnBeforeMs = 10 * 86_400_000
const spareMs = 5 * 60_000
/** In its place once Fortnox has said that it is over. */
const over = JSON.stringify({ over: true })

/** Whether people must be told that the access ends unless it is used. */
export const endsSoon = ({ refreshUntil }: Pick<Kept, 'refreshUntil'>, now: Date): boolean =>
  refreshUntil - now.getTime() < warnBeforeMs

/** What is kept after somebody gave consent. */
export const keep = (granted: Granted, refreshToken: string, askedAt: number): string =>
  JSON.stringify({
    ...{ accessToken: granted.accessToken, accessUntil: askedAt + granted.expiresInMs, refreshToken },
    refreshUntil: askedAt + refreshLastsMs,
  } satisfies Kept)

/**
 * An access token that lasts. A refresh token is good for one use, so one process renews while the others wait, and the next
 * one is stored before anybody uses what came with it. Only Fortnox’s own word ends it: trouble on the way does not.
 * @throws ConnectorError auth `reconnect`
 */
export async function takeAccess(context: Context, by: Integration): Promise<string> {
  const isFresh = ({ accessUntil }: Kept) => context.now().getTime() < accessUntil - spareMs
  const before = readKept(await context.shared.read())
  if (before === undefined) throw mustReconnect()
  if (isFresh(before)) return before.accessToken
  const renewed = await context.shared.renew(async text => {
    const kept = readKept(text)
    return kept === undefined || isFresh(kept) ? (text ?? over) : await renew(context, by, kept)
  })
  const after = readKept(renewed)
  if (after === undefined) throw mustReconnect()
  return after.accessToken
}

async function renew(context: Context, by: Integration, { refreshToken }: Kept): Promise<string> {
  const askedAt = context.now().getTime()
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const granted = await attempt(grant(context, by, { form }), ({ code }) => code === 'invalid_grant')
  return granted instanceof ConnectorError ? over : keep(granted, granted.refreshToken ?? refreshToken, askedAt)
}

const readKept = (text: string | null): Kept | undefined =>
  text === null ? undefined : Kept.safeParse(parseJson(text)).data

const mustReconnect = (): ConnectorError =>
  new ConnectorError('auth', 'Fortnox no longer renews the access to this company.', {
    ...{ code: 'reconnect', field: 'accessToken' },
    remedy: 'Connect with Fortnox again, signed in as a system administrator of the company.',
  })
