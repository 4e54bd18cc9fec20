import { z } from 'zod'
import { entity, readable } from '../../../src/sdk/index.ts'
import { type BulkList, type InBulk, inBulk } from '../bulk/query.ts'
import { readInBulk } from '../bulk/read.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapStock, RawLevel } from '../map/stock.ts'
import { completeEach, completeNested } from '../nested.ts'
import { connectionOf, type Nested, queriesOf } from '../queries.ts'
import { Position, readNamed } from '../walk.ts'

const levelFields = `id createdAt updatedAt location { id }
  quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }`
const variantFields = 'id inventoryPolicy product { id }'
const itemFields = 'id sku tracked'
const firstVariant = `variants(first: 1) { nodes { ${variantFields} } }`

const levels: Nested = { on: 'InventoryItem', field: 'inventoryLevels', first: 10, nodes: levelFields }
const items = queriesOf({
  ...{ list: 'inventoryItems', type: 'InventoryItem', by: null },
  fields: `${itemFields} ${firstVariant} ${connectionOf(levels)}`,
})
const alone = queriesOf({
  ...{ list: 'inventoryItems', type: 'InventoryLevel', by: null },
  fields: `${levelFields} item { ${itemFields} ${firstVariant} }`,
})

const nested: readonly InBulk[] = [
  { on: 'InventoryItem', field: 'variants', type: 'ProductVariant', nodes: variantFields, most: 1 },
  levels,
]
const bulk: BulkList = {
  ...{ list: 'inventoryItems', nested },
  fields: `${itemFields} ${nested.map(inBulk).join(' ')}`,
}
export const stockQueries = { items, levels, alone: alone.named, bulk }

/** A level’s id has no number that it alone has, so the whole of it is kept. */
const idOf = (raw: unknown): string | null => z.looseObject({ id: z.string() }).safeParse(raw).data?.id ?? null

const isLevel = (id: string): boolean => id.startsWith('gid://shopify/InventoryLevel/')

/** A count moves neither product nor item, and levels are not sorted by when they were counted: all are read each time. */
export const stock = entity<'stock', Client, RawLevel, Position, Facts>({
  name: 'stock',
  label: 'Stock',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: readable(RawLevel),
    idOf,
    position: Position,
    pages: (client, _, from) => readPages(client, from),
    fetch: (client, ids) => readNamed(client, alone.named, ids.filter(isLevel)),
    map: mapStock,
  },
})

const whenever = { since: null, createdFrom: null, createdBefore: null }
const complete = (client: Client, item: unknown) => completeNested(client, item, levels)

/** By the items’ ids, in which nothing moves. */
async function* readPages(client: Client, from: Position | null) {
  for await (const page of readInBulk(client, { queries: items, bulk }, whenever, from)) {
    const whole = await completeEach(client, page.records, complete)
    yield { ...page, records: whole.flatMap(levelsOf) }
  }
}

const Item = z.looseObject({ inventoryLevels: z.looseObject({ nodes: z.array(z.looseObject({})) }) })

/** Each with its item. Of an item that cannot be read, what says so. */
function levelsOf(raw: unknown): readonly unknown[] {
  const read = Item.safeParse(raw).data
  if (read === undefined) return [raw]
  const { inventoryLevels, ...item } = read
  return inventoryLevels.nodes.map(level => ({ ...level, item }))
}
