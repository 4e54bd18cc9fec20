import { z } from 'zod'
import type { Client } from '../client.ts'
import { BulkFailed, fileGone } from './failed.ts'
import { type BulkList, bulkQueries, bulkQueryOf } from './query.ts'

const Started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
})

/**
 * Its id. One whose answer is lost on the way goes on at Shopify, and nobody fetches what comes of it.
 * @throws BulkFailed when there is none to be had
 */
export async function startBulk(client: Client, of: BulkList): Promise<string> {
  const { data } = await client.ask(bulkQueries.run, { query: bulkQueryOf(of) }, Started)
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

/**
 * How it stands now: under way, or completed.
 * @throws BulkFailed when nothing will come of it. What it read before it failed is no use: nobody knows what is missing.
 */
export async function lookAtBulk(client: Client, id: string): Promise<Operation> {
  const { bulkOperation } = (await client.ask(bulkQueries.look, { id }, Looked)).data
  if (bulkOperation === null) throw new BulkFailed('Shopify does not know of the bulk operation any more.')
  const { status, errorCode } = bulkOperation
  if (status === 'FAILED') throw new BulkFailed(`Shopify’s bulk operation failed (${errorCode}).`)
  if (status === 'CANCELED') throw new BulkFailed('Shopify’s bulk operation was cancelled.')
  if (status === 'EXPIRED') throw fileGone()
  return bulkOperation
}
