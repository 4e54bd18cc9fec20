import { ConnectorError, unread } from '../../src/sdk/index.ts'

/** What a single record can do to the answer it is in; see explain.ts and web-page.ts for the words. */
const recordsDoing = new Set(['report', 'cut_off', 'web_page', 'server_error', 'too_large'])

/** The answer, or why there is none where that may be one record's doing: PHP dies over one order that a module spoilt. */
export async function attempt<T>(asked: Promise<T>): Promise<T | ConnectorError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectorError && recordsDoing.has(error.code ?? '')) return error
    throw error
  }
}

/** As many records of one request may be broken before it is the store that is. */
export const mostBroken = 5

/** A record that exists and cannot be read, with the reason. */
export function unreadable(id: number, { message, remedy }: ConnectorError) {
  const why = `${message} ${remedy}`
  return unread(id, `cannot be read: each request for it fails. ${why} Then retry it; a reconcile also reads it again.`)
}

/**
 * Reads for all items together; where that fails, for each half, until the item that makes it fail is alone: that one comes
 * as a record that says so.
 * @throws the failure when too many fail: then it is the store that is broken
 */
export async function spare<T>(items: readonly T[], read: (items: readonly T[]) => Promise<unknown[]>, idOf: IdOf<T>) {
  let blamed = 0
  const readSome = async (some: readonly T[]): Promise<unknown[]> => {
    const answer = await attempt(read(some))
    if (!(answer instanceof ConnectorError)) return answer
    if (some.length > 1) {
      const half = some.length >> 1
      return [...(await readSome(some.slice(0, half))), ...(await readSome(some.slice(half)))]
    }
    blamed += 1
    if (blamed > mostBroken || some[0] === undefined) throw answer
    return [unreadable(idOf(some[0]) ?? 0, answer)]
  }
  return await readSome(items)
}

type IdOf<T> = (item: T) => number | null
