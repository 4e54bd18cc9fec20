import { attempt, ConnectorError, eachFails } from '../../src/sdk/index.ts'
import type { List } from './rows.ts'

/** What a single record can do to the answer it is in; see web-page.ts and explain.ts for the words. */
const recordsDoing = new Set(
  'too_large fatal_error cut_off empty php_notice web_page shape server_error reset timeout nothing_shown'.split(' '),
)
/** The store as a whole, or what stands in front of it. */
const storesDoing = new Set(['maintenance', 'database_error', 'firewall', 'clock', 'nonce'])

/**
 * True: the request may have failed because of one record in its answer (WordPress dies over one corrupt order), so that
 * a smaller request may work. Never for what concerns the key, the pace or the whole site.
 */
function isBroken({ kind, code = '', status = 0, retryAfterMs }: ConnectorError): boolean {
  if (retryAfterMs !== undefined) return false
  if (kind !== 'transient' && kind !== 'contract') return false
  return recordsDoing.has(code) || (status >= 500 && !storesDoing.has(code))
}

export const isTooLarge = (error: unknown): boolean => error instanceof ConnectorError && error.code === 'too_large'

/** The answer, or why there is none where that may be one record's doing. */
export const attemptRead = <T>(asked: Promise<T>): Promise<T | ConnectorError> => attempt(asked, isBroken)

/** Why a record is set aside, and what to do, for the person who reads it. */
export function reasonOf({ message, code, status, remedy }: ConnectorError): string {
  if (code === 'too_large') return 'is too large: its answer is cut off before its end'
  const told = status !== undefined && status >= 400 && !message.includes('HTTP') ? ` (HTTP ${status})` : ''
  return eachFails(`${message.replace(/\.$/, `${told}.`)} ${remedy}`)
}

/** As many records of one request (at most a hundred) may be broken before it is the store that is. */
export const mostBroken = 5
const noSuchId = String(2 ** 31 - 1)

/**
 * Judges failures of single records that belong together: a few are theirs, while the list itself answers.
 * @throws the failure, where it is the store's: then no record must be blamed for it
 */
export function judge(list: List): (failure: ConnectorError) => Promise<void> {
  let blamed = 0
  return async failure => {
    blamed += 1
    if (blamed > mostBroken || !(await answers(list))) throw failure
  }
}

/** Asks for what does not exist: this works however broken the records are. */
export async function answers(list: List): Promise<boolean> {
  const answer = await attemptRead(
    list({ include: noSuchId, orderby: 'id', order: 'asc', per_page: '1', _fields: 'id' }),
  )
  return !(answer instanceof ConnectorError)
}
