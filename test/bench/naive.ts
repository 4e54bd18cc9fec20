// What one would write on a first afternoon: each order is upserted with its lines, one after the other.
import type { Database } from '../../src/db.ts'
import type { Normalised } from '../../src/records/normalise.ts'
import type { CanonicalRecord } from '../../src/sdk/index.ts'
import { addConnection } from './database.ts'
import { readBatches } from './import.ts'
import type { BenchStore } from './store.ts'

/** Only orders and lines: no taxes, no refunds, no raw payloads, no search words, no events, no checkpoint. */
export async function upsertEach(db: Database, store: BenchStore): Promise<number> {
  const connectionId = await addConnection(db)
  return readBatches(store, async ({ records }) => {
    for (const one of records) await upsertOne(db, connectionId, one)
  })
}

async function upsertOne({ prisma }: Database, connectionId: string, { record, hash }: Normalised): Promise<void> {
  const {
    lines,
    taxes: _,
    refunds: __,
    deleted: ___,
    billing,
    shipping,
    ...order
  } = record as CanonicalRecord<'orders'>
  const values = {
    ...order,
    hash,
    coupons: order.coupons as object[],
    meta: order.meta as object,
    ...(billing && { billing }),
    ...(shipping && { shipping }),
    refundedTotal: 0,
    moneyDifference: 0,
  }
  const rows = lines.map((line, position) => ({
    ...line,
    position,
    taxes: line.taxes as object[],
    meta: line.meta as object,
  }))
  const { externalId } = order
  await prisma.order.upsert({
    where: { connectionId_externalId: { connectionId, externalId } },
    create: { ...values, connectionId, lines: { create: rows } },
    update: { ...values, lines: { deleteMany: {}, create: rows } },
  })
}
