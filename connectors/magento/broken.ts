import { attempt, type ConnectorError, eachFails, readHalving, unread } from '../../src/sdk/index.ts'

/** What records can do to the answer they are in, a single one or so many; see explain.ts and web-page.ts for the words, and readWhere. */
const recordsDoing = new Set(['report', 'cut_off', 'web_page', 'server_error', 'too_large', 'hidden', 'timeout'])

/** The answer, or why there is none where that may be one record's doing: PHP dies over one order that a module spoilt. */
export const attemptRead = <T>(asked: Promise<T>): Promise<T | ConnectorError> =>
  attempt(asked, ({ code }) => recordsDoing.has(code ?? ''))

/** Fewer records are answered in time. A store that does not answer for a single one is too slow for any. */
export const isTooSlow = ({ code }: ConnectorError): boolean => code === 'timeout'

/** As many records of one request may be broken before it is the store that is. */
export const mostBroken = 5

/** A record that exists and cannot be read, with the reason. */
export const unreadable = (id: number, { message, remedy }: ConnectorError) =>
  unread(id, eachFails(`${message} ${remedy}`))

/**
 * Reads for all items together; where that fails, for each half, until the item that makes it fail is alone: that one comes
 * as a record that says so.
 * @throws the failure when too many fail: then it is the store that is broken
 */
export async function spare<T>(
  items: readonly T[],
  read: (items: readonly T[]) => Promise<readonly unknown[]>,
  idOf: IdOf<T>,
) {
  let blamed = 0
  const readSome = (some: readonly T[]) => attemptRead(read(some))
  return await readHalving(items, readSome, async (item, failure) => {
    // A store that shows less than it has is not broken: what it shows is read.
    if (failure.code !== 'hidden') blamed += 1
    if (blamed > mostBroken || isTooSlow(failure)) throw failure
    return [unreadable(idOf(item) ?? 0, failure)]
  })
}

type IdOf<T> = (item: T) => number | null
