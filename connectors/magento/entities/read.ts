import { z } from 'zod'
import { attempt, ConnectorError, unread } from '../../../src/sdk/index.ts'
import { attemptRead, idField, spare, unreadable } from '../broken.ts'
import type { Client } from '../client.ts'
import { encode, type Filter } from '../search.ts'
import { idOf } from '../walk.ts'

/** So many letters of values stand in one address, which web servers cut at 8 kB. */
const mostLetters = 2_000
/** The same for filters of their own, which a value with a comma in it needs: a list is split there. */
const mostFilters = 20
const mostValues = 100
const mostRows = 300

function inChunks(values: readonly Value[], most: number): Value[][] {
  const chunks: Value[][] = []
  let letters = mostLetters
  for (const value of values) {
    const length = encode(String(value)).length + 3
    const last = chunks.at(-1)
    if (last === undefined || letters + length > mostLetters || last.length === most) {
      chunks.push([value])
      letters = 0
    } else last.push(value)
    letters += length
  }
  return chunks
}

type Value = string | number

interface Named {
  readonly route: string
  /** The field that the values are of: `entity_id`, `order_id`. */
  readonly field: string
  readonly fields?: string
}

/**
 * All rows whose field has one of the values, however many rows that are.
 * @throws ConnectorError `hidden` where fewer are shown than are counted: what hangs on a record would be taken for complete
 */
export async function readWhere(client: Client, named: Named, values: readonly Value[]): Promise<readonly unknown[]> {
  const { rows, hidden } = await readShown(client, named, values)
  if (hidden > 0) throw notShown(named.route, hidden)
  return rows
}

/** The rows that lists show of them, and how many more they count. */
export async function readShown(client: Client, named: Named, values: readonly Value[]): Promise<Shown> {
  const plain = values.filter(value => !String(value).includes(','))
  const odd = values.filter(value => String(value).includes(','))
  const groups: Filter[][] = [
    ...inChunks(plain, mostValues).map(some => [[named.field, 'in', some.join(',')] as const]),
    ...inChunks(odd, mostFilters).map(some => some.map(value => [named.field, 'eq', value] as const)),
  ]
  let all: Shown = { rows: [], hidden: 0 }
  for (const group of groups) {
    const { rows, hidden } = await readAll(client, named, group)
    all = { rows: [...all.rows, ...rows], hidden: all.hidden + hidden }
  }
  return all
}

interface Shown {
  readonly rows: readonly unknown[]
  readonly hidden: number
}

/** Pages of one search, in the order of a key that does not change; from the first again where rows join or leave meanwhile. */
async function readAll(client: Client, { route, fields }: Named, group: readonly Filter[]): Promise<Shown> {
  let rows: unknown[] = []
  let counted: number | undefined
  const sortedBy = route === 'inventory/source-items' ? ['sku', 'source_code'] : [idField(route)]
  for (let page = 1; ; page++) {
    const search = { groups: [group], sortedBy, pageSize: mostRows, page, ...(fields !== undefined && { fields }) }
    const found = await client.search(route, search)
    if (page > 1 && found.total !== counted) [page, rows] = [0, []]
    else {
      rows.push(...found.rows)
      const ended = found.rows.length === 0 || page * found.pageSize >= found.total
      if (ended) return { rows, hidden: Math.max(0, found.total - rows.length) }
    }
    counted = found.total
  }
}

const notShown = (route: string, count: number): ConnectorError =>
  new ConnectorError('contract', `The store counts ${count} rows more under ${route} than it shows.`, {
    code: 'hidden',
    remedy: 'A module that filters the REST API’s lists is the likely cause: switch off the newest ones in turn.',
  })

/** Where a record is asked for by its id alone; a product is by its SKU only. */
const alone: Readonly<Record<string, string>> = {
  orders: 'orders',
  invoices: 'invoices',
  shipments: 'shipment',
  'customers/search': 'customers',
}

/**
 * The named rows as they are now; those that are gone are absent. Lists leave out more than what is gone, and count it all
 * the same: what a list counts and does not show is asked for alone.
 */
export async function readNamed(client: Client, route: string, externalIds: readonly string[], fields?: string) {
  const wanted = new Set(externalIds.filter(id => /^[1-9]\d{0,14}$/.test(id)))
  const named = { route, field: 'entity_id', ...(fields !== undefined && { fields }) }
  const read = async (ids: readonly string[]) => (await readShown(client, named, ids)).rows
  const listed = await spare([...wanted], { client, route, read, idOf: Number })
  const rows = listed.filter(row => wanted.delete(String(idOf(row))))
  for (const id of wanted) rows.push(...(await readAlone(client, route, id)))
  return rows
}

/** What is counted is there, whatever the store says to who asks for it alone. */
async function readAlone(client: Client, route: string, id: string): Promise<readonly unknown[]> {
  const search = { groups: [[['entity_id', 'eq', id] as const]], pageSize: 1, fields: 'id' }
  const isCounted = async () => (await client.search(route, search)).total > 0
  if (!(await isCounted())) return []
  const own = alone[route]
  if (own === undefined) return [unread(Number(id), 'The store counts this record and does not show it.')]
  const row = await attemptRead(client.get(`${own}/${id}`, z.unknown()))
  if (!(row instanceof ConnectorError)) return [row]
  return (await isCounted()) ? [unreadable(Number(id), row)] : []
}

/** What was asked for; undefined where the store has no such record. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  const answer = await attempt(asked, ({ kind }) => kind === 'not_found')
  return answer instanceof ConnectorError ? undefined : answer
}

/** What was asked for, or why the integration may not have it, for what a record can do without. */
export const askIfAllowed = <T>(asked: Promise<T>): Promise<T | ConnectorError> =>
  attempt(asked, ({ code }) => code === 'lacks_right')
