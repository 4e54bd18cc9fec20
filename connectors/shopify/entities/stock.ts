import { z } from 'zod'
import { entity, type Page } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapStock, RawLevel } from '../map/stock.ts'
import { completeNested } from '../nested.ts'
import { readNamed } from '../walk.ts'

const whole = `fragment Whole on InventoryLevel {
  id createdAt updatedAt location { id }
  quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
  item { id sku tracked variants(first: 1) { nodes { id inventoryPolicy product { id } } } }
}`

export const stockQueries = {
  page: `query Stock($after: String) {
  inventoryItems(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id inventoryLevels(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...Whole } } }
  }
}\n${whole}`,
  named: `query NamedLevels($ids: [ID!]!) { nodes(ids: $ids) { ...Whole } }\n${whole}`,
  levels: `query MoreLevels($id: ID!, $after: String) {
  node(id: $id) {
    ... on InventoryItem { inventoryLevels(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Whole } } }
  }
}\n${whole}`,
}

const Position = z.object({ after: z.string() })
type Position = z.output<typeof Position>

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const Items = z.object({ inventoryItems: z.object({ nodes: z.array(z.unknown()), pageInfo: PageInfo }) })
const Item = z.object({ inventoryLevels: z.object({ nodes: z.array(z.unknown()) }) })
const levels = { field: 'inventoryLevels', query: stockQueries.levels }

const idOf = (raw: unknown): string | null => z.looseObject({ id: z.string() }).safeParse(raw).data?.id ?? null

/** A count moves neither product nor item, and levels are not sorted by when they were counted: all are read each time. */
export const stock = entity<'stock', Client, RawLevel, Position, Facts>({
  name: 'stock',
  label: 'Stock',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: RawLevel,
    idOf,
    position: Position,
    pages: (client, _, from) => walkItems(client, from),
    fetch: (client, ids) => readNamed(client, stockQueries.named, ids),
    map: mapStock,
  },
})

/** By the items’ ids, in which nothing moves. */
async function* walkItems(client: Client, from: Position | null): AsyncGenerator<Page<Position>> {
  for (let after = from?.after ?? null; ; ) {
    const { data } = await client.ask(stockQueries.page, { after }, Items)
    const { nodes, pageInfo } = data.inventoryItems
    const records: unknown[] = []
    for (const node of nodes)
      records.push(...(Item.safeParse(await completeNested(client, node, levels)).data?.inventoryLevels.nodes ?? []))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    yield { records, next: after === null ? null : { after } }
    if (after === null) return
  }
}
