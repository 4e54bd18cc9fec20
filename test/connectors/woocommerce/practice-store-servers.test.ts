import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as askPlainly } from 'node:http'
import { request as askSafely } from 'node:https'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import {
  type Broken,
  type RunningStore,
  type RunOptions,
  startPracticeWooCommerce,
} from '../../../connectors/woocommerce/practice-store/index.ts'
import { makeCertificates } from '../../support/certificates.ts'

const { good } = await makeCertificates()
const small = { orders: 5, products: 3, customers: 1 }

async function start(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const running = await startPracticeWooCommerce({ ...small, ...options })
  t.teardown(running.close)
  return running
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const send = url.startsWith('https') ? askSafely : askPlainly
  const sent = send(url, { headers, rejectUnauthorized: false }).end()
  const [answer] = await once(sent, 'response')
  return { status: answer.statusCode as number, headers: answer.headers, body: (await buffer(answer)).toString() }
}

const orders = '/wp-json/wc/v3/orders?per_page=1&_fields=id'
const basic = ({ keys }: RunningStore) => ({
  authorization: `Basic ${btoa(`${keys.readWrite.key}:${keys.readWrite.secret}`)}`,
})

t.test('Basic is let in over TLS and not over plain http, and not where a proxy hides the TLS', async t => {
  const safe = await start(t, { tls: good })
  t.equal((await ask(safe.baseUrl + orders, basic(safe))).status, 200)
  const plain = await start(t)
  t.equal((await ask(plain.baseUrl + orders, basic(plain))).status, 401)
  const proxied = await start(t, { tls: good, broken: 'tlsProxy' })
  t.equal((await ask(proxied.baseUrl + orders, basic(proxied))).status, 401)
})

t.test('plain http leads on to TLS', async t => {
  const running = await start(t, { tls: good, broken: 'redirectToHttps' })
  t.match(running.baseUrl, /^http:/)
  const { status, headers } = await ask(running.baseUrl + orders)
  t.equal(status, 301)
  t.equal(headers.location, running.server.baseUrl + orders)
  t.equal((await ask(headers.location!, basic(running))).status, 200)
})

t.test('the site may live under another name', async t => {
  const running = await start(t, { broken: 'redirectToWww' })
  const { headers } = await ask(`${running.baseUrl}/wp-json/`)
  t.equal(headers.location, `${running.baseUrl.replace('127.0.0.1', 'localhost')}/wp-json/`)
})

const seen: Partial<Record<Broken, RegExp>> = {
  loginWall: /^302 .*wp-login\.php/,
  firewall: /^403 .*you have been blocked/,
  restDisabled: /^401 .*rest_not_logged_in/,
  bom: /^200 \uFEFF/,
  emptyAnswer: /^200 $/,
  tooOld: /^200 /,
}
for (const [broken, expected] of Object.entries(seen)) {
  t.test(`shows what a client sees of: ${broken}`, async t => {
    const running = await start(t, { tls: good, broken: broken as Broken })
    const { status, headers, body } = await ask(running.baseUrl + orders, basic(running))
    t.match(`${status} ${headers.location ?? body.replaceAll('\n', ' ')}`, expected)
  })
}

t.test('an old store says so and ignores modified_after', async t => {
  const running = await start(t, { tls: good, broken: 'tooOld' })
  const list = `${orders}&modified_after=2099-01-01T00:00:00`
  t.not((await ask(running.baseUrl + list, basic(running))).body, '[]')
  const status = '/wp-json/wc/v3/system_status?_fields=environment'
  t.match((await ask(running.baseUrl + status, basic(running))).body, /"version":"5.5.2"/)
})

t.test('runs in a process of its own, and ends with its input', async t => {
  const file = new URL('../../../connectors/woocommerce/practice-store/serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [file, JSON.stringify(small)])
  t.teardown(() => child.kill())
  const [line] = await once(child.stdout, 'data')
  const { baseUrl, keys } = JSON.parse(String(line))
  t.match(keys.readWrite, { key: /^ck_/, secret: /^cs_/ })
  t.match(JSON.parse((await ask(`${baseUrl}/wp-json/?_fields=namespaces`)).body), { namespaces: Array })
  child.stdin.end()
  t.same(await once(child, 'exit'), [0, null])
})
