import t from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const orderId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const anOrder = (connectionId: string, n: number, given: object = {}) => ({
  id: orderId(n),
  connection_id: connectionId,
  external_id: `${n}`,
  hash: `${n}`,
  number: `N${n}`,
  status: 'completed',
  external_status: 'wc-completed',
  created_at: `2026-03-0${1 + (n % 3)}T10:00:00Z`,
  currency: 'SEK',
  email: `anna${n}@example.com`,
  customer_external_id: '7',
  billing: { name: 'Anna Ek' },
  prices_include_tax: true,
  total: '125.5',
  total_tax: '25.1',
  shipping_total: '0',
  discount_total: '0',
  refunded_total: '0',
  money_difference: '0',
  coupons: '[]',
  meta: {},
  search: `'n${n}' 'anna${n}' 'example' 'com' 'ek'`,
  ...given,
})

async function fill(db: Database) {
  const shop = await insertConnection(db)
  await insertRows(
    db,
    'orders',
    [1, 2, 3, 4, 5, 6, 7].map(n => anOrder(shop, n, n === 7 ? { created_at: null, money_warning: 'off by 1' } : {})),
  )
  await insertRows(db, 'order_lines', [
    {
      order_id: orderId(1),
      kind: 'product',
      external_id: '11',
      position: 0,
      name: 'Kaffe',
      sku: 'K-1',
      quantity: '2',
      subtotal: '100.4',
      total: '100.4',
      tax: '25.1',
      taxes: '[]',
      meta: {},
    },
  ])
  await insertRows(db, 'raw_payloads', [
    { connection_id: shop, entity: 'orders', external_id: '1', body: '{"id":1,"odd":"\\u0000"}' },
  ])
  await insertRows(db, 'shipments', [
    {
      connection_id: shop,
      external_id: 's1',
      hash: 's1',
      parent_external_id: '1',
      tracking_number: 'T1',
      source: 'x',
      lines: '[]',
    },
    {
      connection_id: shop,
      external_id: 's2',
      hash: 's2',
      parent_external_id: '1',
      tracking_number: 'T2',
      source: 'x',
      lines: '[]',
      deleted_at: '2026-03-05T00:00:00Z',
    },
  ])
  return shop
}

await testOnDatabases(t, 'a list is read to its end by its pages, each row once', async (t, db) => {
  await fill(db)
  const { ask } = await startApi(t, db)
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: { body: { items: { number: string }[]; next: string | null } } = await ask(
      'GET',
      `/orders?limit=2${after === null ? '' : `&after=${after}`}`,
    )
    seen.push(...page.body.items.map(one => one.number))
    after = page.body.next
  } while (after !== null)
  t.strictSame(seen, ['N7', 'N5', 'N2', 'N4', 'N1', 'N6', 'N3'], 'newest first; what has no date is not lost')
  t.match(await ask('GET', '/orders?after=nonsense'), { status: 400, body: { errors: [{ field: 'after' }] } })
})

await testOnDatabases(t, 'a list is filtered', async (t, db) => {
  const shop = await fill(db)
  const { ask } = await startApi(t, db)
  const numbers = async (query: string) =>
    ((await ask('GET', `/orders?${query}`)).body.items as { number: string }[]).map(one => one.number).sort()
  t.strictSame(await numbers('q=ANNA3'), ['N3'])
  t.strictSame(await numbers('q=anna3@exam%20ek'), ['N3'], 'parts of an e-mail address and a name')
  t.strictSame(await numbers('q=%26%7C!'), [], 'what has no word finds nothing')
  t.strictSame(await numbers('createdFrom=2026-03-02&createdBefore=2026-03-03'), ['N1', 'N4'])
  t.strictSame(await numbers('moneyWarning=true'), ['N7'])
  t.strictSame(await numbers(`connectionId=${shop}&number=N2`), ['N2'])
  t.strictSame(await numbers(`connectionId=${orderId(0)}`), [])
  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['createdFrom=yesterday', 'createdFrom'],
    ['connectionId=7', 'connectionId'],
    ['deleted=maybe', 'deleted'],
  ] as const) {
    t.match(
      await ask('GET', `/orders?${query}`),
      { status: 400, body: { errors: [{ field, message: /allowed/ }] } },
      query,
    )
  }
})

await testOnDatabases(t, 'one order comes with its lines and the tracking that is left', async (t, db) => {
  await fill(db)
  const { ask } = await startApi(t, db)
  t.match(await ask('GET', `/orders/${orderId(1)}`, { as: 'viewer' }), {
    status: 200,
    body: {
      number: 'N1',
      total: '125.50',
      lines: [{ sku: 'K-1', quantity: '2', total: '100.40' }],
      shipments: [{ trackingNumber: 'T1' }],
      refunds: [],
    },
  })
  t.equal((await ask('GET', `/orders/${orderId(1)}`)).body.shipments.length, 1)
  const raw = await ask('GET', `/orders/${orderId(1)}/raw`, { as: 'support' })
  t.equal(raw.text, '{"id":1,"odd":"\\u0000"}', 'as the store gave it')
  t.equal((await ask('GET', `/orders/${orderId(1)}/raw`, { as: 'viewer' })).status, 403)
  t.match(await ask('GET', `/orders/${orderId(99)}`), { status: 404, body: { detail: /no such order/ } })
  t.match(await ask('GET', '/orders/42'), { status: 400, body: { errors: [{ field: 'id' }] } })
})

