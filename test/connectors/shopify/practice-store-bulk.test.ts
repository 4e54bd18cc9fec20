import t from 'tap'
import { createPracticeStore, type StoreOptions } from '../../../connectors/shopify/practice-store/index.ts'
import { ask, request, tokenOf } from './ask-shop.ts'

const run = `mutation ($q: String!) { bulkOperationRunQuery(query: $q, groupObjects: false) {
  bulkOperation { id status } userErrors { code field message } } }`
const poll = `query ($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url } }`
const catalogue = '{ products { edges { node { id title variants { edges { node { id sku } } } } } } }'

const open = (options: StoreOptions = {}) => createPracticeStore({ orders: 5, products: 20, customers: 5, ...options })
type Store = ReturnType<typeof open>

const start = async (store: Store, q: string, by = store.apps.full) =>
  (await ask(store, run, { variables: { q }, by })).body.data.bulkOperationRunQuery
const look = async (store: Store, id: string) => (await ask(store, poll, { variables: { id } })).body.data.bulkOperation

t.test('everything is read, however much it is, and each child names its parent', async t => {
  const store = open()
  const { bulkOperation, userErrors } = await start(store, catalogue)
  t.strictSame(userErrors, [])
  t.equal(bulkOperation.status, 'CREATED')
  const done = await look(store, bulkOperation.id)
  const variants = store.state.products.reduce((all, one) => all + one.variants.length, 0)
  t.match(done, { status: 'COMPLETED', errorCode: null, rootObjectCount: '20', objectCount: String(20 + variants) })
  const { body } = await request(store, new URL(done.url).pathname, { method: 'GET' })
  t.equal(Number(done.fileSize), Buffer.byteLength(body))
  const rows = String(body)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
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

t.test('nothing found is a success without an address', async t => {
  const store = open({ products: 0 })
  const { bulkOperation } = await start(store, catalogue)
  t.match(await look(store, bulkOperation.id), { status: 'COMPLETED', objectCount: '0', url: null })
})

t.test('what may not be read fails it', async t => {
  const store = open()
  const { bulkOperation } = await start(store, catalogue, store.apps.noProducts)
  t.match(await look(store, bulkOperation.id), { status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null })
})

t.test('the result is given to whoever has its address, and to nobody who sends the shop’s token', async t => {
  const store = open()
  const { bulkOperation } = await start(store, catalogue)
  const { url } = await look(store, bulkOperation.id)
  const headers = { 'x-shopify-access-token': await tokenOf(store, store.apps.full) }
  t.equal((await request(store, new URL(url).pathname, { method: 'GET', headers })).status, 400)
})

t.test('queries that cannot be run in bulk are refused', async t => {
  const store = open()
  const refusals = {
    '{ shop { name } }': /at least one connection/,
    '{ products { nodes { id } } }': /Selecting via 'nodes'/,
    '{ products { edges { node { title variants { edges { node { id } } } } } } }': /must select the 'id' field/,
    '{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }':
      /within a list field/,
    '{ products { edges { node { id variants { edges { node { id media { edges { node { id } } } } } } } } } }':
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
