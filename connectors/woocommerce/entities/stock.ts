import { z } from 'zod'
import { entity, unread, type Window, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { RawId } from '../map/raw.ts'
import { mapStockLevel, RawStockLevel } from '../map/stock.ts'
import { idOf } from '../rows.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { completeEach } from './complete-each.ts'
import { idTextOf, liveAndTrash, readNamed } from './read.ts'
import { withVariations } from './variations.ts'

/** A walk of its own over products and variations, with few fields. A sale bumps the product it takes from. */
export const stock = entity<'stock', Client, RawStockLevel, Position, Facts>({
  name: 'stock',
  label: 'Stock',
  import: {
    incremental: true,
    startsAtOrderStart: false,
    raw: RawStockLevel,
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: fetchLevels,
    map: mapStockLevel,
  },
})

const counted = 'id,sku,status,manage_stock,stock_quantity,stock_status,backorders,date_created_gmt,date_modified_gmt'
const productFields = { _fields: `${counted},type,variations` }
const variationFields = { _fields: counted }

function readPages(client: Client, window: Window, from: Position | null) {
  const legs = liveAndTrash(client, 'products', productFields)
  return completeAhead(walkWindow({ legs, window }, from), async ({ rows, ...page }) => {
    const products = await withCountedVariations(client, rows)
    const wholeParents = products.flatMap(row => (Product.safeParse(row).success ? (idTextOf(row) ?? []) : []))
    return { ...page, records: products.flatMap(levelsOf), wholeParents }
  })
}

const withCountedVariations = (client: Client, rows: readonly unknown[]) =>
  completeEach(client, rows, (client, row) => withVariations(client, row, variationFields))

const Product = z.looseObject({ id: RawId, status: z.string(), koppla_variations: z.array(z.unknown()).optional() })

/** One level for each variation, or for the product itself; with the product, whose stock a variation may share. */
function levelsOf(row: unknown): readonly unknown[] {
  const product = Product.safeParse(row).data
  if (product === undefined) return [row]
  const { koppla_variations: variations, ...koppla_product } = product
  return (variations ?? [koppla_product]).map(own => ({ ...(own as object), koppla_product }))
}

/** The ids are of products without variations, which lists give, and of variations, which only tell their product alone. */
async function fetchLevels(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const lists = Object.values(liveAndTrash(client, 'products', productFields))
  const fields = { _fields: `${productFields._fields},parent_id` }
  const rows = await readNamed(client, { route: 'products', lists, fields }, externalIds)
  const parents = new Set(rows.flatMap(row => parentOf(row) ?? []))
  const own = rows.filter(row => parentOf(row) === null)
  const others = await readNamed(client, { route: 'products', lists, fields: productFields }, [...parents])
  const products = await withCountedVariations(client, [...own, ...others])
  const levels = products.flatMap(levelsOf).filter(level => externalIds.includes(idTextOf(level) ?? ''))
  return [...levels, ...rows.flatMap(row => unreadWithParent(row, products))]
}

/** A variation whose product cannot be read is not gone. */
function unreadWithParent(row: unknown, products: readonly unknown[]): readonly unknown[] {
  const parent = parentOf(row)
  const product = products.find(one => parent !== null && idTextOf(one) === parent)
  if (product === undefined || Product.safeParse(product).success) return []
  const reason = whyUnread(product) ?? 'cannot be understood'
  return [unread(idOf(row) ?? 0, `belongs to product ${parent}, which ${reason}`)]
}

const Variation = z.looseObject({ type: z.literal('variation'), parent_id: RawId })

const parentOf = (row: unknown): string | null => {
  const variation = Variation.safeParse(row).data
  return variation === undefined ? null : String(variation.parent_id)
}
