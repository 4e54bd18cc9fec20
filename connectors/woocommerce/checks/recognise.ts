import type { WooSession } from './check.ts'
import { saidIn, type Tried, tryWay, type Way, waysTo } from './ways.ts'

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
  | { readonly verdict: 'trouble'; readonly tried: Tried }

const accepted = new Set(['ok', 'not_allowed', 'no_read_permission', 'no_write_permission', 'php_notice'])

/**
 * Tries one way after the other. “Sorry, you cannot list resources” is said to an unknown key, to a header that was
 * dropped on the way and to a key that is not read over http; only OAuth's own errors tell them apart.
 */
export async function recognise(session: WooSession, siteUrl: string): Promise<Recognised> {
  let signatureRefused: 'header' | 'query' | undefined
  let trouble: Tried | undefined
  for (const way of waysTo(siteUrl)) {
    if (signatureRefused !== undefined && way.oauthPlace !== signatureRefused) continue
    const tried = await tryOnTime(session, way)
    const outcome = await outcomeOf(session, tried)
    if (accepted.has(outcome)) return { verdict: 'accepted', way }
    if (outcome === 'unknown_key' || outcome === 'wrong_secret' || outcome === 'clock') return { verdict: outcome }
    if (outcome === 'bad_signature') signatureRefused = way.oauthPlace
    else if (outcome !== 'not_recognised') trouble ??= tried
  }
  if (signatureRefused !== undefined) return { verdict: 'wrong_secret' }
  return trouble === undefined ? { verdict: 'unseen' } : { verdict: 'trouble', tried: trouble }
}

/** Again with the store's own time where ours is refused. */
async function tryOnTime(session: WooSession, way: Way): Promise<Tried> {
  const first = await tryWay(session, way)
  const differenceMs = first.answer.date === null ? 0 : Date.parse(first.answer.date) - session.context.now().getTime()
  const mayBeTheClock = way.transport === 'oauth' && first.answer.status === 401 && Math.abs(differenceMs) > 60_000
  return mayBeTheClock ? await tryWay(session, way, { clockDifferenceMs: differenceMs }) : first
}

/** The outcome's name; where the store says it in a language we do not read, by comparing what it says in like cases. */
async function outcomeOf(session: WooSession, tried: Tried): Promise<string> {
  if (tried.outcome !== 'refused') return tried.outcome
  return tried.way.transport === 'oauth' ? await compareSigned(session, tried) : await compareWriting(session, tried)
}

/** Basic: the key is known. If it may write, then it is only reading that it may not. */
async function compareWriting(session: WooSession, { way }: Tried): Promise<string> {
  const write = await tryWay(session, way, { write: true })
  return accepted.has(write.outcome) ? 'no_read_permission' : 'wrong_secret'
}

/** OAuth: what is said to a key that nobody has, and to this key with a signature that cannot be right. */
async function compareSigned(session: WooSession, { way, answer }: Tried): Promise<string> {
  const said = saidIn(answer)
  const unknown = await tryWay(session, way, { credential: { accessToken: `ck_${'0'.repeat(40)}` } })
  if (said === saidIn(unknown.answer)) return 'unknown_key'
  const wrong = await tryWay(session, way, { credential: { secret: `cs_${'0'.repeat(40)}` } })
  if (said === saidIn(wrong.answer)) return 'bad_signature'
  const late = await tryWay(session, way, { clockDifferenceMs: 86_400_000 })
  return said === saidIn(late.answer) ? 'clock' : 'no_read_permission'
}
