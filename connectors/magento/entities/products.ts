import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Collection, entity, type Mark, readable, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCategories, RawCategory } from '../map/collection.ts'
import { mapProduct, RawProduct } from '../map/product.ts'
import { RawAmount, RawAttributes, RawId, RawText } from '../map/raw.ts'
import { idTextOf, Position, walkIds, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { lackingWords, withParts } from './product-parts.ts'
import { readNamed } from './read.ts'

export const products = entity<'products', Client, RawProduct, Position, Facts>({
  name: 'products',
  label: 'Products',
  import: {
    incremental: true,
    startsAtOrderStart: false,
    raw: readable(RawProduct),
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) => withParts(client, await readNamed(client, 'products', ids)),
    sweep,
    fingerprint,
    map: mapProduct,
  },
  collections: readCategories,
})

function readPages(client: Client, window: Window, from: Position | null) {
  const stretches = walkWindow(client, { route: 'products' }, window, from)
  return completeAhead(stretches, async rows => {
    const notices: string[] = []
    const records = await withParts(client, rows, { tell: words => void notices.push(words) })
    return { records, ...noticeOf(notices[0]) }
  })
}

const noticeOf = (notice: string | undefined) => (notice === undefined ? {} : { notice })

async function* readCategories(client: Client): AsyncGenerator<readonly Collection[]> {
  yield mapCategories(await client.get('categories', RawCategory))
}

/** What of a product may change without a new modification time; the same of a child that it is sold as. */
const quiet = {
  id: RawId,
  updated_at: RawText,
  name: RawText,
  status: RawAmount.nullish(),
  price: RawAmount.nullish(),
  weight: RawAmount.nullish(),
  visibility: z.unknown().optional(),
  custom_attributes: RawAttributes,
}

/**
 * “Update attributes” of many products at once does not bump the modification time, nor do special prices and what a
 * category is given; nor does a change of a child bump the product that it belongs to, or the end of a part the bundle or
 * the group.
 */
const Marked = z.looseObject({
  ...quiet,
  sku: z.string(),
  extension_attributes: z
    .looseObject({ category_links: z.array(z.looseObject({ category_id: RawId })).nullish() })
    .nullish(),
  koppla_children: z.array(z.looseObject(quiet)).optional(),
  koppla_components: z.array(RawId).optional(),
})
const quietFields = 'id,sku,updated_at,name,status,price,weight,visibility,custom_attributes[attribute_code,value]'
const markFields = [
  `${quietFields},type_id,product_links[link_type,linked_product_sku]`,
  'extension_attributes[category_links[category_id],configurable_product_links,bundle_product_options[product_links[sku]]]',
].join(',')

async function* sweep(client: Client, window: Window, from: Position | null) {
  const stretches = walkIds(client, { route: 'products', fields: markFields }, { ...window, ...unbounded }, from)
  const parts = completeAhead(stretches, async rows => ({
    marks: (await withParts(client, rows, { childFields: quietFields })).flatMap(markOf),
  }))
  // What differs is then read by its id, which tells nothing beside the records.
  const notice = await lackingWords(client)
  for await (const part of parts) yield { ...part, ...noticeOf(notice) }
}

/** Order Start is not for products. */
const unbounded = { createdFrom: null, createdBefore: null }

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint({ sku, koppla_children, koppla_components, ...raw }: z.output<typeof Marked>) {
  const categories = (raw.extension_attributes?.category_links ?? []).map(({ category_id }) => String(category_id))
  const children = (koppla_children ?? []).map(toldOf)
  const told = [sku, toldOf(raw), categories.sort(), children, (koppla_components ?? []).map(Number)]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url')
}

const toldOf = (raw: z.output<z.ZodObject<typeof quiet>>) => [
  ...[Number(raw.id), raw.updated_at, raw.name, raw.status, raw.price, raw.weight, raw.visibility],
  raw.custom_attributes
    .map(({ attribute_code, value }) => [attribute_code, value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1)),
]
