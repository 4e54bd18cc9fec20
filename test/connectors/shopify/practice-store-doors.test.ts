import t from 'tap'
import { createPracticeStore } from '../../../connectors/shopify/practice-store/index.ts'
import { ask, request, tokenOf } from './ask-shop.ts'

const probe = '{ shop { name } currentAppInstallation { accessScopes { handle } } }'
const firstOrder = '{ orders(first: 1) { nodes { id email } } }'

t.test('an app asks for a token with its id and secret, and the token lasts a day', async t => {
  let now = Date.now()
  const store = createPracticeStore({ orders: 3, clock: { skewMs: 0, now: () => new Date(now) } })
  const { clientId: client_id, clientSecret: client_secret } = store.apps.full
  const given = { grant_type: 'client_credentials', client_id: client_id!, client_secret: client_secret! }
  const json = await request(store, '/admin/oauth/access_token', { body: given })
  const form = await request(store, '/admin/oauth/access_token', { body: new URLSearchParams(given).toString() })
  for (const { status, body } of [json, form]) {
    t.equal(status, 200)
    t.match(body, { access_token: /^[0-9a-f]{32}$/, scope: /read_orders/, expires_in: 86_399 })
    t.equal((await ask(store, probe, { token: body.access_token })).status, 200)
  }
  now += 86_400_000
  t.equal((await ask(store, probe, { token: json.body.access_token })).status, 401)
})

t.test('a refusal says what is wrong, as JSON or as a page', async t => {
  const store = createPracticeStore({ orders: 3 })
  const { full, stranger, notInstalled } = store.apps
  const asking = (client_id: string | null, client_secret: string | null) =>
    request(store, '/admin/oauth/access_token', {
      body: { grant_type: 'client_credentials', client_id, client_secret },
    })
  t.match(await asking('f'.repeat(32), full.clientSecret), {
    status: 400,
    body: { error: 'application_cannot_be_found' },
  })
  t.match(await asking(full.clientId, 'shpss_wrong'), { status: 400, body: { error: 'invalid_client' } })
  t.match(await asking(stranger.clientId, stranger.clientSecret), {
    status: 400,
    body: { error: 'shop_not_permitted' },
  })
  const page = await asking(notInstalled.clientId, notInstalled.clientSecret)
  t.match(page, { status: 400, body: /<title>400 - Oauth error app_not_installed/ })
})

t.test('only the header that Shopify reads lets anybody in', async t => {
  const store = createPracticeStore({ orders: 3 })
  const token = store.apps.adminMade.token!
  t.equal((await ask(store, probe, { by: store.apps.adminMade })).status, 200)
  const refused = await request(store, '/admin/api/2026-10/graphql.json', {
    ...{ body: { query: probe }, headers: { authorization: `Bearer ${token}` } },
  })
  t.match(refused, { status: 401, body: { errors: /Invalid API key or access token/ } })
  t.equal((await ask(store, probe, { token: store.apps.full.clientSecret })).status, 401, 'nor does a client secret')
})

t.test('a scope that is missing empties the answer, with 200', async t => {
  const store = createPracticeStore({ orders: 3 })
  const { status, body } = await ask(store, firstOrder, { by: store.apps.noOrders })
  t.equal(status, 200)
  t.equal(body.data, null)
  t.match(body.errors[0], {
    message: 'Access denied for orders field. Required access: `read_orders` access scope.',
    extensions: { code: 'ACCESS_DENIED' },
  })
})

t.test('a right to write brings the right to read, and hides it in the token', async t => {
  const store = createPracticeStore({ orders: 3 })
  const { writer } = store.apps
  const body = { grant_type: 'client_credentials', client_id: writer.clientId, client_secret: writer.clientSecret }
  const told = await request(store, '/admin/oauth/access_token', { body })
  t.notMatch(told.body.scope, /read_products/)
  const scopes = (await ask(store, probe, { by: writer })).body.data.currentAppInstallation.accessScopes
  t.ok(scopes.some(({ handle }: { handle: string }) => handle === 'read_products'))
})

