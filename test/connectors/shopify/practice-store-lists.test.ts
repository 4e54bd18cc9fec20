import t from 'tap'
import {
  createPracticeStore,
  type ShopifyStore,
  type StoreOptions,
} from '../../../connectors/shopify/practice-store/index.ts'
import { ask } from './ask-shop.ts'

const roomy = { limit: { maximumAvailable: 1_000_000, restoreRate: 100 } }
const open = (options: StoreOptions = {}) => createPracticeStore({ orders: 60, ...roomy, ...options })
const listOrders = `query ($first: Int, $after: String, $query: String, $key: OrderSortKeys, $reverse: Boolean) {
  orders(first: $first, after: $after, query: $query, sortKey: $key, reverse: $reverse) {
    pageInfo { hasNextPage endCursor } nodes { id updatedAt createdAt }
  }
}`

interface Order {
  readonly id: string
  readonly updatedAt: string
  readonly createdAt: string
}

async function page(store: ShopifyStore, variables: object) {
  const { body } = await ask(store, listOrders, { variables: { first: 10, key: 'UPDATED_AT', ...variables } })
  return { body, nodes: (body.data?.orders.nodes ?? []) as readonly Order[], info: body.data?.orders.pageInfo }
}

async function walk(store: ShopifyStore, meanwhile: (read: number) => void = () => {}, variables: object = {}) {
  const all: Order[] = []
  for (let after: string | null = null; ; ) {
    const { nodes, info } = await page(store, { after, ...variables })
    all.push(...nodes)
    meanwhile(all.length)
    if (!info.hasNextPage) return all
    after = info.endCursor
  }
}

const idsOf = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id))

t.test('a walk reads everything once, in the order of change', async t => {
  const store = open()
  const all = await walk(store)
  t.equal(all.length, 60)
  t.equal(idsOf(all).size, 60)
  const times = all.map(({ updatedAt }) => updatedAt)
  t.strictSame(times, [...times].sort())
  t.ok(times.length > new Set(times).size, 'with several in one second')
})

t.test('what is saved while it is read comes again at the end, and nothing is left out', async t => {
  const store = open()
  const last = store.state.orders.map(({ id }) => id)
  const all = await walk(store, read => void store.touchOrder(last[read % 60]!), { query: 'status:any' })
  t.equal(idsOf(all).size, 60)
})

t.test('a cursor holds a time finer than any answer, and the last id', async t => {
  const { info } = await page(open(), {})
  const cursor = JSON.parse(Buffer.from(info.endCursor, 'base64').toString())
  t.match(cursor, { last_id: Number, last_value: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/ })
})

t.test('a page that is asked for wrongly is refused', async t => {
  const store = open()
  const complaint = async (variables: object) => (await page(store, variables)).body.errors[0]
  t.match(await complaint({ after: 'nonsense' }), { message: 'Malformed cursor', extensions: { code: 'BAD_REQUEST' } })
  t.match(await complaint({ first: null }), { message: 'you must provide one of first or last' })
  t.match(await complaint({ query: 'created_at:>yesterday' }), {
    message: 'Invalid timestamp for query filter `created_at`.',
  })
})

t.test('times are bounds that let equals through', async t => {
  const store = open()
  const all = await walk(store)
  const { updatedAt } = all[20]!
  for (const operator of ['>', '>=']) {
    const some = await walk(store, undefined, { query: `updated_at:${operator}'${updatedAt}'` })
    t.strictSame(idsOf(some), idsOf(all.filter(one => one.updatedAt >= updatedAt)), operator)
  }
  const { createdAt } = all[30]!
  const both = await walk(store, undefined, {
    query: `updated_at:>='${updatedAt}' AND created_at:>='${createdAt}'`,
  })
  t.strictSame(idsOf(both), idsOf(all.filter(one => one.updatedAt >= updatedAt && one.createdAt >= createdAt)))
})

t.test('a search takes words, brackets and what it shall not be', async t => {
  const store = open()
  const [one, two] = store.state.orders
  const found = async (query: string) => (await page(store, { query, first: 100 })).nodes.length
  t.equal(await found(`(id:${one!.id} OR id:${two!.id})`), 2)
  t.equal(await found(`name:"#${one!.number}"`), 1)
  t.equal(await found(`-id:${one!.id}`), 59)
  t.equal((await found('status:open')) + (await found('status:closed')) + (await found('status:cancelled')), 60)
})

t.test('a filter that is misspelt lets everything through, and only a warning says so', async t => {
  const { body, nodes } = await page(open(), { query: "updated_att:>='2030-01-01T00:00:00Z'", first: 100 })
  t.equal(nodes.length, 60)
  t.equal(body.errors, undefined)
  t.match(body.extensions.search, [
    {
      path: ['orders'],
      warnings: [{ field: 'updated_att', message: 'Invalid search field for this query.', code: 'invalid_field' }],
    },
  ])
})

t.test('customers are found by the whole day', async t => {
  const store = open({ timeZone: 'Europe/Stockholm' })
  const [customer] = store.state.customers
  store.touchCustomer(customer!.id, new Date('2026-03-10T08:00:00Z'))
  const query = 'query ($q: String) { customers(first: 250, query: $q) { nodes { id } } }'
  const found = async (q: string) => {
    const { body } = await ask(store, query, { variables: { q } })
    return idsOf(body.data.customers.nodes).has(`gid://shopify/Customer/${customer!.id}`)
  }
  t.ok(await found("updated_at:>='2026-03-10T20:00:00Z'"), 'earlier on the day that is asked for')
  t.notOk(await found("updated_at:>'2026-03-10T07:00:00Z'"), 'and not at all where the day is to be over')
})

t.test('the search index learns of a change after a while, and an id tells it at once', async t => {
  let now = Date.now()
  const store = open({ clock: { skewMs: 0, now: () => new Date(now) }, indexLagMs: 60_000 })
  now += 3_600_000
  const since = new Date(now - 1_000).toISOString()
  const { id } = store.state.orders[0]!
  store.touchOrder(id)
  const born = store.createOrder()
  const found = async () => [...idsOf((await page(store, { query: `updated_at:>='${since}'` })).nodes)]
  t.strictSame(await found(), [])
  const byId = await ask(store, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { updatedAt } } }', {
    variables: { ids: [id, born.id].map(one => `gid://shopify/Order/${one}`) },
  })
  t.ok(byId.body.data.nodes.every((one: Order) => one.updatedAt >= since.slice(0, 19)))
  now += 61_000
  t.strictSame(
    await found(),
    [id, born.id].map(one => `gid://shopify/Order/${one}`),
  )
})

t.test('no walk goes further than 25,000 objects', async t => {
  const store = open({ orders: 0, products: 0, customers: 25_300 })
  const query =
    'query ($after: String) { customers(first: 250, after: $after, sortKey: ID) { pageInfo { endCursor } nodes { id } } }'
  let after: string | null = null
  for (let read = 0; read < 25_000; read += 250) {
    const { body } = await ask(store, query, { variables: { after } })
    after = body.data.customers.pageInfo.endCursor
  }
  const { body } = await ask(store, query, { variables: { after } })
  t.match(body.errors[0].message, /limited to 25000/)
})
