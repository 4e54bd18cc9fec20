import { z } from 'zod'
import { attempt, ConnectorError, type Page, type Window } from '../../../src/sdk/index.ts'
import type { Client, Variables } from '../client.ts'
import { PageInfo, placeAfter } from '../page-info.ts'
import { beginning, idOf, type Position, seconds } from '../walk.ts'

export const destroyedQueries = {
  events: `query Destroyed($after: String, $query: String) {
  events(first: 250, after: $after, query: $query, sortKey: CREATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id ... on BasicEvent { action subjectId } }
  }
}`,
  still: 'query Still($ids: [ID!]!) { nodes(ids: $ids) { id } }',
}

const Events = z.object({
  events: z.object({
    nodes: z.array(z.looseObject({ action: z.string().optional(), subjectId: z.string().optional() })),
    pageInfo: PageInfo,
  }),
})
const Still = z.object({ nodes: z.array(z.looseObject({ id: z.string() }).nullable()) })

/** What is left of them after so many is found by the nightly comparison. */
const mostEvents = 20_000
const atOnce = 100

/**
 * Lists say nothing of what was deleted; the shop's events do. Before the pages of a window that follows another, those that
 * were destroyed since are told, once the shop does not know them by id. Where events cannot be read, the nightly
 * comparison finds them.
 */
export async function* tellDestroyed(
  client: Client,
  subject: 'ORDER' | 'PRODUCT' | 'CUSTOMER',
  { since }: Window,
): AsyncGenerator<Page<Position>> {
  if (since === null) return
  const query = `action:destroy AND subject_type:${subject} AND created_at:>='${seconds(Date.parse(since))}'`
  const told = await attempt(readDestroyed(client, query), ({ kind }) => kind === 'permission')
  if (told instanceof ConnectorError || told.length === 0) return
  const gone: string[] = []
  for (let at = 0; at < told.length; at += atOnce)
    gone.push(...(await withoutLiving(client, told.slice(at, at + atOnce))))
  yield { records: [], gone: gone.flatMap(id => idOf({ id }) ?? []), next: beginning }
}

async function readDestroyed(client: Client, query: string): Promise<readonly string[]> {
  const ids = new Set<string>()
  for (let after: string | null = null; ids.size < mostEvents; ) {
    const { nodes, pageInfo } = await readEvents(client, { after, query })
    for (const { action, subjectId } of nodes) if (action === 'destroy' && subjectId) ids.add(subjectId)
    after = placeAfter(pageInfo)
    if (after === null) break
  }
  return [...ids]
}

type Events = z.output<typeof Events>['events']

const readEvents = async (client: Client, variables: Variables): Promise<Events> =>
  (await client.ask(destroyedQueries.events, variables, Events)).data.events

async function withoutLiving(client: Client, ids: readonly string[]): Promise<readonly string[]> {
  const { data } = await client.ask(destroyedQueries.still, { ids }, Still)
  const living = new Set(data.nodes.map(node => node?.id))
  return ids.filter(id => !living.has(id))
}
