// What one would write on a first afternoon: each order is upserted with what hangs on it, one after the other.
import type { Database } from '../../src/db.ts'
import type { Normalised } from '../../src/records/normalise.ts'
import { orders } from '../../src/records/order-table.ts'
import type { CanonicalRecord } from '../../src/sdk/index.ts'
import { addConnection } from './database.ts'
import { readBatches } from './import.ts'
import type { BenchStore } from './store.ts'

type Order = CanonicalRecord<'orders'>

/** What the loop stores of each order. */
type Store = (db: Database, connectionId: string, one: Normalised) => Promise<unknown>

/** Only orders and lines. */
export const upsertOrdersAndLines = (db: Database, store: BenchStore): Promise<number> =>
  upsertEach(db, store, upsertBare)

/** What we store ourselves of an order: lines, taxes, refunds, raw payload and search words. No events, no checkpoint. */
export const upsertWhole = (db: Database, store: BenchStore): Promise<number> => upsertEach(db, store, upsertAll)

async function upsertEach(db: Database, store: BenchStore, upsert: Store): Promise<number> {
  const connectionId = await addConnection(db)
  return readBatches(store, async ({ records }) => {
    for (const one of records) await upsert(db, connectionId, one)
  })
}

function upsertBare({ prisma }: Pick<Database, 'prisma'>, connectionId: string, one: Normalised) {
  const values = valuesOf(one)
  const { externalId } = values
  const lines = linesOf(one)
  return prisma.order.upsert({
    where: { connectionId_externalId: { connectionId, externalId } },
    create: { ...values, connectionId, lines: { create: lines } },
    update: { ...values, lines: { deleteMany: {}, create: lines } },
    select: { id: true },
  })
}

/** Prisma knows no tsvector, so that the words take a statement of their own. */
function upsertAll({ prisma }: Database, connectionId: string, one: Normalised) {
  const values = { ...valuesOf(one), ...orders.derive?.(one.record) }
  const { externalId } = values
  const [lines, taxes, refunds] = [linesOf(one), taxesOf(one), refundsOf(one)]
  const body = one.raw
  return prisma.$transaction([
    prisma.order.upsert({
      where: { connectionId_externalId: { connectionId, externalId } },
      create: {
        ...values,
        connectionId,
        lines: { create: lines },
        taxes: { create: taxes },
        refunds: { create: refunds },
      },
      update: {
        ...values,
        lines: { deleteMany: {}, create: lines },
        taxes: { deleteMany: {}, create: taxes },
        refunds: { deleteMany: {}, create: refunds },
      },
      select: { id: true },
    }),
    prisma.rawPayload.upsert({
      where: { connectionId_entity_externalId: { connectionId, entity: 'orders', externalId } },
      create: { connectionId, entity: 'orders', externalId, body },
      update: { body, fetchedAt: new Date() },
      select: { externalId: true },
    }),
    prisma.$executeRaw`UPDATE orders SET search = to_tsvector('simple', ${orders.search?.(one.record)})
      WHERE connection_id = ${connectionId}::uuid AND external_id = ${externalId}`,
  ])
}

function valuesOf({ record, hash }: Normalised) {
  const { lines: _, taxes: __, refunds: ___, deleted: ____, billing, shipping, ...order } = record as Order
  return {
    ...order,
    hash,
    coupons: order.coupons as object[],
    meta: order.meta as object,
    ...(billing && { billing }),
    ...(shipping && { shipping }),
    refundedTotal: 0 as number | string,
    moneyDifference: 0 as number | string,
  }
}

const linesOf = ({ record }: Normalised) =>
  (record as Order).lines.map((line, position) => ({
    ...line,
    position,
    taxes: line.taxes as object[],
    meta: line.meta as object,
  }))

const taxesOf = ({ record }: Normalised) => (record as Order).taxes.map((tax, position) => ({ ...tax, position }))

const refundsOf = ({ record }: Normalised) =>
  (record as Order).refunds.map((refund, position) => ({ ...refund, position, lines: refund.lines as object[] }))
