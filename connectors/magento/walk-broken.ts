import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead, isTooSlow, mostBroken, unreadable } from './broken.ts'
import type { Found } from './client.ts'
import type { Filter, Search } from './search.ts'
import type { Position } from './walk.ts'

type Groups = NonNullable<Search['groups']>

export interface Reading {
  readonly ask: (search: Search) => Promise<Found>
  /** Null where a row is too broken to tell. */
  readonly keyOf: (row: unknown) => Position | null
  /** What leaves only the rows before a position. */
  readonly before: (position: Position) => Groups
}

/**
 * The first rows of a search whose first one makes every answer fail that it is in: the broken ones, as records that say so,
 * and the one behind them, if there is one. The ids of the broken ones are found by counting.
 * @throws ConnectorError `failure` where it is the store that is broken
 */
export async function readPast(reading: Reading, search: Search, failure: ConnectorError) {
  const { ask, before } = reading
  const behind = await findSound(reading, search)
  if (behind === null) return await readLast(reading, search, failure)
  const { found, key, broken } = behind
  const between = [...(search.groups ?? []), ...before(key)]
  const ids = await idsOf(counting(ask, between, key.id), broken)
  const rows = [...ids.map(id => unreadable(id, failure)), ...found.rows]
  return { ...found, rows, readUpTo: rows.length, ended: false }
}

/** None of what is left can be read. */
async function readLast(reading: Reading, { groups = [] }: Search, failure: ConnectorError) {
  const any = await findSound(reading, { sortedBy: ['entity_id'], pageSize: 1 })
  const count = counting(reading.ask, groups, any?.key.id)
  const total = await count(0, greatestId)
  if (total > mostBroken) throw failure
  const rows = (await idsOf(count, total)).map(id => unreadable(id, failure))
  return { rows, total, pageSize: 1, readUpTo: total, ended: true }
}

/** The first row that can be read, and how many cannot before it; null where none of the first few can. */
async function findSound({ ask, keyOf }: Reading, search: Search) {
  for (let page = 1; page <= mostBroken + 1; page++) {
    const found = await attemptRead(ask({ ...search, pageSize: 1, page }))
    if (found instanceof ConnectorError && isTooSlow(found)) throw found
    if (found instanceof ConnectorError) continue
    const key = keyOf(found.rows[0])
    if (key !== null) return { found, key, broken: page - 1 }
    if (found.total < page) return null
  }
  return null
}

type Count = (after: number, upTo: number) => Promise<number>

const pastTheEnd = 1_000_000
const greatestId = 2 ** 31 - 1

/**
 * Counts rows within a span of ids without reading one of them, which would fail: the page has a row that can be read, whose
 * id is `sound`. Where there is none, a page past the end is asked for, which before 2.4 is the last one.
 */
function counting(ask: Reading['ask'], groups: Groups, sound = 0): Count {
  const beside: readonly Filter[] = sound === 0 ? [] : [['entity_id', 'eq', sound]]
  const page = sound === 0 ? pastTheEnd : 1
  return async function count(after, upTo): Promise<number> {
    if (after < sound && sound <= upTo) return (await count(after, sound - 1)) + (await count(sound, upTo))
    const within: Groups = [...groups, [['entity_id', 'gt', after]], [['entity_id', 'lteq', upTo]]]
    const { total } = await ask({
      groups: within.map(group => [...group, ...beside]),
      sortedBy: ['entity_id'],
      direction: sound > upTo ? 'DESC' : 'ASC',
      ...{ pageSize: 1, page },
    })
    return total - beside.length
  }
}

/** @throws ConnectorError where rows come or go meanwhile: there are not as many as were `known` */
async function idsOf(count: Count, known: number): Promise<number[]> {
  const ids: number[] = []
  if ((await count(0, greatestId)) !== known) throw moved()
  for (let after = 0; ids.length < known; ids.push(after)) {
    let [low, high] = [after, after + 1024]
    while (high < greatestId && (await count(low, high)) === 0) [low, high] = [high, high * 8]
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2)
      if ((await count(after, middle)) > 0) high = middle
      else low = middle
    }
    if ((await count(low, high)) !== 1) throw moved()
    after = high
  }
  return ids
}

const moved = (): ConnectorError =>
  new ConnectorError('transient', 'The list changes faster than it can be read.', {
    remedy: 'Nothing to do: the run starts again where it stopped.',
  })
