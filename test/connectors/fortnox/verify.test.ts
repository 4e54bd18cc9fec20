import t from 'tap'
import { fortnox } from '../../../connectors/fortnox/index.ts'
import { openCompany, valuesOf } from './open-company.ts'

/** The practice company speaks plain http. */
const plain = 'reachable.tls warning apiUrl'

t.test('a company that gave its consent is found to be the right one', async t => {
  const { verify, store, server } = await openCompany(t)
  store.state.lockedUntil = '2026-09-30'
  const { flaws, found, resultOf } = await verify()
  t.strictSame(flaws, [plain])
  t.ok(fortnox.facts.safeParse(found).success)
  t.match(found, {
    ...{ identity: '1205577', tenantId: '1205577', name: 'Ljusbutiken i Malmö AB', currency: 'SEK', country: 'SE' },
    ...{ organisationNumber: '556677-8899', timeZone: 'Europe/Stockholm', lockedUntil: '2026-09-30' },
    counts: { products: 40, customers: 30, orders: 60 },
  })
  t.strictSame(
    found.financialYears?.map(({ id }) => id),
    ['2', '3', '1'],
  )
  t.match(resultOf('facts.company'), { detail: 'Ljusbutiken i Malmö AB · 556677-8899' })
  t.match(resultOf('facts.currencies'), { detail: 'SEK, EUR, NOK, JPY' })
  t.match(resultOf('facts.lockedperiod'), { detail: '2026-09-30' })
  t.ok(server.askedCount < 20, 'it costs few of the 25 requests that are allowed in 5 s')
  t.equal(server.asked.filter(({ path }) => path === '/oauth-v1/token').length, 1, 'and one token')
  t.strictSame(store.state.sideEffects, [])
})

t.test('a scope that consent does not cover is named, where it costs something', async t => {
  const { verify, apps } = await openCompany(t)
  const { flaws, resultOf } = await verify(valuesOf(apps.narrow))
  t.strictSame(flaws, [
    plain,
    ...['entity.orders warning accessToken', 'entity.invoices warning accessToken'],
    ...['entity.accounts warning accessToken', 'entity.vouchers warning accessToken'],
    ...['facts.financialyears warning accessToken', 'facts.lockedperiod warning accessToken'],
    ...['facts.voucherseries warning accessToken', 'facts.currencies warning accessToken'],
  ])
  t.match(resultOf('entity.orders'), {
    diagnosis: 'Orders cannot be read. The integration may not read this: it lacks the scope order.',
    remedy: /add the scope order to the integration.*consent anew/,
  })
  t.match(resultOf('entity.accounts'), {
    diagnosis: 'Accounts cannot be read. The integration may not read this: it lacks the scope bookkeeping.',
  })
  t.match(resultOf('facts.financialyears'), { diagnosis: /only for the books.*scope bookkeeping/ })
})

t.test('a licence that the company lacks is told from a scope', async t => {
  const { verify, store } = await openCompany(t)
  store.state.unlicensed.add('order')
  const { flaws, resultOf } = await verify()
  t.strictSame(flaws, [plain, 'entity.orders warning tenantId'])
  t.match(resultOf('entity.orders'), { diagnosis: /no active licence.*scope order/ })
  store.state.apiLicence = false
  const without = await verify()
  t.match(without.resultOf('entity.products'), {
    status: 'failed',
    diagnosis: /no licence in Fortnox for integrations/,
  })
})

t.test('whose fault it is that there is no access is told', async t => {
  const { verify, apps } = await openCompany(t)
  const failing = async (changes: object) => {
    const { reports } = await verify(changes)
    const failed = reports.filter(({ result }) => result.status === 'failed')
    t.equal(failed.length, 1, 'what depends on it is skipped')
    return failed[0]
  }
  t.match(await failing({ secret: 'not-the-secret' }), {
    id: 'credentials.token',
    result: { diagnosis: /client ID together with this client secret/, field: 'secret' },
  })
  t.match(await failing({ tenantId: '42' }), { result: { diagnosis: /no access to this company/, field: 'tenantId' } })
  t.match(await failing(valuesOf(apps.fresh)), {
    result: { remedy: /give the integration consent/, field: 'tenantId' },
  })
})

t.test('another server than Fortnox’s is not taken for it', async t => {
  const { verify, server } = await openCompany(t)
  for (const answer of [
    { status: 404, body: 'Not found' },
    { body: '<html>Hej</html>' },
    { status: 403, body: 'No' },
  ]) {
    server.failWith(answer)
    t.match((await verify()).resultOf('reachable.fortnox'), { status: 'failed', field: 'apiUrl' })
  }
})

t.test('a clock that is off is told, and an access that is withdrawn', async t => {
  const { verify, store, client, context } = await openCompany(t)
  await client.list('articles', { limit: '1' })
  store.state.apps = []
  await t.rejects(client.list('articles', { limit: '1' }), { kind: 'auth', code: /\w/, remedy: /\w/ })
  const late = { ...context, now: () => new Date(context.now().getTime() - 300_000) }
  const [check] = fortnox.checks.filter(({ id }) => id === 'reachable.clock')
  const { credential } = await openCompany(t)
  const once = async <T>(_: string, ask: () => Promise<T>) => ask()
  const session = { values: credential, found: {}, context: late, once, client: () => client }
  t.match(await check!.run(session), { status: 'warning', diagnosis: 'Our clock is 300 seconds behind Fortnox’s.' })
  t.equal((await verify()).resultOf('credentials.token')?.status, 'failed')
})
