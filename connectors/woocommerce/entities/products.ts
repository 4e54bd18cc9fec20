import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Collection, entity, type Mark, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCategory, RawCategory } from '../map/collection.ts'
import { mapProduct, RawProduct } from '../map/product.ts'
import { RawAmount, RawId, RawText } from '../map/raw.ts'
import { walkList } from '../walk.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { completeEach } from './complete-each.ts'
import { idTextOf, listOf, liveAndTrash, readNamed } from './read.ts'
import { withVariations, withVariationTimes } from './variations.ts'

export const products = entity<'products', Client, RawProduct, Position, Facts>({
  name: 'products',
  label: 'Products',
  import: {
    incremental: true,
    startsAtOrderStart: false,
    raw: RawProduct,
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: fetchProducts,
    sweep,
    fingerprint,
    map: mapProduct,
  },
  collections: readCategories,
})

function readPages(client: Client, window: Window, from: Position | null) {
  const pages = walkWindow({ legs: liveAndTrash(client, 'products'), window }, from)
  return completeAhead(pages, async ({ rows, ...page }) => ({
    ...page,
    records: await completeEach(client, rows, withVariations),
  }))
}

async function fetchProducts(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const lists = Object.values(liveAndTrash(client, 'products'))
  const rows = await readNamed(client, { route: 'products', lists }, externalIds)
  return await completeEach(client, rows, withVariations)
}

async function* readCategories(client: Client): AsyncGenerator<readonly Collection[]> {
  for await (const { rows } of walkList(listOf(client, 'products/categories')))
    yield rows.flatMap(row => {
      const category = RawCategory.safeParse(row).data
      return category === undefined ? [] : [mapCategory(category)]
    })
}

const names = z.array(z.looseObject({ name: z.string(), options: z.unknown().optional() })).nullish()

/**
 * What may change without bumping the modification time: names of tags, brands and attribute values, addresses, the price of
 * a grouped product (its cheapest part's), and whatever a plugin writes to the database directly.
 */
const Marked = z.looseObject({
  id: RawId,
  date_modified_gmt: RawText,
  status: z.string(),
  permalink: RawText,
  price: RawAmount.nullish(),
  stock_quantity: RawAmount.nullish(),
  stock_status: RawText,
  variations: z.array(RawId).nullish(),
  tags: names,
  brands: names,
  attributes: names,
  koppla_variation_times: z.string().optional(),
})
const markFields = { _fields: ['type', ...Object.keys(Marked.shape)].join(',') }

/** Of what is live: what is missing here and then found in the trash is marked deleted all the same. */
function sweep(client: Client, window: Window, from: Position | null) {
  const { any } = liveAndTrash(client, 'products', markFields)
  const pages = walkWindow({ legs: { any }, window: { ...window, since: null } }, from)
  return completeAhead(pages, async ({ rows, ...page }) => {
    const marked = await completeEach(client, rows, withVariationTimes)
    return { ...page, marks: marked.flatMap(markOf) }
  })
}

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint(raw: z.output<typeof Marked>): string {
  const variations = (raw.variations ?? []).map(Number).sort((one, other) => one - other)
  const named = [raw.tags, raw.brands, raw.attributes].map(list => list?.map(({ name, options }) => [name, options]))
  const stock = [raw.price, raw.stock_quantity, raw.stock_status]
  const told = [
    raw.id,
    raw.date_modified_gmt,
    raw.status,
    raw.permalink,
    ...stock,
    variations,
    named,
    raw.koppla_variation_times,
  ]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url')
}