await testOnDatabases(t, 'a list is exported whole as CSV that a spreadsheet cannot be tricked by', async (t, db) => {
  const shop = await fill(db)
  await insertRows(db, 'orders', [anOrder(shop, 8, { billing: { name: '=cmd()' } })])
  const { ask } = await startApi(t, db)
  const csv = await ask('GET', '/orders.csv')
  t.match(csv.headers.get('content-type'), 'text/csv')
  const lines = csv.text.trim().split('\n')
  t.equal(lines.length, 9, 'a head and every order')
  t.match(lines[0], /id,connectionId,externalId/)
  t.notMatch(csv.text, /,=cmd/, 'a name is not a formula')
  t.match(csv.text, /125\.50/)
  await db.pool.query(`UPDATE orders SET meta = '{"test": true}' WHERE external_id = '8'`)
  const tests = (await ask('GET', '/orders.csv?columns=number,test')).text.trim().split(/\r?\n/)
  t.strictSame(tests.sort().slice(0, 8), [...[1, 2, 3, 4, 5, 6, 7].map(n => `N${n},false`), 'N8,true'])
  const some = (await ask('GET', '/orders.csv?columns=total,externalId,practice&externalId=8')).text
  t.match(some, /^total,externalId,practice\r?\n[^\n]+,8,false\s*$/, 'the columns asked for, in their order')
  t.match(await ask('GET', '/orders.csv?columns=total,secret'), { status: 400, text: /One of id, connectionId/ })
})

await testOnDatabases(t, 'customers, their orders, products, variants and collections are read', async (t, db) => {
  const shop = await fill(db)
  const { ask } = await startApi(t, db)
  const [customer, product] = [orderId(101), orderId(102)]
  await insertRows(db, 'customers', [
    {
      id: customer,
      connection_id: shop,
      external_id: '7',
      hash: 'x',
      email: 'anna@example.com',
      first_name: 'Anna',
      meta: {},
      search: "'anna'",
    },
  ])
  await insertRows(db, 'products', [
    {
      id: product,
      connection_id: shop,
      external_id: '70',
      hash: 'x',
      type: 'variable',
      name: 'Tröja',
      status: 'active',
      external_status: 'publish',
      taxable: true,
      collection_external_ids: ['c1'],
      tags: '[]',
      images: '[]',
      attributes: '[]',
      component_external_ids: '[]',
      meta: {},
      search: "'tröja'",
    },
  ])
  await insertRows(db, 'variants', [
    {
      connection_id: shop,
      product_id: product,
      external_id: '71',
      position: 0,
      name: 'Tröja S',
      sku: 'T-S',
      options: '[]',
      price_current: '199',
      price_currency: 'SEK',
      stock_managed: true,
      stock_quantity: '3',
      stock_status: 'in_stock',
      backorders: false,
      active: true,
    },
  ])
  await insertRows(db, 'collections', [{ connection_id: shop, external_id: 'c1', name: 'Kläder' }])

  t.match(await ask('GET', '/customers?email=anna@example.com'), {
    body: { items: [{ id: customer, firstName: 'Anna' }] },
  })
  t.match(await ask('GET', '/customers?email=Anna@Example.COM'), { body: { items: [{ id: customer }] } }, 'in any case')
  t.equal((await ask('GET', `/customers/${customer}/orders`)).body.items.length, 7)
  t.match(
    await ask('GET', '/products?q=tr%C3%B6'),
    { body: { items: [{ name: 'Tröja' }] } },
    'found by the start of its name',
  )
  t.match(await ask('GET', '/products?sku=T-S'), { body: { items: [{ id: product }] } }, 'found by a variant’s sku')
  t.match(await ask('GET', '/products?collectionExternalId=c1'), { body: { items: [{ id: product }] } })
  t.match(await ask('GET', `/products/${product}`), {
    body: { collections: [{ name: 'Kläder' }], variants: [{ sku: 'T-S', price: { current: '199.00' } }] },
  })
  t.match(await ask('GET', `/products/${product}/variants`), {
    body: { items: [{ sku: 'T-S', stock: { quantity: '3' } }] },
  })
  t.match(await ask('GET', '/collections'), { body: { items: [{ name: 'Kläder', productCount: 1 }] } })
  t.match(await ask('GET', '/shipments?orderExternalId=1&deleted=false'), {
    body: { items: [{ trackingNumber: 'T1' }] },
  })
  t.match(await ask('GET', '/stock'), { status: 200, body: { items: [], next: null } })
})
