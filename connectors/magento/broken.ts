import { attempt, type ConnectorError, eachFails, readHalving, unread } from '../../src/sdk/index.ts'

/** What a single record can do to the answer it is in; see explain.ts and web-page.ts for the words, and readWhere. */
const recordsDoing = new Set(['report', 'cut_off', 'web_page', 'server_error', 'too_large', 'hidden'])

/** The answer, or why there is none where that may be one record's doing: PHP dies over one order that a module spoilt. */
export const attemptRead = <T>(asked: Promise<T>): Promise<T | ConnectorError> =>
  attempt(asked, ({ code }) => recordsDoing.has(code ?? ''))

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
    if (blamed > mostBroken) throw failure
    return [unreadable(idOf(item) ?? 0, failure)]
  })
}

type IdOf<T> = (item: T) => number | null
