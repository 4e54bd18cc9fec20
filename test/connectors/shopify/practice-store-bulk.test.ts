import t from 'tap'
import { createPracticeStore, type StoreOptions } from '../../../connectors/shopify/practice-store/index.ts'
import { ask, request, tokenOf } from './ask-shop.ts'

const run = `mutation ($q: String!, $grouped: Boolean!) { bulkOperationRunQuery(query: $q, groupObjects: $grouped) {
  bulkOperation { id status } userErrors { code field message } } }`
const poll = `query ($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl } }`
const catalogue = '{ products { edges { node { id title variants { edges { node { id sku } } } } } } }'

const open = (options: StoreOptions = {}) => createPracticeStore({ orders: 5, products: 20, customers: 5, ...options })
type Store = ReturnType<typeof open>

const start = async (store: Store, q: string, { by = store.apps.full, grouped = false } = {}) =>
  (await ask(store, run, { variables: { q, grouped }, by })).body.data.bulkOperationRunQuery
const look = async (store: Store, id: string) => (await ask(store, poll, { variables: { id } })).body.data.bulkOperation
const get = (store: Store, url: string, headers = {}) => {
  const { pathname, search } = new URL(url)
  return request(store, pathname + search, { method: 'GET', headers })
}
const rowsOf = (body: unknown) =>
  String(body)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

t.test('everything is read, however much it is, and each child names its parent', async t => {
  const store = open()
  const { bulkOperation, userErrors } = await start(store, catalogue)
  t.strictSame(userErrors, [])
  t.equal(bulkOperation.status, 'CREATED')
  const done = await look(store, bulkOperation.id)
  const variants = store.state.products.reduce((all, one) => all + one.variants.length, 0)
  t.match(done, { status: 'COMPLETED', errorCode: null, rootObjectCount: '20', objectCount: String(20 + variants) })
  const { body } = await get(store, done.url)
  t.equal(Number(done.fileSize), Buffer.byteLength(body))
  const rows = rowsOf(body)
  t.equal(rows.length, Number(done.objectCount), 'as many lines as it counts')
  const parents = new Set(rows.filter(row => row.__parentId === undefined).map(({ id }) => id))
  const children = rows.filter(row => row.__parentId !== undefined)
  t.ok(children.every(row => parents.has(row.__parentId) && row.variants === undefined))
  t.not(children[0].__parentId, rows[0].id, 'in no order that one could count on')
})

t.test('it takes its time, and five may be under way', async t => {
  let now = Date.now()
  const store = open({ bulkMs: 5_000, clock: { skewMs: 0, now: () => new Date(now) } })
  const { bulkOperation } = await start(store, catalogue)
  t.match(await look(store, bulkOperation.id), { status: 'RUNNING', url: null })
  for (let more = 0; more < 4; more++) await start(store, catalogue)
  t.match((await start(store, catalogue)).userErrors, [
    { code: 'OPERATION_IN_PROGRESS', message: /already in progress/ },
  ])
  now += 5_000
  t.match(await look(store, bulkOperation.id), { status: 'COMPLETED' })
})

t.test('each app has its own operations under way', async t => {
  const store = open({ bulkMs: 5_000 })
  store.state.bulkAtOnce = 1
  t.strictSame((await start(store, catalogue)).userErrors, [])
  t.strictSame((await start(store, catalogue, { by: store.apps.adminMade })).userErrors, [])
  t.match((await start(store, catalogue)).userErrors, [{ code: 'OPERATION_IN_PROGRESS' }])
})

t.test('grouped, each parent has its children right behind it', async t => {
  const store = open()
  const query = catalogue.replace('{ id sku }', '{ id sku media { edges { node { id } } } }')
  const { bulkOperation } = await start(store, query, { grouped: true })
  const rows = rowsOf((await get(store, (await look(store, bulkOperation.id)).url)).body)
  let parent: string | undefined
  for (const row of rows) {
    if (row.__parentId === undefined) parent = row.id
    else t.equal(row.__parentId, parent)
  }
  t.ok(rows.length > 20)
})

t.test('a part of a result can be had, and nothing once it is gone', async t => {
  const store = open()
  const { bulkOperation } = await start(store, catalogue)
  const { url, fileSize } = await look(store, bulkOperation.id)
  const whole = String((await get(store, url)).body)
  const part = await get(store, url, { range: 'bytes=10-19' })
  t.match(part, { status: 206, headers: { 'content-range': `bytes 10-19/${fileSize}` } })
  t.equal(String(part.body), whole.slice(10, 20))
  t.equal((await get(store, url, { range: `bytes=${fileSize}-${fileSize}` })).status, 416)
  store.state.bulk.get(bulkOperation.id)!.fileGone = true
  t.equal((await get(store, url)).status, 404)
})

t.test('an operation ends as it is fated to', async t => {
  const store = open()
  store.state.bulkFate = { outcome: 'FAILED', errorCode: 'TIMEOUT', partial: true }
  const { bulkOperation } = await start(store, catalogue)
  t.match(await look(store, bulkOperation.id), { status: 'FAILED', errorCode: 'TIMEOUT', partialDataUrl: /jsonl/ })
  store.spoilRecord(`gid://shopify/Product/${store.state.products[3]!.id}`, 'fails')
  store.state.bulkFate = {}
  const failing = (await start(store, catalogue)).bulkOperation
  t.match(await look(store, failing.id), { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null })
})

t.test('nothing found is a success without an address', async t => {
  const store = open({ products: 0 })
  const { bulkOperation } = await start(store, catalogue)
  t.match(await look(store, bulkOperation.id), { status: 'COMPLETED', objectCount: '0', url: null })
})

t.test('what may not be read fails it', async t => {
  const store = open()
  const { bulkOperation } = await start(store, catalogue, { by: store.apps.noProducts })
  t.match(await look(store, bulkOperation.id), { status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null })
})

t.test('the result is given to whoever has its address, and to nobody who sends the shop’s token', async t => {
  const store = open()
  const { bulkOperation } = await start(store, catalogue)
  const { url } = await look(store, bulkOperation.id)
  const headers = { 'x-shopify-access-token': await tokenOf(store, store.apps.full) }
  t.equal((await get(store, url, headers)).status, 400)
  t.equal((await get(store, url.split('?')[0])).status, 403, 'nor to one without its signature')
})

t.test('queries that cannot be run in bulk are refused', async t => {
  const store = open()
  const refusals = {
    '{ shop { name } }': /at least one connection/,
    '{ products { nodes { id } } }': /Selecting via 'nodes'/,
    '{ products { edges { node { title variants { edges { node { id } } } } } } }': /must select the 'id' field/,
    '{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }':
      /within a list field/,
    '{ collections { edges { node { id products { edges { node { id variants { edges { node { id media { edges { node { id } } } } } } } } } } } } }':
      /depth/,
    'mutation { bulkOperationCancel(id: "gid://shopify/BulkOperation/1") { userErrors { message } } }':
      /must be a query/,
  }
  for (const [query, message] of Object.entries(refusals)) {
    const { bulkOperation, userErrors } = await start(store, query)
    t.equal(bulkOperation, null)
    t.match(userErrors, [{ code: 'INVALID', field: ['query'], message }], query)
  }
})
