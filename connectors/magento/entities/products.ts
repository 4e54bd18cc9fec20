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
import { withParts } from './product-parts.ts'
import { ifAllowed, readNamed } from './read.ts'

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
  return completeAhead(stretches, async rows => ({ records: await withParts(client, rows) }))
}

/** Products do without their categories where those may not be read. */
async function* readCategories(client: Client): AsyncGenerator<readonly Collection[]> {
  const tree = await ifAllowed(client.get('categories', RawCategory), undefined)
  yield tree === undefined ? [] : mapCategories(tree)
}

/**
 * A special price does not bump the modification time; nor does a change of a child bump the product that it belongs to, or
 * the end of a part the bundle or the group.
 */
const Marked = z.looseObject({
  id: RawId,
  sku: z.string(),
  updated_at: RawText,
  status: RawAmount.nullish(),
  price: RawAmount.nullish(),
  custom_attributes: RawAttributes,
  koppla_children: z
    .array(z.looseObject({ id: RawId, updated_at: RawText, custom_attributes: RawAttributes }))
    .optional(),
  koppla_components: z.array(RawId).optional(),
})
const markFields = [
  'id,sku,type_id,updated_at,status,price,custom_attributes[attribute_code,value],product_links[link_type,linked_product_sku]',
  'extension_attributes[configurable_product_links,bundle_product_options[product_links[sku]]]',
].join(',')

function sweep(client: Client, window: Window, from: Position | null) {
  const stretches = walkIds(client, { route: 'products', fields: markFields }, { ...window, ...unbounded }, from)
  return completeAhead(stretches, async rows => ({
    marks: (await withParts(client, rows, 'id,sku,updated_at,custom_attributes')).flatMap(markOf),
  }))
}

/** Order Start is not for products. */
const unbounded = { createdFrom: null, createdBefore: null }

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint({ id, sku, updated_at, status, price, custom_attributes, ...raw }: z.output<typeof Marked>) {
  const children = (raw.koppla_children ?? []).map(child => [
    Number(child.id),
    child.updated_at,
    quietly(child.custom_attributes),
  ])
  const components = (raw.koppla_components ?? []).map(Number)
  const told = [Number(id), sku, updated_at, status, price, quietly(custom_attributes), children, components]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url')
}

const quietly = (attributes: RawAttributes) =>
  attributes
    .filter(({ attribute_code: code }) => code.startsWith('special_'))
    .map(({ attribute_code, value }) => [attribute_code, value])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
