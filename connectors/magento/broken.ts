import { attempt, ConnectorError, eachFails, readHalving, unread } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'

/** What records can do to the answer they are in, a single one or so many; see explain.ts and web-page.ts for the words, and readWhere. */
const recordsDoing = new Set([
  'report',
  'cut_off',
  'web_page',
  'server_error',
  'too_large',
  'hidden',
  'timeout',
  'gone',
])

/** Also what Magento says in words of its own: in developer mode, in another language, of what a record refers to. */
const isRecords = ({ code = '' }: ConnectorError): boolean =>
  recordsDoing.has(code) || (/^http_(400|5\d\d)$/.test(code) && code !== 'http_503')

/**
 * The answer, or why there is none where that may be one record's doing: PHP dies over one order that a module spoilt.
 * Never for what concerns the key, the pace or the whole site.
 */
export const attemptRead = <T>(asked: Promise<T>): Promise<T | ConnectorError> => attempt(asked, isRecords)

/** Fewer records are answered in time. A store that does not answer for a single one is too slow for any. */
export const isTooSlow = ({ code }: ConnectorError): boolean => code === 'timeout'

/** As many records of one request may be broken before it is the store that is. */
export const mostBroken = 5

/** A record that exists and cannot be read, with the reason. */
export const unreadable = (id: number, { message, kind, remedy }: ConnectorError) =>
  unread(id, eachFails(`${message} ${kind === 'not_found' ? orphaned : remedy}`))

const orphaned = 'Something that it refers to was probably deleted in the store.'

interface Sparing<T> {
  readonly client: Client
  /** What is asked, to tell whether it is the store that is broken. */
  readonly route: string
  readonly read: (items: readonly T[]) => Promise<readonly unknown[]>
  readonly idOf: (item: T) => number | null
}

/**
 * Reads for all items together; where that fails, for each half, until the item that makes it fail is alone: that one comes
 * as a record that says so.
 * @throws the failure when too many fail, or the route answers nothing at all: then it is the store that is broken
 */
export async function spare<T>(items: readonly T[], { client, route, read, idOf }: Sparing<T>) {
  let blamed = 0
  const readSome = (some: readonly T[]) => attemptRead(read(some))
  return await readHalving(items, readSome, async (item, failure) => {
    // A store that shows less than it has is not broken: what it shows is read.
    if (failure.code !== 'hidden') blamed += 1
    if (blamed > mostBroken || isTooSlow(failure)) throw failure
    if (blamed === 1 && !(await answers(client, route))) throw failure
    return [unreadable(idOf(item) ?? 0, failure)]
  })
}

/** Asks for what does not exist: this works however broken the records are. */
async function answers(client: Client, route: string): Promise<boolean> {
  const nothing = { groups: [[[idField(route), 'eq', 0] as const]], pageSize: 1 }
  return !((await attemptRead(client.search(route, nothing))) instanceof ConnectorError)
}

/** The key of a list that does not change. */
export const idField = (route: string): string =>
  ({ 'products/attributes': 'attribute_id', 'inventory/source-items': 'source_item_id' })[route] ?? 'entity_id'
