import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql'
import t, { type Test } from 'tap'
import { firstQueries } from '../../../connectors/shopify/checks/entities.ts'
import { checks } from '../../../connectors/shopify/checks/index.ts'
import { countable, countsQuery, probeQuery } from '../../../connectors/shopify/checks/probe.ts'
import { createClient } from '../../../connectors/shopify/client.ts'
import { Facts } from '../../../connectors/shopify/facts.ts'
import type { Credential } from '../../../connectors/shopify/fields.ts'
import type { App } from '../../../connectors/shopify/practice-store/index.ts'
import { adminSchema } from '../../../connectors/shopify/practice-store/schema.ts'
import { shopQuery } from '../../../connectors/shopify/queries.ts'
import { ApiVersion } from '../../../connectors/shopify/version.ts'
import { type CheckReport, runChecks } from '../../../src/sdk/index.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(120_000)

type Shop = Awaited<ReturnType<typeof openShop>>

async function verify(t: Test, { baseUrl, context }: Shop, app: App, changes: Partial<Credential> = {}) {
  const values = { ...credentialOf(baseUrl, app), ...changes }
  const reports: CheckReport<Facts>[] = []
  const open = (found: Partial<Facts>) => createClient(values, found, context)
  for await (const report of runChecks({ checks, values, context, open })) reports.push(report)
  const written = JSON.stringify(reports)
  for (const secret of [values.accessToken, values.secret ?? values.accessToken])
    t.notOk(written.includes(secret), 'no secret is told')
  const found: Partial<Facts> = Object.assign(
    {},
    ...reports.map(({ result }) => ('found' in result ? result.found : {})),
  )
  const flaws = reports.flatMap(({ id, result: { status, ...result } }) =>
    status === 'failed' || (status === 'warning' && id !== 'reachable.tls')
      ? [`${id} ${status} ${'field' in result ? result.field : '-'}`]
      : [],
  )
  return { found, flaws, resultOf: (id: string) => reports.find(report => report.id === id)?.result }
}

t.test('all that verification asks fits the schema', async t => {
  for (const query of [probeQuery, shopQuery, countsQuery(countable), ...Object.values(firstQueries)])
    t.strictSame(validate(adminSchema(), parse(query), [...specifiedRules, NoDeprecatedCustomRule]), [])
})

t.test('a shop in order passes, and is described', async t => {
  const shop = await openShop(t)
  for (const app of [shop.apps.full, shop.apps.adminMade]) {
    const { found, flaws } = await verify(t, shop, app)
    t.strictSame(flaws, [])
    t.match(Facts.parse(found), {
      ...{ identity: 'ljusbutiken.myshopify.com', name: 'Ljusbutiken', timeZone: 'Europe/Stockholm', currency: 'SEK' },
      ...{ country: 'SE', pricesIncludeTax: true, plan: 'Basic', servedVersion: '2026-10', origin: shop.baseUrl },
      counts: { orders: 20, products: 40, customers: 30 },
    })
  }
})

t.test('the usual mix-ups are recognised before anything is asked', async t => {
  const shop = await openShop(t)
  const { full, adminMade } = shop.apps
  const form = async (app: App, changes: Partial<Credential> = {}) =>
    (await verify(t, shop, app, changes)).resultOf('credentials.form')
  t.match(await form(full, { accessToken: adminMade.token! }), {
    status: 'failed',
    suggestion: { field: 'way', value: 'token' },
  })
  t.match(await form(full, { accessToken: full.clientSecret! }), {
    status: 'failed',
    field: 'accessToken',
    diagnosis: /client ID/,
  })
  t.match(await form(full, { accessToken: full.clientSecret!, secret: full.clientId! }), {
    status: 'failed',
    remedy: 'Enter the client ID as access token, and this value as secret.',
  })
  t.match(await form(adminMade, { accessToken: full.clientSecret! }), {
    ...{ status: 'failed', diagnosis: /client secret/, suggestion: { field: 'way', value: 'app' } },
  })
  t.match(await form(full, { secret: adminMade.token! }), { status: 'failed', field: 'secret' })
  t.match(await form(full, { secret: `${full.clientSecret} x` }), {
    status: 'failed',
    field: 'secret',
    diagnosis: /space/,
  })
  t.match(await form(adminMade, { accessToken: 'shpua_1234567890' }), { status: 'failed', diagnosis: /person/ })
  t.match(await form(full), { status: 'passed' })
})

t.test('who is refused is told why, and at which field', async t => {
  const shop = await openShop(t)
  const { full, stranger, notInstalled } = shop.apps
  t.strictSame((await verify(t, shop, stranger)).flaws, ['credentials.key failed apiUrl'])
  t.strictSame((await verify(t, shop, notInstalled)).flaws, ['credentials.key failed apiUrl'])
  t.strictSame((await verify(t, shop, full, { secret: 'shpss_0000' })).flaws, ['credentials.key failed secret'])
  t.strictSame((await verify(t, shop, full, { accessToken: '0'.repeat(32) })).flaws, [
    'credentials.key failed accessToken',
  ])
})

t.test('a shop that is not there, frozen or locked is told before the credential is judged', async t => {
  const shop = await openShop(t)
  const { host } = new URL(shop.baseUrl)
  for (const [standing, words] of Object.entries({
    ...{ frozen: /frozen/, locked: /locked/, dangerous: /danger/ },
    gone: new RegExp(`no shop with an API at ${host}`),
  })) {
    shop.store.state.standing = standing as 'frozen'
    const { flaws, resultOf } = await verify(t, shop, shop.apps.full)
    t.strictSame(flaws, ['reachable.shop failed apiUrl'], standing)
    t.match(resultOf('reachable.shop'), { diagnosis: words })
  }
})

