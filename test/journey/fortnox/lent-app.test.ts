import t from 'tap'
import { startPracticeFortnox } from '../../../connectors/fortnox/practice-store/index.ts'
import { registry } from '../../../connectors/index.ts'
import { readConfig } from '../../../src/config.ts'
import { startKoppla } from '../../../src/main.ts'
import { makeTestFolder } from '../../support/database.ts'
import { openApi, until } from '../api.ts'

t.setTimeout(600_000)

t.test('the operator’s app at Fortnox serves every connection that has none of its own', async t => {
  const { baseUrl, apps, store, close } = await startPracticeFortnox({ orders: 5, articles: 5, customers: 7 })
  t.teardown(close)
  const dataDir = makeTestFolder(t)
  const lent = {
    KOPPLA_FORTNOX_CLIENT_ID: apps.full.clientId,
    KOPPLA_FORTNOX_CLIENT_SECRET: apps.full.clientSecret,
    KOPPLA_FORTNOX_API_URL: `${baseUrl}/`,
  }
  const usual = { KOPPLA_DATA: dataDir, KOPPLA_PORT: '0', KOPPLA_LOG_LEVEL: 'silent' }
  async function start(more: Record<string, string>) {
    const config = readConfig({ ...usual, KOPPLA_ALLOW_ADDRESSES: '127.0.0.1', ...more })
    const koppla = await startKoppla(config, { registry, scheduler: false })
    t.teardown(koppla.close)
    return { ...openApi(() => ({ url: koppla.url, key: koppla.operatorKey })), close: koppla.close }
  }
  type Started = Awaited<ReturnType<typeof start>>
  async function run(api: Started, id: string) {
    const asked = { entity: 'customers', kind: 'full' }
    const { id: runId } = await api.get(`POST /connections/${id}/runs`, asked)
    return until(api, `/runs/${runId}`, ({ endedAt }) => endedAt !== null)
  }
  const credential = { apiUrl: baseUrl, tenantId: String(store.state.tenantId) }
  const form = { externalSystem: 'fortnox', credential: { ...credential, accessToken: '', secret: ' ' } }

  const first = await start(lent)
  const { verificationToken, green, checks } = await first.get('POST /connections/verify', form)
  t.equal(green, true, JSON.stringify(checks))
  const { id } = await first.get('POST /connections', { ...form, name: 'Company', verificationToken })
  const shown = await first.get(`/connections/${id}`)
  t.strictSame(
    Object.keys(shown.credential).sort(),
    ['account', 'apiUrl', 'tenantId'],
    'the app is no part of its credential',
  )
  t.match(await run(first, id), { state: 'succeeded' })
  t.equal((await first.all('/customers')).length, 7)

  const told = JSON.stringify([shown, checks, await first.get('/connectors'), await first.get('/audit?limit=50')])
  for (const secret of [apps.full.clientId, apps.full.clientSecret]) t.notOk(told.includes(secret))

  await t.test('and is shown to nobody else, whatever address somebody types', async t => {
    const elsewhere = await startPracticeFortnox({ orders: 1 })
    t.teardown(elsewhere.close)
    const asked = { ...form, credential: { ...form.credential, apiUrl: elsewhere.baseUrl } }
    t.match(await first.ask('POST /connections/verify', asked), {
      status: 400,
      body: { errors: [{ field: 'credential.accessToken' }, { field: 'credential.secret' }] },
    })
    t.equal(elsewhere.server.askedCount, 0)
  })
  await first.close()

  await t.test('another secret counts everywhere from the next start on', async t => {
    const { oauth, apps: known } = store.state
    const clientSecret = 'rotated-by-the-operator'
    store.state.apps = known.map(one => (one.clientId === apps.full.clientId ? { ...one, clientSecret } : one))
    oauth.accessTokens.clear()
    const before = await start(lent)
    const failed = await run(before, id)
    t.match(failed, { state: 'failed', problem: { kind: 'auth' } }, 'the old one is refused')
    const report = await before.get(`POST /connections/${id}/verify`)
    t.match(
      report.checks.find((one: { result: { status: string } }) => one.result.status === 'failed'),
      {
        result: { field: undefined, remedy: /KOPPLA_FORTNOX_CLIENT_SECRET must be put right/ },
      },
    )
    await before.close()
    const after = await start({ ...lent, KOPPLA_FORTNOX_CLIENT_SECRET: clientSecret })
    t.match(await after.get(`POST /connections/${id}/verify`), { green: true })
    t.match(await run(after, id), { state: 'succeeded' })
    await after.close()
  })

  await t.test('without it, what it was for says so, and takes an app of its own', async t => {
    const none = await start({})
    t.match(await run(none, id), {
      state: 'failed',
      problem: { message: /uses the operator’s app at Fortnox/, remedy: /KOPPLA_FORTNOX_CLIENT_ID/ },
    })
    const { clientId: accessToken, clientSecret: secret } = apps.narrow
    const own = { credential: { ...credential, accessToken, secret } }
    t.match(await none.ask(`PUT /connections/${id}/credential`, own), { status: 200 })
    t.match(await run(none, id), { state: 'succeeded' })
    await none.close()
  })
})
