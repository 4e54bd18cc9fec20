import { randomUUID } from 'node:crypto'
import t from 'tap'
import { readDetail } from '../../src/records/detail.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'
import { saveTinyConnection } from '../support/tiny-store.ts'

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** Told current, regular and sale price, the sale's first and last hour from now, and what it costs now. */
const cases = {
  'a sale that is on, told when it was not yet': ['100', '100', '80', -1, 1, '80.00'],
  'a sale that is over, told when it was on': ['80', '100', '80', -2, -1, '100.00'],
  'a sale that is to come': ['100', '100', '80', 1, 2, '100.00'],
  'a sale without an end': ['100', '100', '80', -1, null, '80.00'],
  'a sale without a beginning that is over': ['80', '100', '80', null, -1, '100.00'],
  'a sale without days, as the store tells it': ['80', '100', '80', null, null, '80.00'],
  'a sale that is dearer': ['100', '100', '120', -1, 1, '100.00'],
  'a price of a plugin’s making': ['70', '100', '80', -2, -1, '70.00'],
  'no sale': ['100', '100', null, null, null, '100.00'],
  'no price': [null, null, null, null, null, null],
} as const

await testOnDatabases(t, 'price', async (t, db) => {
  const shop = await saveTinyConnection(db)
  const lists = { tags: '[]', images: '[]', attributes: '[]', component_external_ids: '[]', meta: {} }
  const states = { type: 'simple', status: 'active', external_status: 'publish', taxable: true, search: '' }
  const named = { connection_id: shop, external_id: '1', name: 'Tröja', hash: 'h' }
  const product = randomUUID()
  await insertRows(db, 'products', [{ id: product, ...named, ...states, ...lists }])
  const rows = Object.entries(cases).map(([name, [current, regular, sale, from, to]], position) => ({
    ...{ connection_id: shop, product_id: product, external_id: String(position), position, name, options: '[]' },
    ...{ price_current: current, price_regular: regular, price_sale: sale },
    ...{ sale_from: from === null ? null : hoursFromNow(from), sale_to: to === null ? null : hoursFromNow(to) },
    ...{ stock_managed: false, stock_status: 'in_stock', backorders: false, active: true },
  }))
  await insertRows(db, 'variants', rows)

  await t.test('what a variant costs now is reckoned when it is read', async t => {
    const { variants } = (await readDetail(db.pool, 'products', product))!
    for (const { name, price } of variants as { name: keyof typeof cases; price: { current: string | null } }[])
      t.equal(price.current, cases[name].at(-1), name)
  })
})
