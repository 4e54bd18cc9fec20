import t from 'tap'
import { type Answer, type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { recorded } from './recorded.ts'
import { credentialOf, startStore, tls, verify } from './verification.ts'

const local = (url: string) => url.replace('127.0.0.1', 'localhost')

t.test('a proxy that hides https is not taken for a wrong secret', async t => {
  const { baseUrl, integrations, store } = await startStore(t, { tls })
  store.state.seenScheme = 'http'
  const url = local(baseUrl)
  const { resultOf, found } = await verify(t, credentialOf(url, integrations.full))
  t.match(resultOf('credentials.key'), { status: 'warning', diagnosis: /ends https/, remedy: /X-Forwarded-Proto/ })
  t.equal(found.signedOrigin, url.replace('https:', 'http:'))
  const wrong = await verify(t, credentialOf(url, integrations.full, { secret: 'w'.repeat(32) }))
  const diagnosis = /https or the port was tried.*host name is still possible/
  t.match(wrong.resultOf('credentials.key'), { status: 'failed', field: 'secret', diagnosis })
})

t.test('a server that hides the port is told as such, and signed for', async t => {
  const { baseUrl, integrations, store } = await startStore(t, { tls })
  store.state.portHidden = true
  const { resultOf, found } = await verify(t, credentialOf(local(baseUrl), integrations.full))
  t.match(resultOf('credentials.key'), { status: 'warning', diagnosis: /hides the port/ })
  t.equal(found.signedOrigin, 'https://localhost')
})

t.test('a proxy that hides https and the port together is found too', async t => {
  const { baseUrl, integrations, store } = await startStore(t, { tls })
  Object.assign(store.state, { seenScheme: 'http', portHidden: true })
  const { resultOf, found } = await verify(t, credentialOf(local(baseUrl), integrations.full))
  t.match(resultOf('credentials.key'), { status: 'warning', diagnosis: /ends https/ })
  t.equal(found.signedOrigin, 'http://localhost')
})

t.test('an old version is warned of, and one that is not told is no fault', async t => {
  const versionOf = async (options: Parameters<typeof startStore>[1]) => {
    const { baseUrl, integrations } = await startStore(t, options)
    return (await verify(t, credentialOf(baseUrl, integrations.full))).resultOf('facts.version')
  }
  t.match(await versionOf({ version: '2.3' }), { status: 'warning', diagnosis: /Magento 2\.3 is older than 2\.4/ })
  t.match(await versionOf({ broken: 'versionHidden' }), { status: 'passed', detail: 'not told' })
})

t.test('a store that rewrites no addresses is reached by way of index.php', async t => {
  const { baseUrl, integrations, store } = await startStore(t)
  store.state.rewrites = false
  const { resultOf, found } = await verify(t, credentialOf(baseUrl, integrations.full))
  t.match(resultOf('reachable.magento'), { status: 'warning', diagnosis: /index\.php/ })
  t.match(resultOf('entity.orders'), { status: 'passed' })
  t.match(found.apiRoot, /index\.php\/rest\/all\/V1\/$/)
})

t.test('where another address is the store’s, signatures are made over that', async t => {
  const { baseUrl, integrations } = await startStore(t, { tls })
  const target = local(baseUrl)
  const door = await startPracticeServer(({ url }) => ({
    status: 301,
    headers: { location: target + url.pathname + url.search },
  }))
  t.teardown(door.close)
  const { resultOf, found } = await verify(t, credentialOf(local(door.baseUrl), integrations.full))
  t.match(resultOf('reachable.magento'), { status: 'warning', suggestion: { value: `${target}/` } })
  t.match(found, { url: `${target}/`, apiRoot: `${target}/rest/all/V1/` })
  t.match(resultOf('credentials.key'), { status: 'passed' })
})

t.test('a clock that is wrong on either side does not make a signature wrong', async t => {
  for (const hours of [-2, 2]) {
    const { baseUrl, integrations, store } = await startStore(t)
    store.state.clock.skewMs = hours * 3_600_000
    const { resultOf } = await verify(t, credentialOf(baseUrl, integrations.full))
    t.match(resultOf('reachable.clock'), { status: 'warning', diagnosis: hours > 0 ? /ahead of/ : /behind/ })
    t.match(resultOf('credentials.key'), { status: 'passed' })
  }
})

const nuisances: Readonly<Record<string, readonly [Answer, RegExp]>> = {
  'maintenance mode': [{ status: 503, body: String(recorded('maintenance_503').body) }, /maintenance/],
  'a shop of another make': [{ body: '<html>Welcome</html>' }, /web page/],
  'a firewall': [{ status: 403, body: '<title>Just a moment...</title>' }, /firewall/],
  'a password before the site': [{ status: 401, body: 'Authorization Required' }, /in front of Magento/],
  'an API of another make': [{ status: 404, body: { code: 'rest_no_route', message: 'No route' } }, /./],
}

t.test('what is not Magento is never told as a wrong credential', async t => {
  for (const [name, [answer, diagnosis]] of Object.entries(nuisances)) {
    const server = await startPracticeServer(() => answer)
    t.teardown(server.close)
    const { integrations } = await startStore(t)
    const { resultOf } = await verify(t, credentialOf(server.baseUrl, integrations.full))
    t.match(resultOf('reachable.magento'), { status: 'failed', field: /./, diagnosis }, name)
    t.match(resultOf('credentials.key'), { status: 'skipped' }, name)
  }
})

t.test('a header that is dropped on the way is told from an integration that is switched off', async t => {
  const { store, integrations } = await startStore(t)
  const drop = (asked: Asked) => {
    const { authorization: _, ...headers } = asked.headers
    return store.answer({ ...asked, headers })
  }
  const server = await startPracticeServer(drop, { clock: store.state.clock })
  t.teardown(server.close)
  const { resultOf } = await verify(t, credentialOf(server.baseUrl, integrations.full))
  t.match(resultOf('credentials.key'), { status: 'failed', field: 'apiUrl', diagnosis: /header is dropped/ })
})
