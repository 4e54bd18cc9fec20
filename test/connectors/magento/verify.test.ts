import t from 'tap'
import { Facts } from '../../../connectors/magento/facts.ts'
import { magento } from '../../../connectors/magento/index.ts'
import { ownWords } from '../../../src/words/index.ts'
import { createSay } from '../../../src/words/say.ts'
import { credentialOf, startStore, tls, verify } from './verification.ts'

const swedish = createSay({ ...ownWords, ...magento.words?.sv })

t.test('a store in order passes, and is described', async t => {
  const { baseUrl, integrations } = await startStore(t, { tls })
  const url = baseUrl.replace('127.0.0.1', 'localhost')
  const { found, flaws, resultOf } = await verify(t, credentialOf(url, integrations.full))
  t.strictSame(flaws, [])
  t.match(resultOf('facts.store'), { detail: /default, eu · SEK, EUR · / }, 'and all that it sells in')
  const facts = Facts.parse(found)
  t.match(facts, { currency: 'SEK', timeZone: 'Europe/Stockholm', hasSources: true, storeIds: null, edition: /./ })
  t.equal(facts.pricesIncludeTax, true, 'how prices are entered is told by orders')
  t.match(
    facts.storeViews.map(({ code }) => code),
    ['default', 'eu'],
  )
  t.ok(facts.counts['orders'] === 12)
})

t.test('how prices are entered is told by what was sold last, and by nothing in a new store', async t => {
  const told = async (options: Parameters<typeof startStore>[1]) => {
    const { baseUrl, integrations } = await startStore(t, options)
    const { found, resultOf } = await verify(t, credentialOf(baseUrl, integrations.full))
    const result = resultOf('facts.store')
    return { includesTax: found.pricesIncludeTax, words: swedish((result?.status === 'passed' && result.detail) || '') }
  }
  t.match(await told({ netPrices: true }), { includesTax: false, words: /· priser utan moms · lager per källa · / })
  t.match(await told({ orders: 90 }), { includesTax: true, words: /· priser med moms · lager per källa · / })
  t.match(await told({ orders: 0 }), { includesTax: null, words: /Stockholm · lager per källa · / })
  t.match(await told({ orders: 0, inventory: false }), { includesTax: null, words: /Stockholm · ett lager · / })
})

t.test('store views that differ in their time zone or currency are told of, and by which each thing goes', async t => {
  const told = async (abroad: object, storeView = 'all') => {
    const { baseUrl, integrations } = await startStore(t, { abroad })
    const { found, resultOf } = await verify(t, credentialOf(baseUrl, integrations.full, { storeView }))
    return { found, result: resultOf('facts.store') }
  }
  const { found, result } = await told({ timeZone: 'America/New_York', currency: 'USD' })
  t.match(result, {
    status: 'warning',
    diagnosis:
      /default Europe\/Stockholm, eu America\/New_York\. Order Start is counted in Europe\/Stockholm.*eu USD.* in SEK/,
    field: 'storeView',
    detail: /default, eu · SEK, .*stock by source · \d+ products, 12 orders/,
  })
  const { diagnosis = '', detail = '' } = result?.status === 'warning' ? result : {}
  t.match(swedish(diagnosis), /olika tidszoner: default.*Order Start räknas i .*bokföringsvaluta: .* USD\. .* i SEK\.$/)
  t.match(swedish(detail), /· lager per källa · /)
  t.match(result, { offers: { parts: [{}, { name: 'EU Website › EU Website Store › EU English (eu)' }] } })
  t.equal(found.name, 'Main Website, EU Website')
  t.strictSame(
    found.storeViews?.map(({ websiteId }) => websiteId),
    [1, 2],
  )
  t.match(found.storeViews, [{ timeZone: 'Europe/Stockholm' }, { timeZone: 'America/New_York', currency: 'USD' }])
  t.match((await told({ currency: 'USD' })).result, { status: 'warning', diagnosis: /^Their websites keep/ })
  const alone = await told({ timeZone: 'America/New_York', currency: 'USD' }, 'eu')
  t.match(alone, { result: { status: 'passed' }, found: { timeZone: 'America/New_York', currency: 'USD' } })
})

