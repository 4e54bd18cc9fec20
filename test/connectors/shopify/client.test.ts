import t from 'tap'
import { z } from 'zod'
import { shopOrigin } from '../../../connectors/shopify/address.ts'
import { createClient } from '../../../connectors/shopify/client.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(300_000)

const shop = '{ shop { name } }'
const Anything = z.unknown()

t.test('whatever people paste for the shop leads to its API', async t => {
  const meant = 'https://ljus-butiken.myshopify.com'
  for (const typed of [
    ...['ljus-butiken', 'Ljus-Butiken', ' ljus-butiken.myshopify.com ', 'https://ljus-butiken.myshopify.com/admin'],
    ...['http://ljus-butiken.myshopify.com', 'https://admin.shopify.com/store/ljus-butiken/settings/apps?x=1'],
    'admin.shopify.com/store/ljus-butiken',
  ])
    t.equal(shopOrigin(typed), meant, typed)
  t.equal(shopOrigin('http://127.0.0.1:8080/admin'), 'http://127.0.0.1:8080')
  t.equal(shopOrigin('what is this'), 'what is this')
  t.not(shopOrigin('evil.example/ljus.myshopify.com'), 'https://ljus.myshopify.com')
})

t.test('either kind of app gets its answer, and one token serves many requests', async t => {
  const { client, apps, server } = await openShop(t)
  t.match(await client(apps.adminMade).ask(shop, {}, Anything), {
    data: { shop: { name: 'Ljusbutiken' } },
    servedVersion: '2026-10',
  })
  const own = client(apps.full)
  for (let n = 0; n < 3; n++) await own.ask(shop, {}, Anything)
  t.equal(server.asked.filter(({ path }) => path.endsWith('/access_token')).length, 1)
})

t.test('a token is renewed before its day is over, and when it is refused', async t => {
  const { client, server, store, timer } = await openShop(t)
  const own = client()
  const granted = () => server.asked.filter(({ path }) => path.endsWith('/access_token')).length
  await own.ask(shop, {}, Anything)
  timer.pass(86_399_000 - 60_000)
  await own.ask(shop, {}, Anything)
  t.equal(granted(), 2, 'a minute before the end')
  t.notOk(
    server.asked.some(one => one.path.endsWith('graphql.json') && one.headers['x-shopify-access-token'] === undefined),
  )
  store.state.tokens.clear()
  await own.ask(shop, {}, Anything)
  t.equal(granted(), 3, 'and when the shop forgot it')
})

t.test('a token that was granted is kept secret as the client secret is', async t => {
  const { client, store, context, baseUrl } = await openShop(t)
  await client().ask(shop, {}, Anything)
  const [token = ''] = store.state.tokens.keys()
  t.match(token, /\w{20}/)
  t.equal((await context.http.send({ url: `${baseUrl}/${token}` })).url, `${baseUrl}/•••`)
})

t.test('why there is no token is said in words', async t => {
  const { apps, client, baseUrl, context } = await openShop(t)
  const failure = async (changes: object, app = apps.full) => {
    const credential = { ...credentialOf(baseUrl, app), ...changes }
    return createClient(credential, {}, context)
      .ask(shop, {}, Anything)
      .catch((error: unknown) => error)
  }
  const kind = 'auth'
  t.match(await failure({ secret: 'shpss_wrong' }), { kind, code: 'invalid_client', field: 'secret' })
  t.match(await failure({ accessToken: 'f'.repeat(32) }), {
    kind,
    code: 'application_cannot_be_found',
    field: 'accessToken',
  })
  t.match(await failure({}, apps.stranger), {
    kind,
    code: 'shop_not_permitted',
    message: /different Shopify organisations/,
  })
  t.match(await failure({}, apps.notInstalled), { kind, code: 'app_not_installed', message: /not installed/ })
  t.match(await failure({ way: 'token', accessToken: 'shpat_wrong' }), { kind, code: 'refused' })
  await t.resolves(client().ask(shop, {}, Anything))
})

t.test('a shop that is frozen, locked or gone is told apart', async t => {
  const { client, store } = await openShop(t)
  const own = client()
  await own.ask(shop, {}, Anything)
  for (const [standing, code] of Object.entries({ frozen: 'frozen', locked: 'locked', gone: 'no_shop' })) {
    store.state.standing = standing as 'frozen'
    await t.rejects(own.ask(shop, {}, Anything), { code })
  }
})

t.test('half an answer is none', async t => {
  const { client, apps } = await openShop(t)
  const orders = '{ orders(first: 2) { nodes { id email } } }'
  await t.rejects(client(apps.noOrders).ask(orders, {}, Anything), {
    ...{ kind: 'permission', code: 'lacks_scope', message: /read_orders/, remedy: /read_orders/ },
  })
  await t.rejects(client(apps.nameless).ask(orders, {}, Anything), { kind: 'permission', code: 'not_approved' })
  const misspelt = '{ orders(first: 2, query: "updated_att:>=\'2030-01-01\'") { nodes { id } } }'
  await t.rejects(client().ask(misspelt, {}, Anything), { kind: 'contract', code: 'search' })
  await t.rejects(client().ask('{ orders(first: 2, after: "x") { nodes { id } } }', {}, Anything), {
    kind: 'position',
    code: 'cursor',
  })
  await t.rejects(client().ask('{ nonsense }', {}, Anything), { kind: 'contract', code: 'not_understood' })
  await t.rejects(client().ask(shop, {}, z.object({ shop: z.object({ name: z.number() }) })), { code: 'shape' })
})

t.test('an import of many pages uses the points as they come back, and never finds too few', async t => {
  const { client, server, timer } = await openShop(t, { orders: 400 })
  const own = client()
  const page = `query ($after: String) { orders(first: 100, after: $after, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id lineItems(first: 20) { nodes { id product { id } variant { id } taxLines { title } } } } } }`
  const Page = z.object({
    orders: z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }) }),
  })
  const from = timer.now()
  let used = 0
  for (let round = 0; round < 10; round++) {
    let after: string | null = null
    for (let more = true; more; ) {
      const { data }: { data: z.output<typeof Page> } = await own.ask(page, { after }, Page)
      used += 2 + 9 * (1 + 2 + 5 * 4)
      more = data.orders.pageInfo.hasNextPage
      after = data.orders.pageInfo.endCursor
    }
  }
  t.equal(server.asked.filter(({ path }) => path.endsWith('graphql.json')).length, 40, 'none was asked twice')
  const seconds = (timer.now() - from) / 1_000
  t.ok(used / (2_000 + 100 * seconds) >= 0.9, `${used} points in ${Math.round(seconds)} s`)
})

t.test('who finds too few points after all waits for them', async t => {
  const { client, store } = await openShop(t)
  const own = client()
  await own.ask(shop, {}, Anything)
  for (const bucket of store.state.buckets.values()) bucket.available = 0
  const { data } = await own.ask(
    '{ orders(first: 100) { nodes { id lineItems(first: 100) { nodes { id product { id } } } } } }',
    {},
    Anything,
  )
  t.ok(data)
})
