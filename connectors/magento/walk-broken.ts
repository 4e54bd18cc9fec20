import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead, isTooSlow, mostBroken, unreadable } from './broken.ts'
import type { Found } from './client.ts'
import type { Search } from './search.ts'

export interface Reading {
  readonly ask: (search: Search) => Promise<Found>
  /** What leaves only the rows before one, as groups of a search; null where its place cannot be told. */
  readonly before: (row: unknown) => Search['groups'] | null
}

/**
 * The first rows of a search whose first one makes every answer fail that it is in: the broken ones, as records that say so,
 * and the one behind them. Counting fails over no record, so their ids are found by counting what lies before that one.
 * @throws ConnectorError `failure` where it is the store that is broken
 */
export async function readPast({ ask, before }: Reading, search: Search, failure: ConnectorError) {
  const single = { ...search, pageSize: 1 }
  for (let page = 1; page <= mostBroken + 1; page++) {
    const answer = await attemptRead(ask({ ...single, page }))
    if (answer instanceof ConnectorError && isTooSlow(answer)) throw answer
    if (answer instanceof ConnectorError) continue
    const between = answer.rows.length === 0 ? [] : before(answer.rows[0])
    if (between === null || between === undefined) continue
    const within = { ...single, groups: [...(search.groups ?? []), ...between] }
    const ids = await idsOf(ask, within, page - 1)
    if (ids === null) throw moved()
    const rows = [...ids.map(id => unreadable(id, failure)), ...answer.rows]
    return { ...answer, rows, readUpTo: rows.length, ended: answer.rows.length === 0 }
  }
  throw failure
}

const pastTheEnd = 1_000_000
const greatestId = 2 ** 31 - 1

/** The ids of all rows of the search; null when they are not as many. */
async function idsOf(ask: Reading['ask'], within: Search, count: number): Promise<number[] | null> {
  const countOf = async (from: number, to: number): Promise<number> => {
    const bounds = [[['entity_id', 'gt', from] as const], [['entity_id', 'lteq', to] as const]]
    const { total } = await ask({ ...within, groups: [...(within.groups ?? []), ...bounds], page: pastTheEnd })
    return total
  }
  const ids: number[] = []
  if ((await countOf(0, greatestId)) !== count) return null
  for (let after = 0; ids.length < count; ids.push(after)) {
    let [low, high] = [after, greatestId]
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2)
      if ((await countOf(after, middle)) > 0) high = middle
      else low = middle
    }
    after = high
  }
  return ids
}

const moved = (): ConnectorError =>
  new ConnectorError('transient', 'The list changes faster than it can be read.', {
    remedy: 'Nothing to do: the run starts again where it stopped.',
  })