t.test('each right that is missing is named with the entity that lacks it', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const sales = await verify(t, credentialOf(baseUrl, integrations.salesOnly))
  t.match(sales.resultOf('entity.products'), { status: 'warning', diagnosis: /Magento_Catalog::products/ })
  t.match(sales.resultOf('entity.customers'), { status: 'warning', diagnosis: /Magento_Customer::customer/ })
  t.match(sales.resultOf('entity.stock'), { status: 'warning', diagnosis: /Magento_Catalog::products/ })
  t.match(sales.resultOf('entity.orders'), { status: 'passed' })
  t.match(sales.resultOf('entity.invoices'), { status: 'passed' })
  t.match(sales.resultOf('entity.shipments'), { status: 'passed' })
  const untold = { status: 'warning', detail: /SEK.*stock by source.*12 orders/ }
  t.match(sales.resultOf('facts.store'), { ...untold, diagnosis: /UTC.*Magento_Backend::store/ })
  t.ok(Facts.safeParse(sales.found).success, 'and a connection can be made all the same')

  const catalogue = await verify(t, credentialOf(baseUrl, integrations.catalogueOnly))
  t.match(catalogue.resultOf('entity.orders'), { status: 'warning', diagnosis: /Magento_Sales::actions_view/ })
  const invoices = catalogue.resultOf('entity.invoices')
  t.match(invoices, { status: 'warning', diagnosis: /Magento_Sales::sales_invoice.*Magento_Sales::actions_view/ })
  t.match(
    swedish(invoices?.status === 'warning' ? invoices.diagnosis : ''),
    /rättigheterna .*_invoice\) och .*_view\)\.$/,
  )
  t.match(catalogue.resultOf('entity.customers'), { status: 'warning', diagnosis: /Magento_Customer::customer/ })
  t.match(catalogue.resultOf('entity.shipments'), { status: 'warning', diagnosis: /Magento_Sales::shipment/ })
  t.match(catalogue.resultOf('entity.products'), { status: 'passed' })
  t.match(catalogue.resultOf('entity.stock'), { status: 'passed' })

  const reading = await verify(t, credentialOf(baseUrl, integrations.readOnly))
  t.notOk(
    reading.reports.some(({ result }) => result.status === 'failed'),
    'rights to read are enough',
  )
})

t.test('what products do without is a warning that names the right', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const results = async () => {
    const { resultOf } = await verify(t, credentialOf(baseUrl, integrations.catalogueOnly))
    return ['categories', 'attributes'].map(name => resultOf(`permission.${name}`))
  }
  t.match(await results(), [{ status: 'passed' }, { status: 'passed' }])
  Object.assign(integrations.catalogueOnly, { resources: ['Magento_Catalog::products'] })
  t.match(await results(), [
    { status: 'warning', diagnosis: /categories.*Magento_Catalog::categories/ },
    { status: 'warning', diagnosis: /numbers.*Magento_Catalog::attributes_attributes/ },
  ])
  Object.assign(integrations.catalogueOnly, { resources: ['Magento_Sales::actions_view'] })
  t.match(await results(), [{ status: 'skipped' }, { status: 'skipped' }])
})

t.test('credit memos belong to orders: without the right to them orders are not half imported', async t => {
  const { baseUrl, integrations } = await startStore(t)
  Object.assign(integrations.salesOnly, { resources: ['Magento_Sales::actions_view', 'Magento_Catalog::products'] })
  const { resultOf } = await verify(t, credentialOf(baseUrl, integrations.salesOnly))
  t.match(resultOf('entity.orders'), { status: 'warning', diagnosis: /Magento_Sales::sales_creditmemo/ })
})

t.test('a store without sources needs the right to its stock items', async t => {
  const { baseUrl, integrations } = await startStore(t, { inventory: false })
  const stock = async () =>
    (await verify(t, credentialOf(baseUrl, integrations.catalogueOnly))).resultOf('entity.stock')
  t.match(await stock(), { status: 'passed' })
  Object.assign(integrations.catalogueOnly, { resources: ['Magento_Catalog::products'] })
  t.match(await stock(), { status: 'warning', diagnosis: /Magento_Catalog::catalog_inventory/ })
})

t.test('an integration without any right fails', async t => {
  const { baseUrl, integrations } = await startStore(t)
  Object.assign(integrations.salesOnly, { resources: [] })
  const { resultOf } = await verify(t, credentialOf(baseUrl, integrations.salesOnly))
  t.match(resultOf('credentials.key'), { status: 'passed' })
  t.match(resultOf('entity.orders'), { status: 'failed', diagnosis: /actions_view/ })
  t.match(resultOf('entity.products'), { status: 'failed' })
})

