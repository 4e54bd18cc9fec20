import type { ConnectorError } from '../../../src/sdk/index.ts'
import type { Way } from './asked.ts'
import { rootOf, type WooSession } from './check.ts'
import { hear, outcomeOf, saidIn, type Tried, tryWay, waysTo } from './ways.ts'

/**
 * What became of the key:
 *
 * - accepted:     WooCommerce knows it by `way` (what it may do is asked later)
 * - unknown_key, wrong_secret, clock: WooCommerce says so itself
 * - unseen:       no way of sending it reached WooCommerce
 * - trouble:      an answer that is not about the key at all
 */
export type Recognised =
  | { readonly verdict: 'accepted'; readonly way: Way }
  | { readonly verdict: 'unknown_key' | 'wrong_secret' | 'clock' | 'unseen' }
  | { readonly verdict: 'trouble'; readonly error: ConnectorError }

const accepted = new Set(['ok', 'not_allowed', 'no_read_permission', 'no_write_permission'])
const final = new Set(['unknown_key', 'wrong_secret', 'clock'])

/** What all that was tried so far comes to. */
interface Seen {
  /** Where a signature was read and refused: the other place need not be tried. */
  readonly refusedIn?: Way['oauthPlace']
  readonly trouble?: ConnectorError
}

export const recognisedOf = (session: WooSession): Promise<Recognised> =>
  session.once('recognised', () => recognise(session, rootOf(session)))

/**
 * Tries one way after the other. “Sorry, you cannot list resources” is said to an unknown key, to a header that was
 * dropped on the way and to a key that is not read over http; only OAuth's own errors tell them apart.
 */
async function recognise(session: WooSession, siteUrl: string): Promise<Recognised> {
  let seen: Seen = {}
  for (const row of waysTo(siteUrl)) {
    const ways = row.filter(way => isWorthTrying(way, seen))
    const tried = await Promise.all(ways.map(way => outcomeAlong(session, way)))
    for (const one of tried) {
      if (accepted.has(one.outcome)) return { verdict: 'accepted', way: one.way }
      if (final.has(one.outcome)) return { verdict: one.outcome as 'unknown_key' }
      if (one.outcome === 'timeout' && one.error) return { verdict: 'trouble', error: one.error }
      seen = learn(seen, one)
    }
  }
  if (seen.refusedIn !== undefined) return { verdict: 'wrong_secret' }
  return seen.trouble === undefined ? { verdict: 'unseen' } : { verdict: 'trouble', error: seen.trouble }
}

const isWorthTrying = ({ transport, oauthPlace }: Way, { refusedIn = oauthPlace }: Seen): boolean =>
  transport !== 'oauth' || oauthPlace === refusedIn

function learn(seen: Seen, { way, outcome, error }: Tried): Seen {
  if (outcome === 'bad_signature') return { ...seen, refusedIn: seen.refusedIn ?? way.oauthPlace }
  if (outcome === 'not_recognised' || error === undefined) return seen
  return { ...seen, trouble: seen.trouble ?? error }
}

/** With the outcome's name also where the store says it in a language we do not read. */
async function outcomeAlong(session: WooSession, way: Way): Promise<Tried> {
  const tried = await tryWay(session, way)
  if (tried.outcome !== 'refused') return tried
  const outcome = way.transport === 'oauth' ? await compareSigned(session, way) : await compareWriting(session, way)
  return { ...tried, outcome }
}

/** Basic: the key is known. If it may write, then it is only reading that it may not. */
async function compareWriting(session: WooSession, way: Way): Promise<string> {
  const write = await hear(session, way, { write: true })
  return accepted.has(outcomeOf(write)) ? 'no_read_permission' : 'wrong_secret'
}

/** OAuth: what is said to a key that nobody has, and to this key with a signature that cannot be right. */
async function compareSigned(session: WooSession, way: Way): Promise<string> {
  const said = saidIn(await hear(session, way))
  const unknown = await hear(session, way, { credential: { accessToken: `ck_${'0'.repeat(40)}` } })
  if (said === saidIn(unknown)) return 'unknown_key'
  const wrong = await hear(session, way, { credential: { secret: `cs_${'0'.repeat(40)}` } })
  if (said === saidIn(wrong)) return 'bad_signature'
  const late = await hear(session, way, { laterMs: 86_400_000 })
  return said === saidIn(late) ? 'clock' : 'no_read_permission'
}
