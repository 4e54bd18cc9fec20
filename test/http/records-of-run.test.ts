import t from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection } from '../support/rows.ts'

const [ours, other] = ['00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-000000000009']

const insertOrders = (db: Database, shop: string, numbers: readonly number[]) =>
  db.pool.query(
    `INSERT INTO orders (connection_id, external_id, hash, number, status, external_status, currency, email,
       prices_include_tax, total, total_tax, shipping_total, discount_total, refunded_total, money_difference, coupons, meta)
     SELECT $1, n::text, 'h', 'N' || n, 'completed', 'completed', 'SEK', 'anna' || n || '@example.com', true, 1, 0, 0, 0, 0, 0, '[]', '{}'
     FROM unnest($2::int[]) AS n`,
    [shop, numbers],
  )

interface Told {
  readonly run: string
  readonly change: string
  readonly numbers: readonly number[]
  readonly entity?: string
}

let position = 0

async function tell(db: Database, shop: string, { run, change, numbers, entity = 'orders' }: Told): Promise<void> {
  await db.pool.query(
    `INSERT INTO events (position, connection_id, entity, external_id, change, run_id)
     SELECT $1 + place, $2, $3, n::text, $4, $5 FROM unnest($6::int[]) WITH ORDINALITY AS t(n, place)`,
    [position, shop, entity, change, run, numbers],
  )
  position += numbers.length
}

await testOnDatabases(t, 'a list is narrowed to what one run has changed, few or many', async (t, db) => {
  const shop = await insertConnection(db)
  const many = Array.from({ length: 1_200 }, (_, n) => n + 10)
  await insertOrders(db, shop, [1, 2, 3, 4, 5, 6, 7, ...many])
  await tell(db, shop, { run: ours, change: 'created', numbers: [1, 2] })
  await tell(db, shop, { run: ours, change: 'updated', numbers: [3] })
  await tell(db, shop, { run: ours, change: 'restored', numbers: [4] })
  await tell(db, shop, { run: ours, change: 'deleted', numbers: [5] })
  await tell(db, shop, { run: ours, change: 'created', numbers: [6], entity: 'customers' })
  await tell(db, shop, { run: other, change: 'created', numbers: [7, ...many] })
  const { ask } = await startApi(t, db)
  const numbers = async (query: string) =>
    ((await ask('GET', `/orders?${query}`)).body.items as { number: string }[]).map(one => one.number).sort()

  t.strictSame(await numbers(`createdByRun=${ours}`), ['N1', 'N2'])
  t.strictSame(await numbers(`updatedByRun=${ours}`), ['N3', 'N4'])
  t.strictSame(await numbers(`deletedByRun=${ours}`), ['N5'])
  t.strictSame(await numbers(`createdByRun=${ours}&number=N2`), ['N2'], 'with other filters')
  t.strictSame(await numbers(`createdByRun=${ours}&number=N3`), [])

  let [counted, after] = [0, '']
  do {
    const { body } = await ask('GET', `/orders?limit=200&createdByRun=${other}${after}`)
    counted += body.items.length
    after = body.next ? `&after=${body.next}` : ''
  } while (after)
  t.equal(counted, 1 + many.length, 'more than are looked up first')
})
