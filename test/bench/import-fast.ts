// A store that answers at once: how fast we are ourselves.
import type { Database } from '../../src/db.ts'
import { report } from '../support/measured.ts'
import { type Kind, kinds, onDatabase } from './database.ts'
import { importOrders, readBatches } from './import.ts'
import { type Figure, figure, medianOf, timeMs } from './measure.ts'
import { upsertOrdersAndLines, upsertWhole } from './naive.ts'
import { startStore } from './store.ts'

const many = 20_000
const few = 1_000
const rounds = 3

const store = await startStore({ orders: many })
const small = await startStore({ orders: few })

interface Rates {
  readonly ours: number
  readonly whole: number
  readonly bare: number
  readonly parsing: number
}

/** Orders per second of each, one right after the other, so that all of them meet the machine in the same mood. */
async function runRound(db: Database): Promise<Rates> {
  const parsing = await perSecond(() => readBatches(store))
  const ours = await perSecond(() => importOrders(db, store))
  await db.pool.query('DELETE FROM connections')
  const whole = await perSecond(() => upsertWhole(db, small))
  await db.pool.query('DELETE FROM connections')
  const bare = await perSecond(() => upsertOrdersAndLines(db, small))
  await db.pool.query('DELETE FROM connections')
  return { ours, whole, bare, parsing }
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  let orders = 0
  const tookMs = await timeMs(async () => (orders = await work()))
  return (orders / tookMs) * 1_000
}

async function compare(db: Database, database: Kind): Promise<Figure[]> {
  await importOrders(db, small)
  await db.pool.query('DELETE FROM connections')
  const all: Rates[] = []
  for (let round = 0; round < rounds; round++) all.push(await runRound(db))
  const rate = (name: keyof Rates) => medianOf(all.map(one => one[name]))
  const common = { database, ours: rate('ours'), unit: 'orders/s', atLeast: true }
  const orders = `${many.toLocaleString('en')} orders`
  const loop = `${orders}, the loop: ${few.toLocaleString('en')}; fsync on`
  return [
    figure({
      ...common,
      name: 'import against upserting each order with Prisma',
      floor: rate('whole'),
      limit: database === 'PostgreSQL' ? 10 : null,
      note: `${loop}; the loop stores the same content: lines, taxes, refunds, raw payload, search words`,
    }),
    figure({
      ...common,
      name: 'import against upserting only orders and lines with Prisma',
      floor: rate('bare'),
      limit: null,
      note: `${loop}; we store taxes, refunds, raw payload, search words and events beside them`,
    }),
    figure({
      ...common,
      name: 'import against fetch + parse only',
      floor: rate('parsing'),
      limit: null,
      note: `${orders}; floor: fetched, mapped and checked, not stored`,
    }),
  ]
}

const figures: Figure[] = []
for (const kind of kinds) figures.push(...(await onDatabase(kind, db => compare(db, kind))))
await Promise.all([store.stop(), small.stop()])
report(figures)