t.test('without read_all_orders the older ones are not there, and nothing says so', async t => {
  const store = createPracticeStore({ orders: 60 })
  const count = async (by = store.apps.full) =>
    (await ask(store, '{ ordersCount { count } }', { by })).body.data.ordersCount.count
  t.equal(await count(), 60)
  t.ok((await count(store.apps.sixtyDays)) < 20)
  const old = `{ order(id: "gid://shopify/Order/${store.state.orders[0]!.id}") { id } }`
  t.strictSame((await ask(store, old, { by: store.apps.sixtyDays })).body.data, { order: null })
})

t.test('who is not approved for protected data gets the rest, and an error for each field', async t => {
  const store = createPracticeStore({ orders: 3 })
  const { body } = await ask(store, firstOrder, { by: store.apps.nameless })
  t.match(body.data.orders.nodes[0], { id: /Order/, email: null })
  t.match(body.errors[0].message, /not approved to access/)
})

t.test('a version that is too old falls forward, and one that is not there yet is not found', async t => {
  const store = createPracticeStore({ orders: 3 })
  t.equal((await ask(store, probe, { version: '2024-01' })).headers['X-Shopify-API-Version'], '2026-01')
  t.equal((await ask(store, probe)).headers['X-Shopify-API-Version'], '2026-10')
  t.equal((await ask(store, probe, { version: '2027-04' })).status, 404)
})

t.test('a shop that does not pay, is locked or is gone answers nothing else', async t => {
  const store = createPracticeStore({ orders: 3 })
  const token = await tokenOf(store, store.apps.full)
  for (const [standing, status] of Object.entries({ frozen: 402, locked: 423, gone: 404 } as const)) {
    store.state.standing = standing as 'frozen'
    t.equal((await ask(store, probe, { token })).status, status, standing)
  }
})

t.test(
  'points are taken before a query runs, what it did not use is given back, and the rest comes with time',
  async t => {
    let now = Date.now()
    const clock = { skewMs: 0, now: () => new Date(now) }
    const store = createPracticeStore({ orders: 60, clock, limit: { maximumAvailable: 300, restoreRate: 100 } })
    const page = '{ orders(first: 100) { nodes { id lineItems(first: 100) { nodes { id product { id } } } } } }'
    const first = await ask(store, page)
    const { requestedQueryCost, actualQueryCost, throttleStatus } = first.body.extensions.cost
    t.equal(requestedQueryCost, 2 + 9 * (1 + 2 + 9 * 2))
    t.ok(actualQueryCost < requestedQueryCost)
    t.equal(throttleStatus.currentlyAvailable, 300 - actualQueryCost)
    const second = await ask(store, page)
    t.equal(second.status, 200)
    t.match(second.body, { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] })
    t.equal(second.body.data, undefined)
    t.match(second.body.extensions.cost, {
      requestedQueryCost,
      actualQueryCost: null,
      throttleStatus: { restoreRate: 100 },
    })
    now += (1_000 * (requestedQueryCost - throttleStatus.currentlyAvailable)) / 100
    t.equal((await ask(store, page)).body.errors, undefined)
  },
)

t.test('a query that costs more than 1,000 points is refused whatever is left', async t => {
  const store = createPracticeStore({ orders: 3 })
  const query =
    '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { variant { id } product { id } taxLines { title } discountAllocations { discountApplication { index } } customAttributes { key } sellingPlan { name } lineItemGroup { id } } } } } }'
  const { body } = await ask(store, query)
  t.match(body.errors[0], {
    message: /exceeds the single query max cost limit \(1000\)/,
    extensions: { code: 'MAX_COST_EXCEEDED', maxCost: 1000 },
  })
})

t.test('a field that Shopify does not have is refused', async t => {
  const { body } = await ask(createPracticeStore({ orders: 3 }), '{ shop { nonsense } }')
  t.match(body, { errors: [{ extensions: { code: 'undefinedField' } }] })
  t.equal(body.data, undefined)
})
