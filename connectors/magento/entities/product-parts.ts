import { z } from 'zod'
import { ConnectorError } from '../../../src/sdk/index.ts'
import { spare } from '../broken.ts'
import type { Client } from '../client.ts'
import { RawId, RawText } from '../map/raw.ts'
import { idOf } from '../walk.ts'
import { askIfAllowed, readShown, readWhere } from './read.ts'

const RawLink = z.looseObject({ link_type: RawText, linked_product_sku: RawText })
const RawBundleOption = z.looseObject({ product_links: z.array(z.looseObject({ sku: RawText })).nullish() })

const Compound = z.looseObject({
  id: RawId,
  type_id: RawText,
  product_links: z.array(RawLink).nullish(),
  extension_attributes: z
    .looseObject({
      configurable_product_links: z.array(RawId).nullish(),
      configurable_product_options: z
        .array(
          z.looseObject({ attribute_id: RawText, values: z.array(z.looseObject({ value_index: RawId })).nullish() }),
        )
        .nullish(),
      bundle_product_options: z.array(RawBundleOption).nullish(),
    })
    .nullish(),
})
type Compound = z.output<typeof Compound>

interface Reading {
  /** Only these of each child, and nothing else: for a sweep. */
  readonly childFields?: string
  /** Is told what a reader should know of the rows. */
  readonly tell?: (notice: string) => void
}

/** The rows, each with what it is made of read beside it: children, the words for what they differ in, components. */
export const withParts = (
  client: Client,
  rows: readonly unknown[],
  reading: Reading = {},
): Promise<readonly unknown[]> =>
  spare(rows, { client, route: 'products', read: some => addParts(client, some, reading), idOf })

async function addParts(client: Client, rows: readonly unknown[], reading: Reading): Promise<unknown[]> {
  const { childFields, tell = () => {} } = reading
  const all = rows.map(row => Compound.safeParse(row).data)
  const children = await readChildren(client, all, childFields)
  const attributes = childFields === undefined ? await readAttributes(client, all, tell) : []
  const components = await readComponents(client, all)
  return rows.map((row, at) => {
    const product = all[at]
    if (product?.type_id === 'configurable')
      return {
        ...Object(row),
        koppla_children: childIdsOf(product).flatMap(id => children.get(id) ?? []),
        ...(childFields === undefined && { koppla_attributes: attributesOf(product, attributes) }),
      }
    const skus = product === undefined ? [] : componentSkusOf(product)
    if (skus.length === 0) return row
    return { ...Object(row), koppla_components: skus.flatMap(sku => components.get(sku.toLowerCase()) ?? []) }
  })
}

type Products = ReadonlyArray<Compound | undefined>

const childIdsOf = (product: Compound | undefined): number[] =>
  product?.type_id === 'configurable'
    ? (product.extension_attributes?.configurable_product_links ?? []).map(Number)
    : []

async function readChildren(client: Client, products: Products, fields?: string) {
  const named = { route: 'products', field: 'entity_id', ...(fields !== undefined && { fields }) }
  const rows = await readWhere(client, named, [...new Set(products.flatMap(childIdsOf))])
  return new Map(rows.map(row => [idOf(row) ?? 0, row]))
}

const optionsOf = (product: Compound | undefined) => product?.extension_attributes?.configurable_product_options ?? []

interface Attribute {
  readonly attribute_id: number
  readonly attribute_code: string
  readonly options: readonly { readonly label?: unknown; readonly value?: unknown }[]
}
const Attributes = z.looseObject({
  attribute_id: z.int(),
  attribute_code: z.string(),
  options: z.array(z.looseObject({ label: RawText, value: RawText })).catch([]),
})

/** Products do without the words where attributes may not be read, or are not shown. */
async function readAttributes(client: Client, products: Products, tell: (notice: string) => void) {
  const ids = new Set(products.flatMap(optionsOf).map(({ attribute_id }) => String(attribute_id)))
  const fields = 'attribute_id,attribute_code,options[label,value]'
  const named = { route: 'products/attributes', field: 'attribute_id', fields }
  const shown = await askIfAllowed(readShown(client, named, [...ids]))
  if (!(shown instanceof ConnectorError)) return shown.rows.flatMap(row => Attributes.safeParse(row).data ?? [])
  tell(withoutWords(shown))
  return []
}

const withoutWords = ({ message }: ConnectorError): string =>
  `Options of variants (sizes, colours) are imported as numbers. ${message} Once it has that right, import everything again: what came without the words is then put right.`

/** The same for who reads products one by one later; undefined where the words may be read. */
export async function lackingWords(client: Client): Promise<string | undefined> {
  const asked = client.search('products/attributes', { pageSize: 1, fields: 'attribute_id' })
  const answer = await askIfAllowed(asked)
  return answer instanceof ConnectorError ? withoutWords(answer) : undefined
}

/** Those of one product, with the words that it uses: a colour may have thousands. */
const attributesOf = (product: Compound, attributes: readonly Attribute[]) =>
  optionsOf(product).flatMap(({ attribute_id, values }) => {
    const attribute = attributes.find(one => String(one.attribute_id) === String(attribute_id))
    const used = new Set((values ?? []).map(({ value_index }) => String(value_index)))
    if (attribute === undefined) return []
    const options = attribute.options.filter(({ value }) => used.has(String(value)))
    return [{ attribute_id: attribute.attribute_id, attribute_code: attribute.attribute_code, options }]
  })

function componentSkusOf({ type_id, product_links, extension_attributes: extras }: Compound): string[] {
  const grouped = (product_links ?? [])
    .filter(({ link_type }) => link_type === 'associated')
    .map(link => link.linked_product_sku)
  const bundled = (extras?.bundle_product_options ?? []).flatMap(option => option.product_links ?? [])
  const skus = type_id === 'grouped' ? grouped : type_id === 'bundle' ? bundled.map(({ sku }) => sku) : []
  return [...new Set(skus.flatMap(sku => (sku === null || sku === undefined ? [] : String(sku))))]
}

const Sku = z.looseObject({ id: z.int(), sku: z.string() })

/** Bundles and groups name their parts by SKU, whose case the database does not mind. */
async function readComponents(client: Client, products: Products): Promise<ReadonlyMap<string, number>> {
  const skus = new Set(products.flatMap(product => (product === undefined ? [] : componentSkusOf(product))))
  const rows = await readWhere(client, { route: 'products', field: 'sku', fields: 'id,sku' }, [...skus])
  return new Map(
    rows.flatMap(row => {
      const found = Sku.safeParse(row).data
      return found === undefined ? [] : [[found.sku.toLowerCase(), found.id] as const]
    }),
  )
}
