import { z } from 'zod'
import type { Client } from './client.ts'

const Connection = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})

export interface Nested {
  /** `lineItems` */
  readonly field: string
  /** Takes `$id` and `$after`, and asks for `node { … on Order { lineItems { … } } }`. */
  readonly query: string
}

/** The record with all rows of that connection: those that did not fit on its page are asked for, page after page. */
export async function completeNested(client: Client, raw: unknown, { field, query }: Nested): Promise<unknown> {
  const record = z.looseObject({ id: z.string() }).safeParse(raw).data
  const first = Connection.safeParse(record?.[field]).data
  if (record === undefined || first === undefined || !first.pageInfo.hasNextPage) return raw
  const nodes = [...first.nodes]
  for (let { pageInfo } = first; pageInfo.hasNextPage; ) {
    const variables = { id: record.id, after: pageInfo.endCursor }
    const { data } = await client.ask(query, variables, z.object({ node: z.looseObject({}).nullable() }))
    const more = Connection.safeParse(data.node?.[field]).data
    // Gone in between: the record comes again, as what it has become, with what changed since.
    if (more === undefined) break
    nodes.push(...more.nodes)
    pageInfo = more.pageInfo
  }
  return { ...record, [field]: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } }
}
