import { z } from 'zod'
import type { Client } from '../client.ts'
import { RawId } from '../map/raw.ts'
import type { Query } from '../walk-slice.ts'
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
  return { ...(row as object), koppla_variations: await readVariations(client, product, fields) }
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
