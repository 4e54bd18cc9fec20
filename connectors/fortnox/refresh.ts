import { attempt, ConnectorError, type Context } from '../../src/sdk/index.ts'
import { grant, type Integration } from './grant.ts'

// For consent without a service account: client credentials need none of this.

/** What is kept between processes. Instants in epoch milliseconds. */
export interface Kept {
  readonly accessToken: string
  readonly accessUntil: number
  readonly refreshToken: string
  /** After it nobody can renew it any more. */
  readonly refreshUntil: number
}

/** Where it is kept. */
export interface KeptStore {
  /** Null: it was given up, and somebody must connect again. */
  readonly read: () => Promise<Kept | null>
  /** Runs `work` while nobody else, in whatever process, runs theirs; no transaction is open meanwhile. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** Committed when it resolves. */
  readonly save: (kept: Kept) => Promise<void>
  readonly giveUp: () => Promise<void>
}

/** A refresh token ends after so long, unless it is used. */
export const refreshLastsMs = 45 * 86_400_000
/** From then on people are warned. */
const warnBeforeMs = 10 * 86_400_000
const spareMs = 5 * 60_000

/** Whether people must be told that the access ends unless it is used. */
export const endsSoon = ({ refreshUntil }: Kept, now: Date): boolean => refreshUntil - now.getTime() < warnBeforeMs

/**
 * An access token that lasts. A refresh token is good for one use, so one process renews while the others wait, and the next
 * one is stored before anybody uses what came with it. Only Fortnox’s own word ends it: trouble on the way does not.
 * @throws ConnectorError auth `reconnect`
 */
export async function takeAccess(context: Context, by: Integration, store: KeptStore): Promise<string> {
  const isFresh = ({ accessUntil }: Kept) => context.now().getTime() < accessUntil - spareMs
  const before = await store.read()
  if (before !== null && isFresh(before)) return before.accessToken
  return await store.alone(async () => {
    const kept = await store.read()
    if (kept === null) throw mustReconnect()
    return isFresh(kept) ? kept.accessToken : await renew(context, { by, store, kept })
  })
}

interface Renewal {
  readonly by: Integration
  readonly store: KeptStore
  readonly kept: Kept
}

async function renew(context: Context, { by, store, kept }: Renewal): Promise<string> {
  const askedAt = context.now().getTime()
  const form = { grant_type: 'refresh_token', refresh_token: kept.refreshToken }
  const granted = await attempt(grant(context, by, { form }), ({ code }) => code === 'invalid_grant')
  if (granted instanceof ConnectorError) {
    await store.giveUp()
    throw mustReconnect()
  }
  const { accessToken, refreshToken, expiresInMs } = granted
  // Without a new one the old one is used up all the same: the access that came is the last.
  await store.save({
    ...{ accessToken, accessUntil: askedAt + expiresInMs, refreshToken: refreshToken ?? kept.refreshToken },
    refreshUntil: refreshToken === undefined ? askedAt + expiresInMs : askedAt + refreshLastsMs,
  })
  return accessToken
}

const mustReconnect = (): ConnectorError =>
  new ConnectorError('auth', 'Fortnox no longer renews the access to this company.', {
    ...{ code: 'reconnect', field: 'accessToken' },
    remedy: 'Connect with Fortnox again, signed in as a system administrator of the company.',
  })
