import t from 'tap'
import { createClient } from '../../../connectors/woocommerce/client.ts'
import { type Broken, startPracticeWooCommerce } from '../../../connectors/woocommerce/practice-store/index.ts'
import { startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { openContext, type Verified, verify } from './verification.ts'

const { ca, good: tls } = await makeCertificates()

interface Expected {
  /** `id status field`, all of them. */
  readonly flaws: readonly string[]
  readonly told: RegExp
}

/** What a person is told about each broken server. No key is blamed in any of them: it is right. */
const expected: Readonly<Record<Exclude<Broken, 'redirectToHttps' | 'redirectToWww' | 'slow'>, Expected>> = {
  headerStripped: { flaws: ['credentials.key warning apiUrl'], told: /drops the header.*Authorization header/ },
  tlsProxy: { flaws: ['credentials.key warning apiUrl'], told: /proxy in front of WordPress ends https/ },
  plainPermalinks: { flaws: ['reachable.api warning apiUrl'], told: /Plain.*Post name under Settings > Permalinks/ },
  plainPermalinksNoRewrite: { flaws: ['reachable.api warning apiUrl'], told: /Post name under Settings > Permalinks/ },
  noWooCommerce: { flaws: ['reachable.woocommerce failed apiUrl'], told: /not active.*activate WooCommerce/ },
  noWordPress: { flaws: ['reachable.wordpress failed apiUrl'], told: /no WordPress at this address/ },
  maintenance: { flaws: ['reachable.wordpress failed apiUrl'], told: /maintenance mode/ },
  fatalError: { flaws: ['reachable.wordpress failed apiUrl'], told: /critical error.*Status > Logs/ },
  phpWarning: {
    flaws: ['reachable.api failed apiUrl'],
    told: /PHP prints a warning.*names the plugin “something”.*WP_DEBUG_DISPLAY/,
  },
  bom: { flaws: [], told: /^$/ },
  loginWall: { flaws: ['reachable.wordpress failed apiUrl'], told: /asks for a login/ },
  restDisabled: {
    flaws: ['reachable.api failed apiUrl'],
    told: /blocks its REST API: “You are not currently logged in.”/,
  },
  restMembersOnly: { flaws: [], told: /^$/ },
  firewall: { flaws: ['reachable.wordpress failed apiUrl'], told: /firewall.*Allow the address/ },
  httpOnHttpsPort: { flaws: ['reachable.wordpress failed apiUrl'], told: /wants https/ },
  tooOld: { flaws: ['facts.version failed apiUrl'], told: /5\.5\.2 is too old.*update WooCommerce/ },
  emptyAnswer: { flaws: ['reachable.api failed apiUrl'], told: /nothing at all.*error log/ },
}

for (const [mode, { flaws, told }] of Object.entries(expected)) {
  t.test(`${mode} gets a diagnosis of its own`, async t => {
    const store = await startPracticeWooCommerce({
      broken: mode as Broken,
      orders: 12,
      products: 10,
      customers: 5,
      tls,
    })
    t.teardown(store.close)
    const { key, secret } = store.keys.readWrite
    const apiUrl = store.baseUrl.replace('127.0.0.1', 'localhost')
    const verified = await verify(t, { apiUrl, accessToken: key, secret }, { ca })
    t.strictSame(verified.flaws, flaws)
    t.match(verified.told, told)
    wellSaid(t, verified)
  })
}

/** Short, in sentences, and with something to do. */
function wellSaid(t: { ok: (value: unknown, message: string) => void }, { reports }: Verified): void {
  for (const { id, result } of reports) {
    if (result.status !== 'failed' && result.status !== 'warning') continue
    for (const text of [result.diagnosis, result.remedy]) {
      t.ok(/^\S.*[.”]$/.test(text) && text.length <= 260 && text.split(/[.:] [A-Z“]/).length <= 3, `${id}: ${text}`)
    }
  }
}

t.test('an API that is closed to visitors is not held against the key, nor a wrong key against the API', async t => {
  const store = await startPracticeWooCommerce({ broken: 'restMembersOnly', orders: 12, tls })
  t.teardown(store.close)
  const { key, secret } = store.keys.readWrite
  const apiUrl = store.baseUrl.replace('127.0.0.1', 'localhost')
  const credential = { apiUrl, accessToken: key, secret }
  const client = createClient(credential, (await verify(t, credential, { ca })).found, openContext(t, credential, ca))
  t.ok((await client.now()).at, 'the time is told to visitors too')
  const wrong = await verify(t, { ...credential, secret: `cs_${'0'.repeat(40)}` }, { ca })
  t.strictSame(wrong.flaws, ['reachable.api failed secret'])
  const unknown = await verify(t, { ...credential, accessToken: `ck_${'0'.repeat(40)}` }, { ca })
  t.strictSame(unknown.flaws, ['reachable.api failed apiUrl'])
  t.match(unknown.told, /blocks its REST API.*check the key/)
})

t.test('a store that moved to https is verified there, and the address is offered', async t => {
  const store = await startPracticeWooCommerce({ orders: 12, tls })
  t.teardown(store.close)
  const home = store.baseUrl.replace('127.0.0.1', 'localhost')
  const front = await startPracticeServer(({ path, url }) => {
    return { status: 301, headers: { location: home + path + url.search } }
  })
  t.teardown(front.close)
  const { key, secret } = store.keys.readWrite
  const apiUrl = `${front.baseUrl.replace('127.0.0.1', 'localhost')}/wp-admin/`
  const verified = await verify(t, { apiUrl, accessToken: key, secret }, { ca })
  t.strictSame(verified.flaws, ['reachable.tls warning apiUrl', 'reachable.site warning apiUrl'])
  const suggestion = { field: 'apiUrl', value: `${home}/` }
  t.match(verified.reports.find(({ id }) => id === 'reachable.site')?.result, { suggestion })
  t.match(verified.found, { url: `${home}/`, apiRoot: `${home}/wp-json/wc/v3/`, transport: 'header' })
  t.notOk(JSON.stringify(front.asked).includes('authorization'), 'the key is only sent where the redirects end')
})

t.test('an address that leads to another host is not sent the key: the other is offered', async t => {
  const store = await startPracticeWooCommerce({ broken: 'redirectToWww', orders: 12 })
  t.teardown(store.close)
  const { key, secret } = store.keys.readWrite
  const verified = await verify(t, { apiUrl: store.baseUrl, accessToken: key, secret })
  t.strictSame(verified.flaws, ['reachable.tls warning apiUrl', 'reachable.site failed apiUrl'])
  const value = `${store.baseUrl.replace('127.0.0.1', 'localhost')}/`
  t.match(verified.reports.find(({ id }) => id === 'reachable.site')?.result, {
    suggestion: { field: 'apiUrl', value },
  })
  t.notOk(JSON.stringify(store.server.asked).includes(key))
  t.strictSame((await verify(t, { apiUrl: value, accessToken: key, secret })).flaws, ['reachable.tls warning apiUrl'])
})

t.test('a store that takes half a minute for an answer is given up after one request of 20 s', async t => {
  const faster = 100
  const store = await startPracticeWooCommerce({ broken: 'slow', latencyMs: 30_000 / faster, orders: 12 })
  t.teardown(store.close)
  const { key, secret } = store.keys.readWrite
  const credential = { apiUrl: store.baseUrl, accessToken: key, secret }
  const { http, ...context } = openContext(t, credential)
  const waitedMs: number[] = []
  const hurried = {
    ...http,
    send: (request: Parameters<typeof http.send>[0]) => {
      waitedMs.push((request.timeoutMs ?? 30_000) * (request.attempts ?? 4))
      return http.send({ ...request, timeoutMs: (request.timeoutMs ?? 30_000) / faster })
    },
  }
  const verified = await verify(t, credential, { context: { ...context, http: hurried } })
  t.strictSame(verified.flaws, ['reachable.tls warning apiUrl', 'reachable.site failed apiUrl'])
  t.match(verified.told, /did not answer within/)
  t.strictSame(waitedMs, [20_000])
})
