import { z } from 'zod'
import { attempt, ConnectorError, unread } from '../../src/sdk/index.ts'
import { attemptRead, mostBroken, unreadable } from './broken.ts'
import type { Client } from './client.ts'
import { PageInfo, placeAfter } from './page-info.ts'
import { moreOf, type Nested } from './queries.ts'

const Connection = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: PageInfo,
})
const More = z.object({ node: z.object({ more: Connection }).nullable() })
const Owner = z.looseObject({ id: z.string() })

/**
 * The record with all rows of that connection: those that did not fit on its page are asked for, page after page.
 * @throws ConnectorError `left`, where it is no longer there for the rest to be asked of
 */
export async function completeNested(client: Client, raw: unknown, nested: Nested): Promise<unknown> {
  const record = Owner.safeParse(raw).data
  const first = Connection.safeParse(record?.[nested.field]).data
  if (record === undefined || first === undefined || !first.pageInfo.hasNextPage) return raw
  const nodes = [...first.nodes]
  for (let after = placeAfter(first.pageInfo); after !== null; ) {
    const { data } = await client.ask(moreOf(nested), { id: record.id, after }, More)
    if (data.node === null) throw left()
    const { more } = data.node
    nodes.push(...more.nodes)
    after = placeAfter(more.pageInfo)
  }
  return { ...record, [nested.field]: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } }
}

const left = () =>
  new ConnectorError('not_found', 'The rest of it is no longer shown: it was deleted, or hidden from the app.', {
    ...{ code: 'left', remedy: 'Retry it: what is gone is told then.' },
  })

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
    const completed = await attempt(attemptRead(complete(client, record)), ({ code }) => code === 'left')
    const isBroken = completed instanceof ConnectorError
    // No fault of the shop's.
    const hasLeft = isBroken && completed.code === 'left'
    if (isBroken && !hasLeft && ++blamed > mostBroken) throw completed
    whole.push(isBroken ? standIn(record, completed) : completed)
  }
  return whole
}

function standIn(record: unknown, why: ConnectorError) {
  const { id } = Owner.parse(record)
  return why.code === 'left' ? unread(id, `was only half read. ${why.message} ${why.remedy}`) : unreadable(id, why)
}
