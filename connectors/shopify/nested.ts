import { z } from 'zod'
import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead, mostBroken, unreadable } from './broken.ts'
import type { Client } from './client.ts'
import { moreOf, type Nested } from './queries.ts'

const Connection = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
})
const More = z.object({ node: z.object({ more: Connection }).nullable() })
const Owner = z.looseObject({ id: z.string() })

/** The record with all rows of that connection: those that did not fit on its page are asked for, page after page. */
export async function completeNested(client: Client, raw: unknown, nested: Nested): Promise<unknown> {
  const record = Owner.safeParse(raw).data
  const first = Connection.safeParse(record?.[nested.field]).data
  if (record === undefined || first === undefined || !first.pageInfo.hasNextPage) return raw
  const nodes = [...first.nodes]
  for (let { pageInfo } = first; pageInfo.hasNextPage; ) {
    const variables = { id: record.id, after: pageInfo.endCursor }
    const { data } = await client.ask(moreOf(nested), variables, More)
    // Gone in between, and told as gone when it is asked for.
    if (data.node === null) break
    const { more } = data.node
    nodes.push(...more.nodes)
    pageInfo = more.pageInfo
  }
  return { ...record, [nested.field]: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } }
}

/** The record with all rows of each of its connections. */
export async function completeAll(client: Client, raw: unknown, all: readonly Nested[]): Promise<unknown> {
  let record = raw
  for (const nested of all) record = await completeNested(client, record, nested)
  return record
}

/**
 * Completes each record. Half a record must not pass for a whole one: one whose rest cannot be read comes as one that says so.
 * @throws the failure when too many fail: then it is the shop that is broken
 */
export async function completeEach(
  client: Client,
  records: readonly unknown[],
  complete: (client: Client, record: unknown) => Promise<unknown>,
): Promise<unknown[]> {
  const whole: unknown[] = []
  let blamed = 0
  for (const record of records) {
    const completed = await attemptRead(complete(client, record))
    const isBroken = completed instanceof ConnectorError
    if (isBroken && ++blamed > mostBroken) throw completed
    whole.push(isBroken ? unreadable(Owner.parse(record).id, completed) : completed)
  }
  return whole
}
