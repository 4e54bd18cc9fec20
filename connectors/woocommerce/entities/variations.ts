import { z } from 'zod'
import type { Client } from '../client.ts'
import { RawId } from '../map/raw.ts'
import type { Query } from '../rows.ts'
import { partUnread } from './complete-each.ts'
import { listOf, readAll } from './read.ts'

const Variable = z.looseObject({
  id: RawId,
  type: z.string(),
  status: z.string(),
  variations: z.array(RawId).nullish(),
})

/** The row with all its variations beside it (`koppla_variations`), where it is of a type that has any. */
export async function withVariations(client: Client, row: unknown, fields: Query = {}): Promise<unknown> {
  const product = Variable.safeParse(row).data
  if (product === undefined || !isVariable(product)) return row
  const koppla_variations = await readVariations(client, product, fields)
  const whole = { ...(row as object), koppla_variations, ...timesOf(client, koppla_variations) }
  return partUnread(row, 'variation', koppla_variations) ?? whole
}

/** A row of a sweep, with the times of its variations where the store does not bump the product for each change of one. */
export async function withVariationTimes(client: Client, row: unknown): Promise<unknown> {
  if (bumpsProducts(client)) return row
  const { koppla_variations, ...times } = Object(await withVariations(client, row, { _fields: 'id,date_modified_gmt' }))
  return times
}

/** Stores that list all variations (10.3) save the product with whatever is changed in one; older ones with price and stock. */
const bumpsProducts = ({ facts }: Client): boolean => facts.hasVariationsRoute === true

function timesOf(client: Client, variations: readonly unknown[]): { koppla_variation_times?: string } {
  if (bumpsProducts(client)) return {}
  const times = variations.map(variation => {
    const { id, date_modified_gmt } = Object(variation) as Record<string, unknown>
    return `${id} ${date_modified_gmt}`
  })
  return { koppla_variation_times: times.join('\n') }
}

/** Also types that plugins add: variable-subscription, and whatever names its variations. */
const isVariable = ({ type, variations }: z.output<typeof Variable>): boolean =>
  type.startsWith('variable') || (variations ?? []).length > 0

/** Variations go to the trash with their product. */
async function readVariations(
  client: Client,
  { id, status }: z.output<typeof Variable>,
  fields: Query,
): Promise<readonly unknown[]> {
  const route = `products/${id}/variations`
  const live = await readAll(listOf(client, route, fields))
  return status === 'trash'
    ? [...live, ...(await readAll(listOf(client, route, { status: 'trash', ...fields })))]
    : live
}
