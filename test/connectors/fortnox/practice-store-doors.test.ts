import t from 'tap'
import { openCompany, standStill } from './ask-fortnox.ts'

const small = { orders: 2, articles: 3, customers: 3, vouchers: 1 }
const lower = (code: number) => ({ ErrorInformation: { error: 1, message: String, code } })
const upper = (code: number) => ({ ErrorInformation: { Error: 1, Message: String, Code: code } })

t.test('who may not come in is told so in three ways', async t => {
  const { get, apps, store, tokenOf } = await openCompany(t, small)
  const stranger = await get('companyinformation', { token: null })
  t.match(stranger, { status: 403, text: /\(2000311\)\.$/ }, 'plain text without a token')
  t.ok(stranger.headers.get('date'), 'with the time')
  t.match(await get('companyinformation', { token: 'old' }), { status: 401, text: '{"message":"unauthorized"}' })
  const token = await tokenOf(apps.full)
  store.withdrawConsent(apps.full.clientId)
  t.match(await get('companyinformation', { token }), { status: 403, body: lower(2000310) }, 'consent was withdrawn')
})

t.test('a scope that was not granted is a 400, and only its code says so', async t => {
  const { get, tokenOf, apps } = await openCompany(t, small)
  const token = await tokenOf(apps.narrow)
  t.equal((await get('articles', { token })).status, 200)
  const paths = ['orders', 'orders/1', 'invoices', 'invoicepayments', 'accounts', 'vouchers/A/1', 'sie/4', 'currencies']
  for (const path of [...paths, 'settings/company', 'costcenters', 'projects'])
    t.match(await get(path, { token }), { status: 400, body: lower(2000663) }, path)
})

t.test('a licence that is missing is missing for one kind of record', async t => {
  const { get, store } = await openCompany(t, small)
  store.state.unlicensed.add('order')
  t.match(await get('orders'), { body: lower(2001101) })
  t.equal((await get('invoices')).status, 200)
  store.state.apiLicence = false
  t.match(await get('invoices'), { body: lower(2001103) })
  t.equal((await get('companyinformation')).status, 200, 'which takes no licence')
})

t.test('JSON must be accepted, and a body must be JSON', async t => {
  const { get } = await openCompany(t, small)
  t.match(await get('articles', { headers: { accept: 'text/html' } }), { status: 400, body: lower(1000030) })
  t.equal((await get('sie/4', { headers: { accept: 'text/html' } })).status, 200, 'of a file that does not matter')
  const xml = { method: 'POST', body: '<Article/>', headers: { 'content-type': 'text/xml' } }
  t.match(await get('articles', xml), { status: 400, body: lower(1000031) })
})

t.test('26 requests in five seconds are one too many, for each client by itself', async t => {
  const clock = standStill('2026-11-20T12:00:00Z')
  const limit = { requests: 25, windowMs: 5_000 }
  const { get, tokenOf, apps } = await openCompany(t, { ...small, clock, limit })
  for (let n = 0; n < 20; n++) t.equal((await get('companyinformation')).status, 200)
  clock.skewMs = 3_000
  for (let n = 0; n < 5; n++) t.equal((await get('companyinformation')).status, 200)
  const refused = await get('companyinformation')
  t.equal(refused.status, 429)
  t.equal(refused.headers.get('retry-after'), null, 'nor does it say for how long')
  const token = await tokenOf(apps.full)
  t.equal((await get('companyinformation', { token })).status, 429, 'another token of the client is no help')
  t.equal((await get('companyinformation', { token: await tokenOf(apps.narrow) })).status, 200, 'another client is')
  clock.skewMs = 4_999
  t.equal((await get('companyinformation')).status, 429)
  clock.skewMs = 5_000
  for (let n = 0; n < 20; n++) t.equal((await get('companyinformation')).status, 200, 'the window slides')
  t.equal((await get('companyinformation')).status, 429)
})

t.test('what is not there is told in the other spelling, with a code for each kind', async t => {
  const { get } = await openCompany(t, small)
  const codes = { articles: 2000428, customers: 2000433, orders: 2000439, invoices: 2000434, currencies: 2000427 }
  for (const [path, code] of Object.entries(codes))
    t.match(await get(`${path}/999999`), { status: 404, body: upper(code) })
  t.match(await get('accounts/9999'), { status: 404, body: upper(2000423) })
  t.match(await get('projects/9999'), { status: 404, body: upper(2001161) })
  t.equal((await get('nonsense')).status, 404)
  t.equal((await get('orders/1/2')).status, 404)
  t.equal((await get('articles/')).status, 200, 'a slash at the end is no matter')
})

t.test('it is only read', async t => {
  const { get, store } = await openCompany(t, small)
  const before = JSON.stringify(store.state.articles)
  const json = { headers: { 'content-type': 'application/json' }, body: '{"Article":{}}' }
  t.equal((await get('articles', { ...json, method: 'POST' })).status, 405)
  t.equal((await get('articles/A100', { method: 'DELETE' })).status, 405)
  t.equal(JSON.stringify(store.state.articles), before)
})

t.test('a GET that sends something does so, and is written down', async t => {
  const { get, store } = await openCompany(t, small)
  t.strictSame(store.state.sideEffects, [])
  const paths = ['email', 'print', 'einvoice', 'eprint', 'printreminder'].map(what => `invoices/1/${what}`)
  for (const path of [...paths, 'orders/1/email', 'orders/1/print']) t.equal((await get(path)).status, 200, path)
  t.strictSame(
    store.state.sideEffects,
    [...paths, 'orders/1/email', 'orders/1/print'].map(path => `GET /3/${path}`),
  )
  t.equal((await get('invoices/1')).body.Invoice.Sent, true)
  const { sent } = store.state.invoices[1]!
  t.equal((await get('invoices/2/preview')).headers.get('content-type'), 'application/pdf')
  t.equal(store.state.invoices[1]!.sent, sent, 'a preview sends nothing')
  t.equal(store.state.sideEffects.length, 7)
})
