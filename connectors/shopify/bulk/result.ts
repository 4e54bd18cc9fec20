import type { Page } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { beginning, type Position, seconds, type Walk } from '../walk.ts'
import { BulkFailed } from './failed.ts'
import { type Group, type Part, readParts } from './file.ts'
import { lookAtBulk, type Operation } from './operation.ts'
import type { BulkList } from './query.ts'
import { assemble } from './record.ts'

export interface BulkWalk extends Walk {
  readonly bulk: BulkList
  /**
   * What changed while the operation went on is read afterwards, from so long before it began, as searches learn late. Absent:
   * it cannot be searched for, and the next window reads everything again.
   */
  readonly overlapSeconds?: number
}

/** How far its file was read. */
export type InFile = NonNullable<Position['bulk']>
type Pages<Ended> = AsyncGenerator<Page<Position>, Ended>

export const inFile = (bulk: InFile): Position => ({ ...beginning, bulk })

const pageSize = 100

/**
 * What a bulk operation has read, once it has. Ends with the place where a walk goes on; null: that was the last page.
 * @throws BulkFailed before the last page where the file holds more or less than Shopify counted
 */
export async function* readResult(client: Client, of: BulkWalk, from: InFile): Pages<Position | null> {
  const operation = yield* awaitEnd(client, from)
  const after = placeAfter(of, operation)
  let at = from
  for await (const { groups, isLast } of partsOf(client, operation, from)) {
    if (isLast) assertWhole(operation, advance(at, groups))
    for (let n = 0; n < groups.length; n += pageSize) {
      const some = groups.slice(n, n + pageSize)
      at = advance(at, some)
      const isEnd = isLast && n + pageSize >= groups.length
      const records = some.map(({ rows }) => assemble(of.bulk, rows))
      yield { records, next: isEnd ? after : inFile(at), remaining: operation.rootObjectCount - at.records }
    }
  }
  if (at === from && after === null) yield { records: [], next: null }
  return after
}

/** Where nothing was found there is no file. */
async function* partsOf(client: Client, { url }: Operation, { bytes }: InFile): AsyncGenerator<Part> {
  if (url === null) yield { groups: [], isLast: true }
  else yield* readParts(client, url, bytes)
}

const advance = (at: InFile, groups: readonly Group[]): InFile =>
  groups.reduce(
    ({ id, bytes, objects, records }, group) => ({
      id,
      bytes: bytes + group.bytes,
      objects: objects + group.rows.length,
      records: records + 1,
    }),
    at,
  )

function assertWhole({ objectCount, rootObjectCount }: Operation, { objects, records }: InFile): void {
  if (objects === objectCount && records === rootObjectCount) return
  throw new BulkFailed(
    `The file of Shopify’s bulk operation holds ${records} records and ${objects} objects, and Shopify counted ${rootObjectCount} and ${objectCount}.`,
  )
}

function placeAfter({ overlapSeconds }: BulkWalk, { createdAt }: Operation): Position | null {
  if (overlapSeconds === undefined) return null
  return { ...beginning, since: seconds(Date.parse(createdAt) - overlapSeconds * 1_000) }
}

const [shortestWaitMs, longestWaitMs, longestStandMs] = [1_000, 30_000, 3_600_000]

/** Asks ever more seldom. Every time there is a page without records, so that the run is seen to go on. */
async function* awaitEnd(client: Client, at: InFile): Pages<Operation> {
  let [counted, stoodMs] = [-1, 0]
  for (let waitMs = shortestWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const operation = await lookAtBulk(client, at.id)
    if (operation.status === 'COMPLETED') return operation
    if (operation.objectCount !== counted) [counted, stoodMs] = [operation.objectCount, 0]
    if (stoodMs >= longestStandMs) throw new BulkFailed('Shopify’s bulk operation has stood still for an hour.')
    yield { records: [], next: inFile(at) }
    await client.http.wait(waitMs)
    stoodMs += waitMs
  }
}
