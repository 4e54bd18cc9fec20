import t from 'tap'
import { startPracticeWooCommerce } from '../../../connectors/woocommerce/practice-store/index.ts'
import type { CheckReport } from '../../../src/sdk/index.ts'
import type { Answer, Fault } from '../../../src/sdk/testing/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { verify } from './verification.ts'

const { ca, good: tls } = await makeCertificates()
const html = { 'content-type': 'text/html' }
const page = (status: number, body: string, headers: Answer['headers'] = {}): Answer => ({
  ...{ status, body },
  headers: { ...html, ...headers },
})

/** What one answer among the good ones may be, without a word about the key. */
const nuisances: Readonly<Record<string, Fault>> = {
  'a web page': page(200, '<html><title>Candles</title><body>Welcome</body></html>'),
  nothing: page(200, ''),
  'half of it': 'cut',
  'a dropped connection': 'refuse',
  'a broken connection': 'reset',
  null: { body: null },
  'an empty list': { body: [] },
  'an empty object': { body: {} },
  'a number': { body: 7 },
  'another shape': { body: [{ id: 'x' }] },
  'a page of a firewall': page(403, '<h1>Access denied</h1> by Wordfence'),
  'a page that asks for a password': page(401, '<h1>Unauthorized</h1>', { 'www-authenticate': 'Basic realm="x"' }),
  'a page with 401': page(401, '<h1>Unauthorized</h1>'),
  'a page with 404': page(404, '<h1>Not Found</h1>'),
  'a page with 500': page(500, '<h1>Internal Server Error</h1>'),
  'a bad gateway': page(502, '<h1>Bad Gateway</h1>'),
  maintenance: page(503, '<h1>Briefly unavailable for scheduled maintenance.</h1>', { 'retry-after': '600' }),
  'a refusal of so many requests': page(429, 'slow down', { 'retry-after': '60' }),
  'a plugin that refuses': { status: 401, body: { code: 'rest_not_logged_in', message: 'You are not logged in.' } },
  'a plugin that refuses the header': {
    status: 403,
    body: { code: 'jwt_auth_bad_auth_header', message: 'Malformed.' },
  },
  'a route that is missing': { status: 404, body: { code: 'rest_no_route', message: 'No route was found.' } },
  'a redirect to a login': { status: 302, headers: { location: '/wp-login.php' } },
  'a redirect into the unknown': { status: 302, headers: { location: 'https://shop.invalid/' } },
}

/** Not every nuisance at every place, which takes minutes, but each at several and all places more than once. */
const step = 5

t.test('one bad answer among the good ones is never taken for a wrong key', async t => {
  const store = await startPracticeWooCommerce({ orders: 3, products: 3, customers: 1, tls })
  t.teardown(store.close)
  const { key, secret } = store.keys.readWrite
  const credential = { apiUrl: store.baseUrl.replace('127.0.0.1', 'localhost'), accessToken: key, secret }
  await verify(t, credential, { ca })
  const requests = store.server.askedCount
  t.ok(requests >= 10)
  for (const [nth, [name, fault]] of Object.entries(nuisances).entries()) {
    for (let at = nth % step; at < requests; at += step) {
      store.server.forget()
      let left = at
      store.server.failWith({ when: () => left-- === 0, fault })
      const { reports } = await verify(t, credential, { ca })
      t.strictSame(blamedIn(reports), [], `${name} instead of answer ${at + 1}`)
    }
  }
})

/** What puts the blame on the key or on what it may do. */
const blamedIn = (reports: readonly CheckReport[]) =>
  reports.filter(({ id, result }) => /^(credentials|permission)/.test(id) && isBlame(result))

const isBlame = (result: CheckReport['result']) => result.status === 'failed' && result.field !== 'apiUrl'
