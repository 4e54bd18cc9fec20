// A store that answers at once: how fast we are ourselves.
import type { Database } from '../../src/db.ts'
import { kinds, onDatabase } from './database.ts'
import { importOrders, readBatches } from './import.ts'
import { type Figure, figure, report, timeMs } from './measure.ts'
import { upsertEach } from './naive.ts'
import { startStore } from './store.ts'

const many = 20_000
const few = 2_000
const unit = 'orders/s'

const store = await startStore({ orders: many })
const small = await startStore({ orders: few })

async function perSecond(work: () => Promise<number>): Promise<number> {
  let orders = 0
  const tookMs = await timeMs(async () => (orders = await work()))
  return (orders / tookMs) * 1_000
}

async function compare(db: Database, database: Figure['database']): Promise<Figure[]> {
  await importOrders(db, small)
  await db.pool.query('DELETE FROM connections')
  const ours = await perSecond(() => importOrders(db, store))
  await db.pool.query('DELETE FROM connections')
  const naive = await perSecond(() => upsertEach(db, small))
  const pages = `${many.toLocaleString('en')} orders`
  return [
    figure({
      name: 'import against upserting each order with Prisma',
      database,
      unit,
      ours,
      floor: naive,
      limit: database === 'PostgreSQL' ? 10 : null,
      atLeast: true,
      note: `${pages}; the loop took ${few.toLocaleString('en')}, orders and lines only; fsync on`,
    }),
    figure({
      name: 'import against fetch + parse only',
      database,
      unit,
      ours,
      floor,
      limit: null,
      atLeast: true,
      note: `${pages}, fetched, mapped and checked, not stored`,
    }),
  ]
}

await readBatches(small)
const floor = await perSecond(() => readBatches(store))
const figures: Figure[] = []
for (const kind of kinds) figures.push(...(await onDatabase(kind, db => compare(db, kind))))
await Promise.all([store.stop(), small.stop()])
report(figures)
