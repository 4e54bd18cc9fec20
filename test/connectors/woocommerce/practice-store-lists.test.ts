import t from 'tap'
import { createPracticeStore, type WooStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import { askStore, type Json } from './ask-store.ts'

const openStore = (options = {}) => createPracticeStore({ orders: 250, products: 30, customers: 20, ...options })
const idsOf = (store: WooStore, path: string) => (askStore(store, path).body as Json[]).map(row => Number(row['id']))
const totalOf = (store: WooStore, path: string) => askStore(store, path).headers['X-WP-Total']

/** Stockholm, winter: an hour ahead. */
function storeOfOneSecond() {
  const store = openStore({ orders: 20, ties: 0 })
  const second = Date.parse('2026-01-10T09:15:42Z')
  const ids = store.state.orders.slice(0, 5).map(row => row.id)
  for (const row of store.state.orders) row.modified = second - 86_400_000
  store.bulkEdit(ids, new Date(second))
  return { store, count: (query: string) => idsOf(store, `orders?per_page=100&_fields=id&${query}`).length }
}

t.test('modified_after is exclusive, in whole seconds, and what a zone means depends on dates_are_gmt', async t => {
  const { count } = storeOfOneSecond()
  const gmt = 'dates_are_gmt=true&modified_after='
  t.equal(count(`${gmt}2026-01-10T09:15:41`), 5)
  t.equal(count(`${gmt}2026-01-10T09:15:42`), 0, 'the second itself is left out')
  t.equal(count('modified_after=2026-01-10T10:15:41'), 5, 'without a zone it is local')
  t.equal(count('modified_after=2026-01-10T10:15:42'), 0)
  t.equal(count('modified_after=2026-01-10T09:15:41Z'), 5)
  t.equal(count('modified_after=2026-01-10T10:15:41%2B01:00'), 5)
  t.equal(count(`${gmt}2026-01-10T08:15:41Z`), 5, 'Z with dates_are_gmt is off by the offset')
  t.equal(count(`${gmt}2026-01-10T08:15:42Z`), 0)
  t.equal(count(`${gmt}2026-01-10T09:15:41.500`), 5, 'fractions are cut off')
  t.equal(count(`${gmt}2026-01-10T09:15:41&modified_before=2026-01-10T09:15:43`), 5)
  t.equal(count('dates_are_gmt=true&modified_before=2026-01-10T09:15:42'), 15)
})

t.test('an order of each hour of the autumn fold is found by its UTC time, and both read the same locally', async t => {
  const store = openStore()
  const texts = store.state.orders.map(row => store.state.zone.local(row.created))
  const twice = store.state.orders.filter((_, n) => texts.indexOf(texts[n]!) !== texts.lastIndexOf(texts[n]!))
  const [early, late] = twice.slice(-2)
  t.equal(late!.created - early!.created, 3_600_000)
  const after = new Date(early!.created).toISOString().slice(0, 19)
  t.ok(idsOf(store, `orders?dates_are_gmt=true&after=${after}&per_page=100&order=asc`).includes(late!.id))
  t.notOk(idsOf(store, `orders?dates_are_gmt=true&after=${after}&per_page=100&order=asc`).includes(early!.id))
})

t.test('past the end orders in tables of their own forget their total; everything else keeps it', async t => {
  t.equal(totalOf(openStore(), 'orders?per_page=100&page=9'), '0')
  t.match(
    askStore(openStore(), 'orders?per_page=100&page=9').headers['Link'],
    /[?&]page=0&status%5B0%5D=any>; rel="prev"/,
  )
  t.not(totalOf(openStore({ version: '8.1' }), 'orders?per_page=100&page=9'), '0')
  t.equal(totalOf(openStore(), 'products?per_page=100&page=9'), '30')
})

t.test('the Link header repeats the query, credentials included', async t => {
  const store = openStore()
  const { key, secret } = store.keys.readWrite
  const given = `per_page=1&consumer_key=${key}&consumer_secret=${secret}`
  const link = askStore(store, `orders?${given}`, { key: null }).headers['Link']
  const home = 'https://shop.example/wp-json/wc/v3/orders'
  t.equal(link, `<${home}?${given}&status%5B0%5D=any&dp=2&context=view&page=2>; rel="next"`)
  const ordered = askStore(store, 'orders?orderby=modified&order=asc&per_page=3&_fields=id,date_modified')
  t.equal(
    ordered.headers['Link'],
    `<${home}?orderby=modified&order=asc&per_page=3&_fields=id%2Cdate_modified&status%5B0%5D=any&dp=2&context=view&page=2>; rel="next"`,
  )
})

t.test('with offset the pages count all rows', async t => {
  const store = openStore({ orders: 99 })
  const { headers, body } = askStore(store, 'orders?offset=98&per_page=10&_fields=id')
  t.equal((body as Json[]).length, 1)
  t.match(headers, { 'X-WP-Total': '99', 'X-WP-TotalPages': '10' })
})

t.test('8.1: a walk by pages over one second loses orders and doubles others; by id it does not', async t => {
  const walk = (store: WooStore, orderby: string) =>
    [1, 2, 3, 4, 5].flatMap(page =>
      idsOf(store, `orders?orderby=${orderby}&order=asc&per_page=50&page=${page}&_fields=id`),
    )
  const old = openStore({ version: '8.1' })
  t.equal(walk(old, 'modified').length, 250, 'as many rows as there are')
  t.ok(new Set(walk(old, 'modified')).size < 240, 'and fewer orders')
  t.equal(new Set(walk(old, 'id')).size, 250)
  t.equal(new Set(walk(openStore(), 'modified')).size, 250, '10.5 was never seen to lose one')
})

t.test('rows that a plugin hides make short and empty pages in mid-set, and totals do not know', async t => {
  const store = openStore()
  const hidden = new Set(store.state.orders.slice(100, 205).map(row => row.id))
  store.state.hiddenAfterLimit = (id, list) => list === 'orders' && hidden.has(id)
  const page = (n: number) => askStore(store, `orders?orderby=id&order=asc&per_page=100&page=${n}&_fields=id`)
  t.equal((page(2).body as Json[]).length, 0)
  t.equal((page(3).body as Json[]).length, 45)
  t.equal(page(2).headers['X-WP-Total'], '250')
})

t.test('status: any has unfinished checkouts and no trash; trash has to be asked for alone', async t => {
  const store = openStore()
  const gone = store.state.orders[1]!.id
  const all = idsOf(store, 'orders?per_page=100&orderby=id&order=asc')
  t.ok(all.includes(gone))
  store.trashOrder(gone)
  t.notOk(idsOf(store, 'orders?per_page=100&orderby=id&order=asc').includes(gone))
  t.notOk(idsOf(store, `orders?status=any,trash&include=${gone}`).includes(gone))
  t.same(idsOf(store, 'orders?status=trash'), [gone])
  t.equal((askStore(store, `orders/${gone}`).body as Json)['status'], 'trash')
  t.ok(idsOf(store, 'orders?status=checkout-draft').length > 0)
  const draft = idsOf(store, 'orders?status=checkout-draft')[0]!
  t.same(idsOf(store, `orders?include=${draft}`), [draft])
})

t.test('include gives what exists, in its own order when that is asked for; exclude leaves out', async t => {
  const store = openStore()
  const [a, b] = store.state.orders.map(row => row.id)
  t.same(idsOf(store, `orders?include=${a},${b},999999`), [b, a])
  t.same(idsOf(store, `orders?include=${a},${b}&orderby=include`), [a, b])
  t.notOk(idsOf(store, `orders?exclude=${a}&order=asc&per_page=100`).includes(a!))
})

t.test('_fields keeps the order of the record, reaches into objects and drops a list it is to reach into', async t => {
  const store = openStore()
  const fields = '_fields=line_items.id,line_items.sku,billing.email,id'
  const [row] = askStore(store, `orders?per_page=1&${fields}`).body as Json[]
  t.same(Object.keys(row!), ['id', 'billing'])
  t.same(Object.keys(row!['billing'] as object), ['email'])
  const one = askStore(store, `orders/${row!['id']}?_fields=id,status`).body as Json
  t.same(Object.keys(one), ['id', 'status', '_links'], 'a single one keeps its links')
})

t.test('customers know no date filter and are customers by role', async t => {
  const store = openStore()
  t.equal(totalOf(store, 'customers?modified_after=2099-01-01T00:00:00&per_page=100'), '20')
  t.equal(totalOf(store, 'customers?role=all'), '24')
})

t.test(
  'variations: none among products, all of one parent, all of all on 10.5; drafts and every type are products',
  async t => {
    const store = openStore()
    const products = askStore(store, 'products?per_page=100').body as Json[]
    const types = new Set(products.map(one => one['type']))
    t.same(types, new Set(['simple', 'variable', 'grouped', 'external']))
    t.ok(products.some(one => one['status'] === 'draft'))
    const parent = products.find(one => one['type'] === 'variable')!
    const own = askStore(store, `products/${parent['id']}/variations`).body as Json[]
    t.same(own.map(one => one['id']).sort(), parent['variations'])
    t.ok(idsOf(store, 'variations?per_page=100').includes(Number(own[0]!['id'])))
    const sku = String(own.find(one => one['sku'] !== parent['sku'])!['sku'])
    t.equal(
      (askStore(store, `products?sku=${sku}`).body as Json[])[0]!['type'],
      'variation',
      'save where its SKU is asked for',
    )
    t.ok(
      own.some(one => one['sku'] === parent['sku']),
      'one without a SKU shows its parent’s',
    )
  },
)
