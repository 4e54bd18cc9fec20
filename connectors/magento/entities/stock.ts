import { z } from 'zod'
import { attempt, ConnectorError, entity, readable, unread, type Window, whyUnread } from '../../../src/sdk/index.ts'
import { spare } from '../broken.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapStockLevel, RawStockLevel, stockIdOf } from '../map/stock.ts'
import { encode } from '../search.ts'
import { idOf, idTextOf, Position, walkIds } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { ifThere, readNamed, readWhere } from './read.ts'

/** Stock has no times in Magento and bumps no product: each run reads all of it and so reconciles itself. */
export const stock = entity<'stock', Client, RawStockLevel, Position, Facts>({
  name: 'stock',
  label: 'Stock',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: readable(RawStockLevel),
    idOf: stockIdOf,
    position: Position,
    pages: readPages,
    fetch: fetchLevels,
    map: mapStockLevel,
  },
})

const fields = 'id,sku,type_id'

/** A walk over the products, which have ids to seek by; what is stocked under a SKU that no product has is not read. */
function readPages(client: Client, _: Window, from: Position | null) {
  const unbounded = { createdFrom: null, createdBefore: null }
  return completeAhead(walkIds(client, { route: 'products', fields }, unbounded, from), async rows => {
    const records = await readLevels(client, rows)
    const unread = new Set(records.filter(isUnread).map(stockIdOf))
    return { records, wholeParents: rows.flatMap(row => idTextOf(row) ?? []).filter(id => !unread.has(id)) }
  })
}

/** Of a product that cannot be read each level that is asked for is there, and cannot be read. */
async function fetchLevels(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const productIds = [...new Set(externalIds.map(productIdIn))]
  const levels = await readLevels(client, await readNamed(client, 'products', productIds, fields))
  const asked = new Set(externalIds)
  return levels.flatMap(level => {
    const id = stockIdOf(level) ?? ''
    if (!isUnread(level)) return asked.has(id) || asked.has(productIdIn(id)) ? [level] : []
    const own = externalIds.filter(one => productIdIn(one) === id)
    return own.map(one => ({ ...Object(level), source_code: one.split(':')[1] }))
  })
}

const productIdIn = (externalId: string): string => externalId.split(':')[0] ?? ''
const isUnread = (level: unknown): boolean => whyUnread(level) !== null

const Counted = z.looseObject({ id: z.int(), sku: z.string(), type_id: z.string() })
type Counted = z.output<typeof Counted>

/** What is sold in parts has no stock of its own. */
const compound = new Set(['configurable', 'bundle', 'grouped'])

/** The levels of a product that cannot be read are not gone: one that says so stands for them, under the product's id. */
async function readLevels(client: Client, rows: readonly unknown[]): Promise<unknown[]> {
  const products = rows.flatMap(row => Counted.safeParse(row).data ?? [])
  const counted = products.filter(({ type_id }) => !compound.has(type_id))
  const bySource = client.facts.hasSources !== false
  const levels = await spare(counted, {
    ...{ client, route: bySource ? 'inventory/source-items' : 'products' },
    read: some => (bySource ? readSources(client, some) : readItems(client, some)),
    idOf: ({ id }) => id,
  })
  const strange = rows.filter(row => !Counted.safeParse(row).success)
  return [...levels, ...strange.map(asUnread)].map(level =>
    isUnread(level) ? { ...Object(level), koppla_product: { id: idOf(level) } } : level,
  )
}

function asUnread(row: unknown): unknown {
  const id = idOf(row)
  return id === null || isUnread(row) ? row : unread(id, 'belongs to a product that cannot be understood.')
}

const Sourced = z.looseObject({ sku: z.string() })

async function readSources(client: Client, products: readonly Counted[]): Promise<unknown[]> {
  const bySku = new Map(products.map(({ id, sku }) => [sku.toLowerCase(), { id, sku }]))
  const named = { route: 'inventory/source-items', field: 'sku' }
  const items = await readWhere(
    client,
    named,
    products.map(({ sku }) => sku),
  )
  return items.flatMap(item => {
    const koppla_product = bySku.get(Sourced.safeParse(item).data?.sku.toLowerCase() ?? '')
    return koppla_product === undefined ? [] : [{ ...Object(item), koppla_product }]
  })
}

/** Asks for as good as nothing, with the right that each stock item takes. */
export const anyStockItem = 'stockItems/lowStock?scopeId=0&qty=0&currentPage=1&pageSize=1'

/** One request for each: without sources no list has them all. A product that is gone meanwhile has none. */
async function readItems(client: Client, products: readonly Counted[]): Promise<unknown[]> {
  const items = await Promise.all(
    products.map(async ({ id, sku }) => {
      const asked = ifThere(client.get(`stockItems/${encode(sku)}`, z.looseObject({})))
      const item = await attempt(asked, ({ code }) => code === 'no_api' || code === 'no_route')
      if (!(item instanceof ConnectorError)) return item && { ...item, koppla_product: { id, sku } }
      await client.get(anyStockItem, z.unknown())
      return unread(id, unaddressable(sku))
    }),
  )
  return items.filter(item => item !== undefined)
}

/** Apache finds nothing under an address with an encoded slash unless it is told to. */
const unaddressable = (sku: string): string =>
  `has the SKU “${sku}”, which the store’s web server does not take in an address. Have it allow encoded slashes (in Apache: AllowEncodedSlashes NoDecode), or change the SKU. Then retry it.`