t.test('each scope that is missing is named with what it is needed for', async t => {
  const shop = await openShop(t)
  const { apps } = shop
  const noOrders = await verify(t, shop, apps.noOrders)
  t.match(noOrders.resultOf('entity.orders'), { status: 'warning', diagnosis: /read_orders/, remedy: /read_orders/ })
  t.match(noOrders.resultOf('entity.shipments'), { status: 'warning', diagnosis: /read_orders/ })
  t.match(noOrders.resultOf('entity.products'), { status: 'passed' })
  t.ok(Facts.safeParse(noOrders.found).success, 'and a connection can be made all the same')
  const sixty = await verify(t, shop, apps.sixtyDays)
  t.match(sixty.resultOf('permission.read_all_orders'), { status: 'warning', diagnosis: /60 days/ })
  const parcels = await verify(t, shop, apps.noFulfillmentOrders)
  t.match(parcels.resultOf('permission.read_merchant_managed_fulfillment_orders'), {
    status: 'warning',
    diagnosis: /empty/,
  })
  const nothing = await verify(t, shop, apps.noScopes)
  t.match(nothing.resultOf('entity.orders'), { status: 'failed' })
  t.match(nothing.resultOf('entity.products'), { status: 'failed' })
  t.strictSame((await verify(t, shop, apps.writer)).flaws, [], 'a right to write is one to read')
})

t.test('a scope that only some records need is missed before they come', async t => {
  for (const orders of [20, 0]) {
    const shop = await openShop(t, { orders })
    const { resultOf } = await verify(t, shop, shop.apps.noProducts)
    for (const entity of ['orders', 'products', 'stock'])
      t.match(resultOf(`entity.${entity}`), { status: 'failed', diagnosis: /read_products/, remedy: /read_products/ })
    for (const entity of ['shipments', 'customers']) t.match(resultOf(`entity.${entity}`), { status: 'passed' })
  }
})

t.test('data that Shopify withholds is told from a scope that is missing', async t => {
  const shop = await openShop(t)
  const { resultOf } = await verify(t, shop, shop.apps.nameless)
  t.match(resultOf('entity.customers'), { status: 'warning', diagnosis: /protected customer data/ })
  t.match(resultOf('entity.orders'), { status: 'warning', diagnosis: /protected customer data/ })
  t.match(resultOf('entity.products'), { status: 'passed' })
})

t.test('a version that Shopify no longer serves is told of', async t => {
  const shop = await openShop(t)
  shop.store.state.versions = ['2027-10', '2028-01']
  const { flaws, found } = await verify(t, shop, shop.apps.full)
  t.strictSame(flaws, ['facts.version warning apiUrl'])
  t.equal(found.servedVersion, '2027-10')
})

t.test('another version is asked for where one is entered, and told as such', async t => {
  const shop = await openShop(t)
  const { full } = shop.apps
  const older = await verify(t, shop, full, { apiVersion: '2026-04' })
  t.strictSame(older.flaws, [])
  t.equal(older.found.servedVersion, '2026-04')
  t.match(older.resultOf('facts.version'), { status: 'passed', detail: '2026-04' })
  const gone = await verify(t, shop, full, { apiVersion: '2025-01' })
  t.match(gone.resultOf('facts.version'), { status: 'warning', diagnosis: /version 2025-01 .* as version 2026-01/ })
  const future = await verify(t, shop, full, { apiVersion: '2031-01' })
  t.strictSame(future.flaws, ['reachable.shop failed apiVersion'])
  t.match(future.resultOf('reachable.shop'), { diagnosis: /no version 2031-01/, remedy: /2026-10/ })
  for (const version of ['2026', '2026-11', '../x', 'unstable', ''])
    t.notOk(ApiVersion.safeParse(version).success, version)
  t.equal(ApiVersion.parse(' 2026-04 '), '2026-04')
})

t.test('a client ID that was given as a token is recognised once it is refused', async t => {
  const shop = await openShop(t)
  const { clientId } = shop.apps.full
  const { resultOf } = await verify(t, shop, shop.apps.adminMade, { accessToken: clientId! })
  t.match(resultOf('credentials.form'), { status: 'passed' }, 'some tokens look the same')
  t.match(resultOf('credentials.key'), {
    ...{ status: 'failed', diagnosis: /looks like a client ID/, suggestion: { field: 'way', value: 'app' } },
  })
})

t.test('a paused shop, and a clock that is wrong, are warned of', async t => {
  const shop = await openShop(t)
  Object.assign(shop.store.state, { plan: 'Paused' })
  const { flaws, resultOf } = await verify(t, shop, shop.apps.full)
  t.strictSame(flaws, ['facts.store warning apiUrl'])
  t.match(resultOf('facts.store'), { diagnosis: /is paused/, remedy: /Choose a plan/ })
  t.match(resultOf('reachable.clock'), { status: 'passed', detail: /within a minute/ })
  for (const [seconds, words] of [
    [90, /behind/],
    [-90, /ahead of/],
  ] as const) {
    const own = { ...shop.context, now: () => new Date(shop.store.state.clock.now().getTime() - seconds * 1_000) }
    const { resultOf } = await verify(t, { ...shop, context: own }, shop.apps.full)
    t.match(resultOf('reachable.clock'), { status: 'warning', diagnosis: words })
  }
})

t.test('an app that waits for the shop’s approval is told so', async t => {
  const shop = await openShop(t)
  shop.server.failWith({
    when: ({ body }) => body.includes('query Probe'),
    fault: { status: 403, body: { errors: '[API] This action requires merchant approval for read_orders scope.' } },
  })
  const { resultOf } = await verify(t, shop, shop.apps.full)
  t.match(resultOf('credentials.key'), {
    status: 'failed',
    field: 'accessToken',
    diagnosis: /approves/,
    remedy: /approve/,
  })
})
