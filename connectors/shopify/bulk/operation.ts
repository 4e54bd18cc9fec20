import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { BulkFailed, fileGone } from './failed.ts'
import { type BulkList, bulkQueries, bulkQueryOf } from './query.ts'

const Started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
})

const Listed = z.object({
  bulkOperations: z.object({ nodes: z.array(z.object({ id: z.string(), status: z.string(), query: z.string() })) }),
})

/** Those of this query, the newest first. */
async function listBulk(client: Client, query: string) {
  const { data } = await client.ask(bulkQueries.list, {}, Listed)
  return data.bulkOperations.nodes.filter(one => one.query.trim() === query.trim())
}

const mostStarts = 3

/**
 * Its id. Where the answer to the start is lost, what it started is found by its query. With `mayJoin`, so is one under way
 * that an earlier run has left.
 * @throws BulkFailed when there is none to be had
 */
export async function startBulk(client: Client, of: BulkList, mayJoin: boolean): Promise<string> {
  const query = bulkQueryOf(of)
  const before = await listBulk(client, query)
  const left = mayJoin && before.find(({ status }) => status === 'CREATED' || status === 'RUNNING')
  if (left) return left.id
  for (let starts = 1; ; starts++) {
    const id = await attempt(requestBulk(client, query), ({ kind }) => kind === 'transient')
    if (!(id instanceof ConnectorError)) return id
    const known = new Set(before.map(one => one.id))
    const started = (await listBulk(client, query)).find(one => !known.has(one.id))
    if (started !== undefined) return started.id
    if (starts === mostStarts) throw id
  }
}

async function requestBulk(client: Client, query: string): Promise<string> {
  const { data } = await client.ask(bulkQueries.run, { query }, Started)
  const { bulkOperation, userErrors } = data.bulkOperationRunQuery
  if (bulkOperation !== null) return bulkOperation.id
  const [error] = userErrors
  throw new BulkFailed(isBusy(error?.code) ? busy : `Shopify did not start a bulk operation: ${error?.message}`)
}

const isBusy = (code: string | null | undefined): boolean =>
  code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED'
const busy = 'Shopify already has as many bulk operations of this app under way as it allows.'

const Count = z.coerce.number().int()
const Operation = z.object({
  status: z.string(),
  errorCode: z.string().nullable(),
  objectCount: Count,
  rootObjectCount: Count,
  url: z.string().nullable(),
  createdAt: z.iso.datetime({ offset: true }),
})
export type Operation = z.output<typeof Operation>
const Looked = z.object({ bulkOperation: Operation.nullable() })

const readBulk = async (client: Client, id: string) =>
  (await client.ask(bulkQueries.look, { id }, Looked)).data.bulkOperation

/** As by the run that it was for. Nothing comes of it, and another one may be started. */
export async function isCancelled(client: Client, id: string): Promise<boolean> {
  const operation = await readBulk(client, id)
  return operation?.status === 'CANCELING' || operation?.status === 'CANCELED'
}

const mostMsToCancel = 3_000

/** A shop has only few under way at once. One that does not hear of it in time is gone on with, or ends by itself. */
export async function cancelBulk(client: Client, id: string): Promise<void> {
  const soon = AbortSignal.timeout(mostMsToCancel)
  await client.ask(bulkQueries.cancel, { id }, z.unknown(), soon).catch(() => {})
}

/**
 * How it stands now: under way, or completed.
 * @throws BulkFailed when nothing will come of it. What it read before it failed is no use: nobody knows what is missing.
 */
export async function lookAtBulk(client: Client, id: string): Promise<Operation> {
  const operation = await readBulk(client, id)
  if (operation === null) throw new BulkFailed('Shopify does not know of the bulk operation any more.')
  const { status, errorCode } = operation
  if (status === 'FAILED') throw new BulkFailed(`Shopify’s bulk operation failed (${errorCode}).`)
  if (status === 'CANCELED') throw new BulkFailed('Shopify’s bulk operation was cancelled.')
  if (status === 'EXPIRED') throw fileGone()
  return operation
}
