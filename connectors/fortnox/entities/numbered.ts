import { z } from 'zod'
import type { Mark, Page, Sweep, Window } from '../../../src/sdk/index.ts'
import { unreadId, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { readDetails, readListed } from '../details.ts'
import type { Resource } from '../resources.ts'
import { changedFrom, dayStart, swedishDay } from '../swedish-time.ts'
import { keyOf, Position, type Query, type Walk, walk } from '../walk.ts'

// All that is imported of Fortnox is a list of numbers, from which each record is read by its own.

export interface Numbered {
  readonly resource: Resource
  /** The lists that together have all: what one leaves out is in another. Default: the whole list. */
  readonly parts?: readonly Query[]
  /** The day of a row that Order Start goes by; absent where it does not apply. */
  readonly dayField?: string
  /** Of a row of the list and of the record alike. `part` is which of the lists a row is of; a record knows itself. */
  readonly fingerprint: (row: Readonly<Record<string, unknown>>, part?: number) => string
}

/** Every row costs a question of its own, of which 25 are allowed in 5 s: more would be read again after a crash. */
const pageSize = 50
/** A sweep asks no further. */
const sweepSize = 100

/** Fortnox tells no time of a change, so nothing says whether its list was late. */
export const overlapSeconds = 600

const whole: readonly Query[] = [{}]

/** What changed by the list, and of that each record. */
async function* readPages(client: Client, of: Numbered, window: Window, from: Position | null) {
  const { resource } = of
  for await (const { rows, next, remaining } of walk(client, walkOf(of, window, pageSize), from)) {
    const wanted = rows.filter(row => isWithin(of, row, window))
    const records = await readListed(client, resource, wanted)
    const kept = records.filter(record => whyUnread(record) !== null || isWithin(of, record, window))
    yield { records: kept, next, remaining } satisfies Page<Position>
  }
}

async function* sweepRows(client: Client, of: Numbered, window: Window, from: Position | null) {
  const bounds = { ...window, since: null }
  for await (const { rows, part, next, remaining } of walk(client, walkOf(of, bounds, sweepSize), from)) {
    const marks = rows.filter(row => isWithin(of, row, bounds)).flatMap(row => markOf(of, row, part))
    yield { marks, next, remaining } satisfies Sweep<Position>
  }
}

function markOf(of: Numbered, row: unknown, part: number): Mark[] {
  const externalId = keyOf(of.resource, row)
  return externalId === null ? [] : [{ externalId, fingerprint: of.fingerprint(Object(row), part) }]
}

/** Either what changed or from which day on: two filters at once are not promised to work. Both are seen to here again. */
function walkOf(
  { resource, parts = whole, dayField }: Numbered,
  { since, createdFrom }: Window,
  pageSize: number,
): Walk {
  const day = dayField === undefined || createdFrom === null ? null : swedishDay(createdFrom)
  const filter: Query = since !== null ? { lastmodified: changedFrom(since) } : day !== null ? { fromdate: day } : {}
  return { resource, pageSize, parts: parts.map(part => ({ ...part, ...filter })) }
}

const Day = z.iso.date()

/** By Swedish days. A row whose day cannot be read is let through, to be set aside with its reason. */
export function isWithin(
  { dayField }: Pick<Numbered, 'dayField'>,
  row: unknown,
  { createdFrom, createdBefore }: Pick<Window, 'createdFrom' | 'createdBefore'>,
): boolean {
  const day = dayField === undefined ? undefined : Day.safeParse(Object(row)[dayField]).data
  const at = Date.parse(dayStart(day ?? null) ?? '')
  if (Number.isNaN(at)) return true
  return (
    (createdFrom === null || at >= Date.parse(createdFrom)) &&
    (createdBefore === null || at < Date.parse(createdBefore))
  )
}

/** The external id of what is no record even; null where it has no number. */
const idIn = (resource: Resource, raw: unknown): string | null =>
  whyUnread(raw) === null ? keyOf(resource, raw) : unreadId(raw)

/** All of an import but its shape and its map. */
export const numbered = (of: Numbered) => ({
  incremental: true as const,
  overlapSeconds,
  startsAtOrderStart: of.dayField !== undefined,
  idOf: (raw: unknown) => idIn(of.resource, raw),
  position: Position,
  pages: (client: Client, window: Window, from: Position | null) => readPages(client, of, window, from),
  fetch: (client: Client, ids: readonly string[]) => readDetails(client, of.resource, ids),
  sweep: (client: Client, window: Window, from: Position | null) => sweepRows(client, of, window, from),
  fingerprint: (raw: Readonly<Record<string, unknown>>) => of.fingerprint(raw),
})
