import { z } from 'zod'
import { ConnectorError, type Page, type Window } from '../../src/sdk/index.ts'
import type { Client } from './client.ts'

/** `from` is what is searched from, `after` a place in that search; both are null at the very beginning. */
export const Position = z.object({ from: z.string().nullable(), after: z.string().nullable(), walked: z.int() })
export type Position = z.output<typeof Position>

export interface Walk {
  /** Takes `$first`, `$after` and `$query`; sorted by UPDATED_AT, with `pageInfo` and each node's `id`, `updatedAt` and `createdAt`. */
  readonly query: string
  /** The list’s name in it. */
  readonly list: string
  /** How much earlier than asked for to search, where the search is not exact. What is older is left out here. */
  readonly searchEarlierMs?: number
  /** Rows of a page, at most 250. Default 100. */
  readonly pageSize?: number
}

const Timed = z.looseObject({ updatedAt: z.iso.datetime(), createdAt: z.iso.datetime() })
const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const Listed = z.looseObject({ nodes: z.array(z.unknown()), pageInfo: PageInfo })
type Listed = z.output<typeof Listed>

/** One chain of pages ends at 25,000 objects; a new one begins before that. */
const longestChain = 20_000

/**
 * Everything that changed in the window, in the order of change, by places in that order and not by counting: what is saved
 * meanwhile moves to the end and is read again there. Every bound is taken for inclusive, and what lies outside is left out.
 */
export async function* walkWindow(client: Client, walk: Walk, window: Window, at: Position | null) {
  let position: Position = at ?? { from: searchFrom(walk, window), after: null, walked: 0 }
  let first = walk.pageSize ?? 100
  for (;;) {
    const { listed, size } = await readPage(client, walk, { query: queryOf(position, window), position, first })
    first = size
    const next = listed.pageInfo.hasNextPage ? goOn(position, listed) : null
    yield { records: listed.nodes.filter(node => isWithin(node, window)), next } satisfies Page<Position>
    if (next === null) return
    position = next
  }
}

function searchFrom({ searchEarlierMs = 0 }: Walk, { since }: Window): string | null {
  return since === null ? null : seconds(Date.parse(since) - searchEarlierMs)
}

/** Whole seconds, as answers have them. */
const seconds = (at: number): string => `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`

function queryOf({ from }: Position, { createdFrom, createdBefore }: Window): string | null {
  const bounds = [
    from && `updated_at:>='${from}'`,
    createdFrom && `created_at:>='${seconds(Date.parse(createdFrom))}'`,
    createdBefore && `created_at:<='${seconds(Date.parse(createdBefore))}'`,
  ]
  return bounds.filter(Boolean).join(' AND ') || null
}

/** A page that is all of one second, as after a mass edit, cannot be begun again from its time: its chain goes on. */
function goOn({ from, walked }: Position, { nodes, pageInfo }: Listed): Position {
  const [head, last] = [timeOf(nodes[0]), timeOf(nodes.at(-1))]
  const far = walked + nodes.length
  if (far >= longestChain && last !== undefined && head !== last) return { from: last, after: null, walked: 0 }
  if (pageInfo.endCursor === null) throw endless()
  return { from, after: pageInfo.endCursor, walked: far }
}

const timeOf = (node: unknown): string | undefined => Timed.safeParse(node).data?.updatedAt

const endless = () =>
  new ConnectorError('contract', 'Shopify says that a list goes on, and not where.', {
    ...{ code: 'endless', remedy: 'Try again in a few minutes. If it stays, report this.' },
  })

/** Answers tell whole seconds. One whose times cannot be read is let through, to be set aside with its reason. */
function isWithin(node: unknown, { since, createdFrom, createdBefore }: Window): boolean {
  const timed = Timed.safeParse(node).data
  if (timed === undefined) return true
  const [created, updated] = [Date.parse(timed.createdAt), Date.parse(timed.updatedAt)]
  return (
    (since === null || updated >= Math.floor(Date.parse(since) / 1000) * 1000) &&
    (createdFrom === null || created >= Date.parse(createdFrom)) &&
    (createdBefore === null || created < Date.parse(createdBefore))
  )
}

interface Wanted {
  readonly query: string | null
  readonly position: Position
  readonly first: number
}

const tooMuch = new Set(['too_costly', 'timeout', 'server_error', 'too_large'])

/** Half as many rows where an answer was too much for Shopify or for us, down to a few. */
async function readPage(client: Client, { query: text, list }: Walk, { query, position, first }: Wanted) {
  for (let size = first; ; size = Math.ceil(size / 2)) {
    try {
      const { data } = await client.ask(
        text,
        { first: size, after: position.after, query },
        z.record(z.string(), Listed),
      )
      return { listed: data[list] ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }, size }
    } catch (error) {
      if (size <= 5 || !(error instanceof ConnectorError) || !tooMuch.has(error.code ?? '')) throw error
    }
  }
}

export const gid = (type: string, id: string): string => `gid://shopify/${type}/${id}`

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
    const { data } = await client.ask(query, { ids: ids.slice(at, at + mostIds) }, Nodes)
    found.push(...data.nodes.filter(node => node !== null))
  }
  return found
}
