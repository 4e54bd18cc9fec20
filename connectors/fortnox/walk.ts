import { z } from 'zod'
import { ConnectorError } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'
import { type Resource, resources } from './resources.ts'

/** `part` is which of the lists is walked; `seen` are the keys of its last page, of which the next one must begin with one. */
export const Position = z.object({
  part: z.int().nonnegative(),
  offset: z.int().nonnegative(),
  seen: z.array(z.string()).max(500),
})
export type Position = z.output<typeof Position>

export type Query = Readonly<Record<string, string>>

export interface Walk {
  readonly resource: Resource
  /** Walked one after the other: what one of them leaves out is in another. */
  readonly parts: readonly Query[]
  readonly pageSize: number
}

export interface Walked {
  readonly rows: readonly unknown[]
  /** Which of the parts they are of. */
  readonly part: number
  readonly next: Position | null
  readonly remaining: number
}

const beginning: Position = { part: 0, offset: 0, seen: [] }

/**
 * All rows of the lists, sorted by their keys, which never change. A page begins with the last row of the one before whose key
 * could be told: if it does not begin with a row that was seen, rows have left the list, and it is asked for again from further
 * back. In whatever way Fortnox sorts keys, nothing that was there all the time is missed.
 */
export async function* walk(client: Client, of: Walk, from: Position | null): AsyncGenerator<Walked> {
  let at = from ?? beginning
  for (;;) {
    const { rows, offset, total } = await readJoined(client, of, at)
    const keys = rows.map(row => keyOf(of.resource, row))
    const end = offset + rows.length
    const doubled = hasTwice(keys)
    const ended = !doubled && (total === null ? rows.length < of.pageSize : end >= total)
    const stands = !ended && keys.every(key => key === null || at.seen.includes(key))
    if (stands && keys.includes(null)) throw lacksNumbers(of.resource)
    if (stands || (!doubled && total !== null && end > total)) throw doesNotGoOn(of.resource)
    const last = offset + keys.findLastIndex(key => key !== null)
    const next = ended ? nextPart(of, at) : { part: at.part, offset: last, seen: keys.filter(key => key !== null) }
    yield {
      rows: rows.filter((_, i) => !at.seen.includes(keys[i] ?? '')),
      ...{ part: at.part, next, remaining: Math.max(0, (total ?? end) - end) },
    }
    if (next === null) return
    at = next
  }
}

const nextPart = ({ parts }: Walk, { part }: Position): Position | null =>
  part + 1 < parts.length ? { ...beginning, part: part + 1 } : null

/** Then it cannot be told by counting where the page ends: the next one shows it. */
function hasTwice(keys: readonly (string | null)[]): boolean {
  const known = keys.filter(key => key !== null)
  return new Set(known).size < known.length
}

/** The key by which a record is asked for; null where it is no record of this kind. */
export function keyOf(resource: Resource, row: unknown): string | null {
  const parts = [resources[resource].key].flat().map(name => Part.safeParse(Object(row)[name]).data)
  return parts.includes(undefined) ? null : parts.join('/')
}

const Part = z.union([z.string().min(1), z.number()])

async function readJoined(client: Client, of: Walk, { part, offset, seen }: Position) {
  for (let [at, back] = [offset, 4]; ; at = Math.max(0, at - back), back *= 2) {
    const { rows, total } = await readRows(client, of, { part, offset: at })
    const first = rows[0] === undefined ? null : keyOf(of.resource, rows[0])
    if (at === 0 || (first !== null && seen.includes(first))) return { rows, total, offset: at }
  }
}

function readRows(
  client: Client,
  { resource, parts, pageSize }: Walk,
  { part, offset }: Pick<Position, 'part' | 'offset'>,
) {
  const sorted = sortedBy[resource]
  const query = {
    ...parts[part],
    ...(sorted !== undefined && { sortby: sorted, sortorder: 'ascending' }),
    ...{ limit: String(pageSize), ...(offset > 0 && { offset: String(offset) }) },
  }
  return client.list(resource, query)
}

const sortedBy: Partial<Record<Resource, string>> = {
  articles: 'articlenumber',
  customers: 'customernumber',
  orders: 'documentnumber',
  invoices: 'documentnumber',
  accounts: 'number',
}

const doesNotGoOn = (resource: Resource): ConnectorError =>
  new ConnectorError('contract', `Fortnox gives the same page of its ${resource} again and again.`, {
    ...{ code: 'endless', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })

const lacksNumbers = (resource: Resource): ConnectorError =>
  new ConnectorError('contract', `Fortnox gives a whole page of its ${resource} without their numbers.`, {
    ...{ code: 'no_numbers', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })
