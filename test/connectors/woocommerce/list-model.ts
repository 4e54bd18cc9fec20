import type { List } from '../../../connectors/woocommerce/rows.ts'
import { ConnectorError } from '../../../src/sdk/index.ts'

export interface Row {
  readonly id: number
  readonly created: number
  modified: number
  trashed: boolean
  /** Counted, but filtered out of the answer after the limit. */
  hidden: boolean
  /** Stops every answer it is in: as a whole record only, or even where only ids are asked for. */
  stops: 'whole' | 'always' | null
}

export const stopped = () =>
  new ConnectorError('transient', 'The store stopped with a critical error.', {
    code: 'fatal_error',
    status: 500,
    remedy: 'Look in its log.',
  })

/** A WooCommerce list in memory: filtered and sorted, then cut by offset and limit, then rid of hidden rows. */
export class ListModel {
  readonly rows = new Map<number, Row>()
  requests = 0
  /** Happens before each answer, as shopkeepers do. */
  meanwhile: () => void = () => {}
  /** HPOS says 0 past the end, posts say the truth. */
  hpos = true
  now = 1_000_000

  add(id: number, more: Partial<Row> = {}): Row {
    const row = { id, created: this.now, modified: this.now, trashed: false, hidden: false, stops: null, ...more }
    this.rows.set(id, row)
    return row
  }

  list(status: 'any' | 'trash' = 'any'): List {
    return async query => {
      this.requests += 1
      this.meanwhile()
      const matching = [...this.rows.values()].filter(row => row.trashed === (status === 'trash') && fits(row, query))
      const key = query['orderby'] === 'date' ? 'created' : 'id'
      matching.sort((one, other) => one[key] - other[key] || one.id - other.id)
      if (query['order'] === 'desc') matching.reverse()
      const offset = Number(query['offset'] ?? 0)
      const page = matching.slice(offset, offset + Number(query['per_page']))
      const idsOnly = query['_fields'] === 'id'
      if (page.some(row => row.stops === 'always' || (row.stops === 'whole' && !idsOnly))) throw stopped()
      const total = this.hpos && page.length === 0 ? 0 : matching.length
      return { rows: page.filter(row => !row.hidden).map(shown), total }
    }
  }
}

const seconds = (text: string): number => Date.parse(`${text}Z`) / 1000

function fits(row: Row, query: Readonly<Record<string, string>>): boolean {
  const { after, before, modified_after: since, include } = query
  if (include !== undefined && !include.split(',').includes(String(row.id))) return false
  if (since !== undefined && row.modified <= seconds(since)) return false
  if (after !== undefined && row.created <= seconds(after)) return false
  return before === undefined || row.created < seconds(before)
}

const shown = (row: Row) => ({
  id: row.id,
  date_created_gmt: new Date(row.created * 1000).toISOString().slice(0, 19),
})
