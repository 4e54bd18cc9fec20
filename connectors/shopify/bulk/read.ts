import { CancelledError, type Page } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { Answer, type Bounds, type Position, type Walk, walk } from '../walk.ts'
import { BulkFailed } from './failed.ts'
import { cancelBulk, isCancelled, startBulk } from './operation.ts'
import { type BulkWalk, inFile, readResult } from './result.ts'

const instead = 'Everything is read page by page instead, which takes longer.'

/**
 * As `walk`; but where everything is to be read and there is more than a page of it, one bulk operation reads it. Whoever
 * goes on elsewhere goes on with the same operation; only one that was cancelled with its run is begun anew. When that comes to
 * nothing, pages are walked, and the run says why.
 */
export async function* readInBulk(
  client: Client,
  of: BulkWalk,
  bounds: Bounds,
  at: Position | null,
): AsyncGenerator<Page<Position>, void> {
  let position = at?.bulk && (await isCancelled(client, at.bulk.id)) ? null : at
  let notice: string | undefined
  try {
    if (position === null && bounds.since === null && (await isLong(client, of))) {
      // Of one that began earlier, what changed since must be read afterwards.
      const id = await startBulk(client, of.bulk, of.overlapSeconds !== undefined)
      position = inFile({ id, bytes: 0, objects: 0, records: 0 })
      yield { records: [], next: position }
    }
    if (position?.bulk) {
      position = yield* readResult(client, of, position.bulk)
      if (position === null) return
    }
  } catch (error) {
    if (!(error instanceof BulkFailed)) throw error
    notice = `${error.message} ${instead}`
    position = null
  } finally {
    if (position?.bulk && client.signal.reason instanceof CancelledError) await cancelBulk(client, position.bulk.id)
  }
  for await (const page of walk(client, of, bounds, position)) {
    yield notice === undefined ? page : { ...page, notice }
    notice = undefined
  }
}

/** Few records come sooner by themselves. */
async function isLong(client: Client, { queries, search }: Walk): Promise<boolean> {
  const { data } = await client.ask(queries.ids, { first: 100, after: null, query: search ?? null }, Answer)
  return data.listed.pageInfo.hasNextPage
}
