// First page and filtered pages of the order list: the cost must not grow with how many orders there are.
import type { Database } from '../../src/db.ts'
import { listRecords } from '../../src/records/list.ts'
import { orderList } from '../../src/records/sources.ts'
import { toSearchQuery } from '../../src/records/words.ts'
import { report } from '../support/measured.ts'
import { addConnection, kinds, onDatabase } from './database.ts'
import { type Figure, figure, medianMs } from './measure.ts'

const few = 10_000
const many = 1_000_000
const atOnce = 50_000

/** Orders of two connections, an even spread over time, one in eight failed, a hundred whose money does not add up. */
async function fill(db: Database, connections: readonly string[], from: number, to: number): Promise<void> {
  for (let first = from; first <= to; first += atOnce) {
    await fillSome(db, connections, first, Math.min(to, first + atOnce - 1))
  }
  // As the database's own housekeeping leaves it.
  await db.pool.query('VACUUM ANALYZE orders')
}

const fillSome = (db: Database, connections: readonly string[], from: number, to: number) =>
  db.pool.query(
    `INSERT INTO orders (connection_id, external_id, hash, created_at, modified_at, number, status, external_status, currency, email,
       billing, prices_include_tax, total, total_tax, shipping_total, discount_total, refunded_total, money_difference, money_warning, coupons, meta, search)
     SELECT ($1::uuid[])[1 + n % 2], n, md5(n::text), timestamptz '2020-01-01' + n * interval '10 min', now(), n,
       CASE WHEN n % 8 = 0 THEN 'failed' ELSE 'completed' END, 'x', 'SEK', 'customer' || n || '@example.com',
       jsonb_build_object('name', 'Customer ' || n), true, n % 1000, 0, 0, 0, 0, 0, CASE WHEN n % 100 = 50 AND n < 10000 THEN 'x' END, '[]', '{}',
       to_tsvector('simple', n || ' customer' || n || ' example com')
     FROM generate_series($2::int, $3::int) n`,
    [connections, from, to],
  )

async function measure(db: Database, connectionId: string): Promise<Record<string, number>> {
  const read = (filters: object, after?: string) =>
    listRecords(db.pool, orderList, { filters: { ...filters }, limit: 50, after })
  const page = (filters: object, after?: string) => medianMs(41, () => read(filters, after))
  const { next } = await read({ createdBefore: '2020-01-20T00:00:00Z' })
  return {
    'first page of the order list': await page({}),
    'page deep in the order list': await page({}, next!),
    'page of one connection and status': await page({ connectionId, status: 'failed' }),
    'page of a span of creation': await page({ createdFrom: '2020-02-01', createdBefore: '2020-02-03' }),
    'page of money that does not add up': await page({ moneyWarning: true }),
    'page found by number': await page({ number: '7777' }),
    'page found by e-mail': await page({ email: 'Customer7777@example.com' }),
    'page found by words': await page({ search: toSearchQuery('customer7777') }),
  }
}

/** Ten times as many orders have a word that begins so, where there are a hundred times as many. */
const limitOf = (name: string): number => (name === 'page found by words' ? 5 : 1.5)

async function compare(db: Database, kind: Figure['database']): Promise<Figure[]> {
  const connections = [await addConnection(db, 'A'), await addConnection(db, 'B')]
  await fill(db, connections, 1, few)
  const atFew = await measure(db, connections[0]!)
  await fill(db, connections, few + 1, many)
  const atMany = await measure(db, connections[0]!)
  const note = `${many.toLocaleString('en')} orders against ${few.toLocaleString('en')}`
  return Object.keys(atFew).map(name =>
    figure({ name, database: kind, ours: atMany[name]!, floor: atFew[name]!, unit: 'ms', limit: limitOf(name), note }),
  )
}

const figures: Figure[] = []
for (const kind of kinds) figures.push(...(await onDatabase(kind, db => compare(db, kind))))
report(figures)
