import t from 'tap'
import { lendApps } from '../../src/connections/lend-app.ts'
import { startApi } from '../support/api.ts'
import { setUp } from '../support/browser.ts'
import { consentRegistry, startConsentShop } from '../support/consent-shop.ts'
import { openTestDatabase } from '../support/database.ts'
import { toyRegistry } from '../support/toy-store.ts'

const app = { clientId: 'toy-key', clientSecret: 'lent-secret-of-forty-characters-00a69da', apiUrl: undefined }

t.test('an app that no system takes, or that anybody could be shown, ends the start', async t => {
  const lend = (id: string) => () => lendApps(consentRegistry, new Map([[id, app]]))
  t.throws(lend('consentio'), {
    name: 'StartError',
    message: /CONSENTIO_CLIENT_ID.*there are: KOPPLA_CONSENTIA_CLIENT_ID/,
  })
  t.throws(lend('consentia'), { name: 'StartError', message: /KOPPLA_CONSENTIA_API_URL must be set/ })
  t.equal(lendApps(toyRegistry, new Map()).get('toyshop'), toyRegistry.get('toyshop'), 'others stay as they are')
})

async function start(t: Parameters<typeof openTestDatabase>[0]) {
  const { db } = await openTestDatabase(t)
  const shop = await startConsentShop(t)
  shop.state.secret = app.clientSecret
  const apiUrl = shop.server.baseUrl
  const registry = lendApps(consentRegistry, new Map([['consentia', { ...app, apiUrl }]]))
  const api = await startApi(t, db, { registry })
  shop.consent.redirectUri = `${api.baseUrl}/api/v1/authorizations/callback`
  const browser = await setUp(api)
  async function consent() {
    const body = { externalSystem: 'consentia', credential: { apiUrl } }
    const begun = await browser.ask('POST', '/authorizations', { body })
    const page = await fetch(begun.body.url, { redirect: 'manual' })
    const { pathname, search } = new URL(page.headers.get('location') ?? 'about:blank')
    await browser.ask('GET', `/${pathname}${search}`, { headers: { accept: 'text/html' } })
    return { begun, told: (await browser.ask('GET', `/authorizations/${begun.body.id}`)).body }
  }
  return { db, shop, browser, apiUrl, consent }
}

t.test('with the operator’s app, consent is all that it takes', async t => {
  const { db, browser, apiUrl, consent } = await start(t)
  const { items } = (await browser.ask('GET', '/connectors')).body
  const lent = (name: string) => ({ name, lent: { while: { field: 'apiUrl', is: apiUrl } } })
  t.match(items[0].fields, [{ name: 'apiUrl' }, lent('accessToken'), lent('secret'), { name: 'tenantId' }])
  const { begun, told } = await consent()
  t.match(told, { state: 'granted', fields: { tenantId: '4711' } })
  const form = { externalSystem: 'consentia', credential: { apiUrl, ...told.fields } }
  const { body } = await browser.ask('POST', '/connections/verify', { body: form })
  t.equal(body.green, true)
  const more = { name: 'Lent', verificationToken: body.verificationToken }
  const saved = await browser.ask('POST', '/connections', { body: { ...form, ...more } })
  t.strictSame(saved.body.credential, { apiUrl, tenantId: '4711' })
  const { rows } = await db.pool.query('SELECT * FROM authorizations, connections')
  const seen = JSON.stringify([items, begun.body, told, body, saved.body, rows])
  t.notOk(seen.includes(app.clientSecret), 'its secret is stored and told nowhere')
})

t.test('half an app is none, and one’s own goes before', async t => {
  const { browser, apiUrl, shop } = await start(t)
  const verify = (credential: object) =>
    browser.ask('POST', '/connections/verify', {
      body: { externalSystem: 'consentia', credential: { apiUrl, tenantId: '1', ...credential } },
    })
  t.match(await verify({ accessToken: 'mine' }), { status: 400, body: { errors: [{ field: 'credential.secret' }] } })
  t.match(await verify({ secret: 'mine' }), { status: 400, body: { errors: [{ field: 'credential.accessToken' }] } })
  t.match(await verify({ accessToken: 'mine', secret: 'mine' }), { body: { green: false } })
  t.equal(shop.server.asked.at(-1)?.headers['authorization'], 'Toy mine:mine')
})

t.test('an app that is wrong is put right by the operator, not in the form', async t => {
  const { shop, browser, apiUrl, consent } = await start(t)
  shop.state.secret = 'another one now'
  const remedy = /^The app is the operator’s: KOPPLA_CONSENTIA_CLIENT_ID and KOPPLA_CONSENTIA_CLIENT_SECRET must be put/
  const { told } = await consent()
  t.match(told, { state: 'refused', problem: { message: /gave no token/, remedy } })
  t.notOk('field' in told.problem)
  const body = { externalSystem: 'consentia', credential: { apiUrl, tenantId: '1' } }
  const { checks } = (await browser.ask('POST', '/connections/verify', { body })).body
  t.match(checks[0].result, { status: 'failed' })
  t.notOk(JSON.stringify(checks).includes(app.clientSecret))
})
