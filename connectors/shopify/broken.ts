import { attempt, type ConnectorError, eachFails, readHalving, unread } from '../../src/sdk/index.ts'

/** What a single record can do to the answer it is in; see explain.ts for the words. */
const recordsDoing = new Set(['server_error', 'timeout', 'too_large', 'too_costly'])

/** The answer, or why there is none where that may be one record's doing. */
export const attemptRead = <T>(asked: Promise<T>): Promise<T | ConnectorError> =>
  attempt(asked, ({ code }) => recordsDoing.has(code ?? ''))

/** As many records of one request may be broken before it is the shop that is. */
export const mostBroken = 5

/** A record that exists and cannot be read, with the reason. */
export const unreadable = (id: string, { message, remedy }: ConnectorError) =>
  unread(id, eachFails(`${message} ${remedy}`))

/**
 * Reads all of these ids together; where that fails, each half, until the one that makes it fail is alone: that one comes as
 * a record that says so.
 * @throws the failure when too many fail: then it is the shop that is broken
 */
export async function spare(ids: readonly string[], read: (ids: readonly string[]) => Promise<readonly unknown[]>) {
  let blamed = 0
  return await readHalving(
    ids,
    some => attemptRead(read(some)),
    async (id, failure) => {
      blamed += 1
      if (blamed > mostBroken) throw failure
      return [unreadable(id, failure)]
    },
  )
}
