import { z } from 'zod'
import { ConnectorError, type Page, type Window } from '../../src/sdk/index.ts'
import { attemptRead, spare } from './broken.ts'
import type { Client } from './client.ts'
import { PageInfo, placeAfter } from './page-info.ts'
import { rowsThatFit } from './points.ts'
import type { Queries } from './queries.ts'

/**
 * `from` is what is searched from, `after` a place in that search; both are null at the very beginning. With `since` only what
 * changed from then on is left to read, whatever the window says.
 */
export const Position = z.object({
  from: z.string().nullable(),
  after: z.string().nullable(),
  walked: z.int(),
  since: z.iso.datetime().optional(),
  /** Read by a bulk operation: how many bytes, objects and records of its file were read. */
  bulk: z.object({ id: z.string(), bytes: z.int(), objects: z.int(), records: z.int() }).optional(),
})
export type Position = z.output<typeof Position>

export const beginning: Position = { from: null, after: null, walked: 0 }

/** The records that a walk is to find. */
export type Bounds = Omit<Window, 'until'>

export interface Walk {
  readonly queries: Queries
  /** What is always searched for: `status:active,draft`. */
  readonly search?: string
  /** How much earlier than asked for to search, where the search is not exact. What is older is left out here. */
  readonly searchEarlierMs?: number
  /** Rows of a page, at most 250. Default 100. */
  readonly pageSize?: number
  /** One chain of pages ends at 25,000 objects; a new one begins before that, by default after 20,000. */
  readonly longestChain?: number
}

const Listed = z.object({ nodes: z.array(z.unknown()), pageInfo: PageInfo })
export const Answer = z.object({ listed: Listed })

/**
 * All that is within the bounds, by places in the list’s order and not by counting. Sorted by the time of change, what is saved
 * meanwhile moves to the end and is read again there; sorted by id, nothing moves. Every bound of Shopify's is taken for
 * inclusive, and what lies outside is left out. A record that fails to be read is there and says so.
 */
export async function* walk(client: Client, of: Walk, window: Bounds, at: Position | null) {
  const readPage = openPages(client, of)
  let position: Position = at ?? beginning
  const bounds = { ...window, since: position.since ?? window.since }
  for (;;) {
    const { records, rows, pageInfo } = await readPage(searchFor(of, bounds, position), position.after)
    const next = pageInfo.hasNextPage ? goOn(of, position, { rows, pageInfo }) : null
    yield { records: records.filter(record => isWithin(record, bounds)), next } satisfies Page<Position>
    if (next === null) return
    position = next
  }
}

/** Whole seconds, as answers have them. */
export const seconds = (at: number): string => `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`

function searchFor(
  { queries: { by }, search, searchEarlierMs = 0 }: Walk,
  bounds: Bounds,
  { from }: Position,
): string | null {
  const { since, createdFrom, createdBefore } = bounds
  const changedFrom = since === null ? null : seconds(Date.parse(since) - searchEarlierMs)
  const [time, id] = by === 'UPDATED_AT' ? [from ?? changedFrom, null] : [changedFrom, from]
  const terms = [
    search,
    time && `updated_at:>='${time}'`,
    id && `id:>=${id}`,
    createdFrom && `created_at:>='${seconds(Date.parse(createdFrom))}'`,
    createdBefore && `created_at:<='${seconds(Date.parse(createdBefore))}'`,
  ]
  return terms.filter(Boolean).join(' AND ') || null
}

const Timed = z.looseObject({ updatedAt: z.iso.datetime() })

/** A page that is all of one second, as after a mass edit, cannot be begun again from its time: its chain goes on. */
function goOn(
  { queries: { by }, longestChain = 20_000 }: Walk,
  { from, walked, since }: Position,
  { rows, pageInfo }: Read,
): Position {
  const anchorOf = (row: unknown) => (by === 'UPDATED_AT' ? Timed.safeParse(row).data?.updatedAt : idOf(row))
  const [head, last] = [anchorOf(rows[0]), anchorOf(rows.at(-1))]
  const far = walked + rows.length
  if (far >= longestChain && last && head !== last) return { from: last, after: null, walked: 0, since }
  return { from, after: placeAfter(pageInfo), walked: far, since }
}

interface Read {
  readonly rows: readonly unknown[]
  readonly pageInfo: PageInfo
}

const instantOf = (record: unknown, name: string): number | null => {
  const told = z.iso.datetime().safeParse(Object(record)[name]).data
  return told === undefined ? null : Date.parse(told)
}

/** Answers tell whole seconds. One whose times cannot be read is let through, to be set aside with its reason. */
function isWithin(record: unknown, { since, createdFrom, createdBefore }: Bounds): boolean {
  const [created, updated] = [instantOf(record, 'createdAt'), instantOf(record, 'updatedAt')]
  return (
    (since === null || updated === null || updated >= Math.floor(Date.parse(since) / 1000) * 1000) &&
    (createdFrom === null || created === null || created >= Date.parse(createdFrom)) &&
    (createdBefore === null || created === null || created < Date.parse(createdBefore))
  )
}

/** Before it is known what a page costs. */
const firstPageSize = 25

/**
 * Pages begin small and grow as far as their price allows, so that none is refused for it. One that was too much for Shopify or
 * for us all the same is read by the ids on it, and the next ones are smaller for a while.
 */
function openPages(client: Client, { queries, pageSize = 100 }: Walk) {
  let most = pageSize
  let first = Math.min(most, firstPageSize)
  return async (
    query: string | null,
    after: string | null,
  ): Promise<Read & { readonly records: readonly unknown[] }> => {
    const variables = { first, after, query }
    const whole = await attemptRead(client.ask(queries.page, variables, Answer))
    if (whole instanceof ConnectorError) first = Math.ceil(first / 4)
    else {
      const fits = whole.cost ? rowsThatFit(whole.cost, first) : most
      if (fits < first) most = first - 1
      first = Math.min(most, first * 2, fits)
      const { nodes, pageInfo } = whole.data.listed
      return { records: nodes, rows: nodes, pageInfo }
    }
    const { nodes: rows, pageInfo } = (await client.ask(queries.ids, variables, Answer)).data.listed
    return { records: await readNamed(client, queries.named, rows.flatMap(gidOf)), rows, pageInfo }
  }
}

const gidOf = (row: unknown): string[] => [z.looseObject({ id: z.string() }).parse(row).id]

/** Shopify's ids of these records; what can be no number of one is left out. */
export const gidsOf = (type: string, externalIds: readonly string[]): string[] =>
  externalIds.filter(id => /^[1-9]\d{0,18}$/.test(id)).map(id => `gid://shopify/${type}/${id}`)

/** `8052023623986` of `gid://shopify/Order/8052023623986`; null where it is no such id. */
export const idOf = (raw: unknown): string | null => {
  const id = z.looseObject({ id: z.string() }).safeParse(raw).data?.id
  return (id && /^gid:\/\/shopify\/\w+\/(\d+)$/.exec(id)?.[1]) ?? null
}

const mostIds = 50
const Nodes = z.object({ nodes: z.array(z.unknown()) })

/** The named records as they are now; those that are gone are absent. `query` takes `$ids` and asks for `nodes`. */
export async function readNamed(client: Client, query: string, ids: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = []
  for (let at = 0; at < ids.length; at += mostIds) {
    const some = await spare(ids.slice(at, at + mostIds), async few => {
      const { data } = await client.ask(query, { ids: few }, Nodes)
      return data.nodes.filter(node => node !== null)
    })
    found.push(...some)
  }
  return found
}
