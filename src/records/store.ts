import type { PoolClient } from 'pg'
import { isDataError } from '../db.ts'
import type { Change } from '../events/outbox.ts'
import { type Batch, type Normalised, type Rejected, reject } from './normalise.ts'
import { noteRejections, supersedeRejections } from './rejections.ts'
import { type Target, upsertRecords } from './upsert.ts'

/** What storing a batch did. Its events are still to be told, as the transaction's last statement. */
export interface Stored {
  readonly changes: readonly Change[]
  readonly unchanged: number
  readonly rejections: readonly Rejected[]
}

/**
 * Stores a batch: its records, their raw payloads and its rejections. A record that the database refuses becomes a
 * rejection, and its neighbours go on.
 */
export async function storeBatch(client: PoolClient, target: Target, batch: Batch): Promise<Stored> {
  const refused: Rejected[] = []
  const changes = await upsertHalving(client, { target, refused }, batch.records)
  const rejections = [...batch.rejections, ...refused]
  const keys = new Set(refused.map(one => one.key))
  const good = batch.records.map(one => one.externalId).filter(id => !keys.has(id))
  await supersedeRejections(client, target, good)
  await noteRejections(client, target, rejections)
  return { changes, unchanged: good.length - changes.length, rejections }
}

interface Halving {
  readonly target: Target
  /** Filled on the way. */
  readonly refused: Rejected[]
}

async function upsertHalving(client: PoolClient, halving: Halving, records: readonly Normalised[]): Promise<Change[]> {
  if (records.length === 0) return []
  await client.query('SAVEPOINT part')
  try {
    const changes = await upsertRecords(client, halving.target, records)
    await client.query('RELEASE SAVEPOINT part')
    return changes
  } catch (error) {
    if (!isDataError(error)) throw error
    await client.query('ROLLBACK TO SAVEPOINT part')
    await client.query('RELEASE SAVEPOINT part')
    if (records.length > 1) return upsertHalves(client, halving, records)
    halving.refused.push(reject(records[0]!, explain(error)))
    return []
  }
}

async function upsertHalves(client: PoolClient, halving: Halving, records: readonly Normalised[]): Promise<Change[]> {
  const middle = Math.ceil(records.length / 2)
  const first = await upsertHalving(client, halving, records.slice(0, middle))
  return [...first, ...(await upsertHalving(client, halving, records.slice(middle)))]
}

const plain: ReadonlyArray<[code: RegExp, reason: string]> = [
  [/^22003$/, 'An amount is too large to be stored: at most 14 digits before the point are allowed.'],
  [/^2200[78]$/, 'A date lies outside what can be stored.'],
  [
    /^54...$/,
    'A value that records are found by (number, e-mail, SKU) is too long: at most 2,000 characters are allowed.',
  ],
]

function explain(error: unknown): string {
  const { code = '', message } = error as { code?: string; message: string }
  const known = plain.find(([pattern]) => pattern.test(code))
  return known ? known[1] : `The database refused it: ${message}`
}
