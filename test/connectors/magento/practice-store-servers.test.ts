import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as askPlainly } from 'node:http'
import { request as askSafely } from 'node:https'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { administrator } from '../../../connectors/magento/practice-store/admin.ts'
import {
  type Broken,
  createPracticeStore,
  type RunningStore,
  type RunOptions,
  startPracticeMagento,
} from '../../../connectors/magento/practice-store/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { askStore, sign } from './ask-store.ts'
import { readFixture } from './replayed.ts'

const { good } = await makeCertificates()
const small = { orders: 5, products: 3, customers: 1 }

async function start(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const running = await startPracticeMagento({ ...small, ...options })
  t.teardown(running.close)
  return running
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const send = url.startsWith('https') ? askSafely : askPlainly
  const sent = send(url, { headers, rejectUnauthorized: false }).end()
  const [answer] = await once(sent, 'response')
  return { status: answer.statusCode as number, headers: answer.headers, body: (await buffer(answer)).toString() }
}

/** Signed for the very address that is asked. */
function askSigned({ store, integrations }: RunningStore, url: string) {
  const signing = { method: 'GET', url: new URL(url), by: integrations.full, now: store.state.clock.now(), oauth: {} }
  return ask(url, { authorization: sign(signing), accept: 'application/json' })
}

const websites = '/rest/all/V1/store/websites'

t.test('signed requests are let in, over plain http as well as over TLS', async t => {
  for (const options of [{}, { tls: good }]) {
    const running = await start(t, options)
    t.equal((await askSigned(running, running.baseUrl + websites)).status, 200)
    t.equal((await ask(running.baseUrl + websites)).status, 401, 'unsigned ones are not')
  }
})

t.test('a proxy that hides the TLS, or the port, makes every signature wrong', async t => {
  for (const options of [{ tls: good, broken: 'tlsProxy' }, { broken: 'portHidden' }] as const) {
    const running = await start(t, options)
    const { status, body } = await askSigned(running, running.baseUrl + websites)
    t.equal(status, 401)
    t.match(body, /The signature is invalid/)
  }
})

t.test('plain http leads on to TLS, where it must be signed anew', async t => {
  const running = await start(t, { tls: good, broken: 'redirectToHttps' })
  t.match(running.baseUrl, /^http:/)
  const { status, headers } = await askSigned(running, running.baseUrl + websites)
  t.equal(status, 301)
  t.equal(headers.location, running.server.baseUrl + websites)
  t.equal((await askSigned(running, headers.location!)).status, 200)
})

t.test('the shop may live under another name, or in a folder', async t => {
  const running = await start(t, { broken: 'redirectToWww' })
  const { headers } = await askSigned(running, running.baseUrl + websites)
  t.equal(headers.location, running.baseUrl.replace('127.0.0.1', 'localhost') + websites)
  const inside = await start(t, { folder: '/shop' })
  t.equal((await askSigned(inside, `${inside.baseUrl}/shop${websites}`)).status, 200)
  t.equal((await askSigned(inside, inside.baseUrl + websites)).status, 404)
})

t.test('without rewrites only index.php leads there', async t => {
  const running = await start(t, { broken: 'noRewrites' })
  t.equal((await askSigned(running, running.baseUrl + websites)).status, 404)
  t.equal((await askSigned(running, `${running.baseUrl}/index.php${websites}`)).status, 200)
})

const seen: Partial<Record<Broken, RegExp>> = {
  headerStripped: /^401 .*%resources/,
  noMagento: /^404 .*nginx/,
  restClosed: /^403 .*Forbidden/,
  maintenance: /^503 .*maintenance downtime/,
  fatalError: /^500 .*error processing your request/,
  varnish: /^503 .*Guru Meditation/,
  phpWarning: /^200 <br \/>.*Deprecated.*\[\{/,
  emptyAnswer: /^200 $/,
  firewall: /^403 .*you have been blocked/,
  passwordWall: /^401 .*Authorization Required/,
  httpOnHttpsPort: /^400 .*HTTPS port/,
}
for (const [broken, expected] of Object.entries(seen)) {
  t.test(`shows what a client sees of: ${broken}`, async t => {
    const running = await start(t, { broken: broken as Broken })
    const { status, body } = await askSigned(running, running.baseUrl + websites)
    t.match(`${status} ${body.replace(/\s+/g, ' ')}`, expected)
  })
}

t.test('the maintenance page and the one of an error are those that were recorded', async t => {
  const headings = (body: unknown) => String(body).match(/<title>.*<\/title>|<h1>.*<\/h1>/g)
  for (const [name, broken] of [
    ['maintenance_503', 'maintenance'],
    ['accept_text_html', 'fatalError'],
  ] as const) {
    const { status, body } = askStore(createPracticeStore({ ...small, broken }), websites)
    const fixture = readFixture(name)
    t.equal(status, fixture.status)
    t.strictSame(headings(body), headings(fixture.body))
  }
  const picky = askStore(createPracticeStore(small), websites, { headers: { accept: 'text/html' } })
  t.equal(picky.status, 500, 'what is asked for as a page ends in the latter')
})

t.test('the release is told to all, unless it was hidden', async t => {
  const told = async (options: RunOptions) => {
    const { status, body } = await ask(`${(await start(t, options)).baseUrl}/magento_version`)
    return `${status} ${body}`
  }
  t.equal(await told({}), '200 Magento/2.4 (Community)')
  t.equal(await told({ version: '2.3' }), '200 Magento/2.3 (Community)')
  t.match(await told({ broken: 'versionHidden' }), /^404 /)
})

t.test('a bearer token is let in where the shop allows it, and always was until 2.4.3', async t => {
  const statusOf = (options: Parameters<typeof createPracticeStore>[0]) => {
    const store = createPracticeStore({ ...small, ...options })
    const headers = { authorization: `Bearer ${store.integrations.full.accessToken}` }
    return askStore(store, websites, { by: null, headers }).status
  }
  t.equal(statusOf({}), 401)
  t.equal(statusOf({ bearerAllowed: true }), 200)
  t.equal(statusOf({ version: '2.3' }), 200)
})

t.test('an administrator signs in with two factors, and for an hour', async t => {
  const store = createPracticeStore(small)
  const { body: token } = askStore(store, '/rest/V1/tfa/provider/google/authenticate', {
    ...{ method: 'POST', by: null, body: administrator },
  })
  const status = () => askStore(store, websites, { by: null, headers: { authorization: `Bearer ${token}` } }).status
  t.equal(status(), 200)
  store.state.clock.skewMs += 3_600_001
  t.equal(status(), 401)
})

t.test('a token that was revoked, or whose integration was deleted, is told apart', async t => {
  const store = createPracticeStore(small)
  store.integrations.full.revoked = true
  t.match(askStore(store, websites).body, { message: 'Access token has been revoked' })
  store.state.integrations = []
  t.match(askStore(store, websites).body, { message: 'A consumer having the specified key does not exist' })
})

t.test('runs in a process of its own, and ends with its input', async t => {
  const file = new URL('../../../connectors/magento/practice-store/serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [file, JSON.stringify(small)])
  t.teardown(() => child.kill())
  const [line] = await once(child.stdout, 'data')
  const { baseUrl, integrations } = JSON.parse(String(line))
  t.match(integrations.full, { consumerKey: /^\w{32}$/, accessToken: /^\w{32}$/ })
  t.equal((await ask(`${baseUrl}/rest/V1/directory/currency`)).status, 200)
  child.stdin.end()
  t.same(await once(child, 'exit'), [0, null])
})
