import { z } from 'zod'
import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapStock, RawLevel } from '../map/stock.ts'
import { completeEach, completeNested } from '../nested.ts'
import { connectionOf, type Nested, queriesOf } from '../queries.ts'
import { Position, readNamed, walk } from '../walk.ts'

const level = `fragment Level on InventoryLevel {
  id createdAt updatedAt location { id }
  quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
  item { id sku tracked variants(first: 1) { nodes { id inventoryPolicy product { id } } } }
}`
const levels: Nested = {
  ...{ on: 'InventoryItem', field: 'inventoryLevels', first: 10 },
  ...{ nodes: '...Level', fragments: [level] },
}
const items = queriesOf({
  ...{ list: 'inventoryItems', type: 'InventoryItem', by: null },
  ...{ fields: `id ${connectionOf(levels)}`, fragments: [level] },
})
const alone = queriesOf({
  ...{ list: 'inventoryItems', type: 'InventoryLevel', by: null },
  ...{ fields: '...Level', fragments: [level] },
})
export const stockQueries = { items, levels, alone: alone.named }

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
  for await (const { records, next } of walk(client, { queries: items }, whenever, from)) {
    const whole = await completeEach(client, records, complete)
    yield { records: whole.flatMap(levelsOf), next }
  }
}

const Item = z.looseObject({ inventoryLevels: z.looseObject({ nodes: z.array(z.unknown()) }) })

/** Of an item that cannot be read, what says so. */
const levelsOf = (item: unknown): readonly unknown[] => Item.safeParse(item).data?.inventoryLevels.nodes ?? [item]