t.test('a wrong value is told by what the store says of it', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const { full, salesOnly } = integrations
  const wrong = 'w'.repeat(32)
  const tries = [
    [{ consumerKey: wrong }, 'consumerKey', /does not know this consumer key/],
    [{ consumerSecret: wrong }, 'secret', /one of the two secrets/],
    [{ secret: wrong }, 'secret', /one of the two secrets/],
    [{ accessToken: wrong }, 'accessToken', /does not know this access token/],
    [{ accessToken: salesOnly.accessToken }, 'accessToken', /another integration/],
  ] as const
  for (const [more, field, diagnosis] of tries) {
    const { flaws, resultOf } = await verify(t, credentialOf(baseUrl, full, more))
    t.match(resultOf('credentials.key'), { status: 'failed', field, diagnosis })
    t.ok(flaws.includes(`credentials.key failed ${field}`))
  }
  const revoked = Object.assign(salesOnly, { revoked: true })
  t.match((await verify(t, credentialOf(baseUrl, revoked))).resultOf('credentials.key'), { diagnosis: /revoked/ })
})

t.test('what is wrong with a value is seen without asking', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const { full } = integrations
  const tries = [
    [{ secret: full.consumerSecret }, /same value.*access token secret.*consumer secret/],
    [{ accessToken: `${full.accessToken.slice(1)} ` }, /space/],
    [{ consumerKey: `"${full.consumerKey.slice(2)}"` }, /quotation marks/],
    [{ consumerKey: full.consumerKey.slice(1) }, /has 31 characters; it should have 32/],
    [{ accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjF9.c2lnbmF0dXJl' }, /lasts an hour.*two-factor/],
  ] as const
  for (const [more, diagnosis] of tries) {
    const { resultOf } = await verify(t, credentialOf(baseUrl, full, more))
    t.match(resultOf('credentials.form'), { status: 'failed', diagnosis })
    t.match(resultOf('credentials.key'), { status: 'skipped' })
  }
})

t.test('an integration that is switched off is told from one that nobody knows', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const { resultOf } = await verify(t, credentialOf(baseUrl, integrations.inactive))
  t.match(resultOf('credentials.key'), { status: 'failed', diagnosis: /switched off/, remedy: /Activate/ })
})

t.test('a token alone is let in only where the store allows it', async t => {
  const { baseUrl, integrations, store } = await startStore(t)
  const bearer = { way: 'bearer', secret: undefined, consumerKey: undefined, consumerSecret: undefined } as const
  const credential = credentialOf(baseUrl, integrations.full, bearer)
  const refused = (await verify(t, credential)).resultOf('credentials.key')
  const diagnosis = /Authorization header does not reach PHP/
  t.match(refused, { status: 'failed', field: 'accessToken', diagnosis, remedy: /Consumer Settings/ })
  store.state.bearerAllowed = true
  t.strictSame((await verify(t, credential)).flaws, ['reachable.tls warning apiUrl'])
})

const offered = {
  field: 'storeView',
  parts: [
    { value: 'default', name: 'Main Website › Main Website Store › Default Store View (default)' },
    { value: 'eu', name: 'Main Website › Main Website Store › EU English (eu)' },
  ],
}

t.test('a store view is one that the store has, which is told by name', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const choose = (storeView: string) => verify(t, credentialOf(baseUrl, integrations.full, { storeView }))
  for (const odd of ['nordic', 'eu, nordic', 'all, eu', 'admin', ','])
    t.match((await choose(odd)).resultOf('facts.store'), {
      status: 'failed',
      field: 'storeView',
      diagnosis: /no store view “(nordic|all|admin|,)”.*Default Store View \(default\), .*EU English \(eu\)/,
      offers: offered,
    })
  const one = await choose('eu')
  t.match(one.found, { storeIds: [2], identity: /#2$/ })
  t.strictSame((await choose('EU; default')).found.storeIds, [1, 2], 'several, in whatever form they are typed')
  const all = await choose('all')
  t.equal(all.found.storeIds, null)
  for (const { resultOf } of [one, all]) t.match(resultOf('facts.store'), { status: /passed|warning/, offers: offered })
})

t.test('where store views cannot be read, all of them are imported and none can be chosen', async t => {
  const { baseUrl, integrations } = await startStore(t)
  const choose = async (storeView: string) =>
    (await verify(t, credentialOf(baseUrl, integrations.salesOnly, { storeView }))).resultOf('facts.store')
  t.match(await choose('all'), { status: 'warning', offers: undefined })
  t.match(await choose('eu'), { status: 'failed', field: 'storeView', diagnosis: /Magento_Backend::store/ })
})
