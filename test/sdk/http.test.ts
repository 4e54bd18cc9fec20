import { gzipSync } from 'node:zlib'
import t from 'tap'
import { z } from 'zod'
import { ConnectorError, decodePc8 } from '../../src/sdk/index.ts'
import { openHttp, startServer } from '../support/http.ts'

const Hello = z.object({ hello: z.string() })
const hello = () => ({ body: { hello: 'world' } })
const failureOf = (work: Promise<unknown>): Promise<ConnectorError> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => (error instanceof ConnectorError ? error : Promise.reject(error)),
  )

t.test('gives the data, checked, with the answer it came in', async t => {
  const server = await startServer(t, hello)
  const { http } = openHttp(t)
  const { data, answer } = await http.json({ url: `${server.baseUrl}/x`, query: { a: 'b c' } }, Hello)
  t.strictSame(data, { hello: 'world' })
  t.match(answer, { status: 200, url: `${server.baseUrl}/x?a=b%20c`, redirects: [], text: '{"hello":"world"}' })
  t.match(answer.headers, { 'content-type': /json/ })
  t.match(server.asked[0]?.headers, { accept: 'application/json', 'user-agent': 'Koppla' })
})

t.test('leaves the query of the address as it is written', async t => {
  const server = await startServer(t, hello)
  const { http } = openHttp(t)
  await http.send({ url: `${server.baseUrl}/?route=/wc/v3/orders&x=a/b/`, query: { status: 'a,b' } })
  t.equal(server.asked[0]?.url.search, '?route=/wc/v3/orders&x=a/b/&status=a%2Cb')
})

t.test('sends JSON and returns whatever status comes', async t => {
  const server = await startServer(t, () => ({ status: 404, body: 'no' }))
  const { http } = openHttp(t)
  const answer = await http.send({ method: 'PUT', url: server.baseUrl, json: { price: '10.50' } })
  t.match(answer, { status: 404, text: 'no' })
  t.match(server.asked[0], {
    method: 'PUT',
    body: '{"price":"10.50"}',
    headers: { 'content-type': 'application/json' },
  })
})

t.test('sends a form', async t => {
  const server = await startServer(t, hello)
  const { http } = openHttp(t)
  await http.send({ method: 'POST', url: server.baseUrl, form: { grant_type: 'x y', code: 'a&b=å' } })
  t.match(server.asked[0], {
    method: 'POST',
    body: 'grant_type=x+y&code=a%26b%3D%C3%A5',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
})

t.test('tells the clock of the other side, unless the answer is from a cache', async t => {
  const answers = [{}, { age: '3' }, { date: undefined }, { date: 'yesterday' }]
  const server = await startServer(t, () => ({ headers: answers.shift() ?? {} }))
  server.clock.skewMs = -3_600_000
  const { http } = openHttp(t)
  const dates = []
  for (let i = 0; i < 4; i++) dates.push((await http.send({ url: server.baseUrl })).date)
  t.ok(Math.abs(Date.parse(dates[0] ?? '') - Date.now() + 3_600_000) < 60_000)
  t.strictSame(dates.slice(1), [null, null, null])
})

for (const [status, kind] of [
  [301, 'invalid'],
  [400, 'invalid'],
  [401, 'auth'],
  [403, 'permission'],
  [404, 'not_found'],
  [410, 'not_found'],
  [429, 'rate_limit'],
  [500, 'transient'],
  [503, 'transient'],
] as const) {
  t.test(`${status} is a ConnectorError of kind ${kind}`, async t => {
    const server = await startServer(t, () => ({ status, headers: { 'retry-after': '90' } }))
    const { http } = openHttp(t)
    const error = await failureOf(http.json({ url: server.baseUrl, attempts: 1 }, Hello))
    t.match(error, { kind, status, remedy: /\w/, retryAfterMs: 90_000 })
  })
}

t.test('an answer that does not parse is told apart from one of another shape', async t => {
  const bodies: unknown[] = ['<html>', { hello: 5 }, '\uFEFF{"hello":"bom"}']
  const server = await startServer(t, () => ({ body: bodies.shift() }))
  const { http } = openHttp(t)
  t.match(await failureOf(http.json({ url: server.baseUrl }, Hello)), { kind: 'contract', code: 'not_json' })
  const shape = await failureOf(http.json({ url: server.baseUrl }, Hello))
  t.match(shape, { kind: 'contract', code: 'shape', message: /hello: / })
  t.equal((await http.json({ url: server.baseUrl }, Hello)).data.hello, 'bom', 'a byte order mark does no harm')
})

t.test('a connector may know better what an answer means', async t => {
  const server = await startServer(t, () => ({ status: 401, body: { code: 'no_write' } }))
  const { http } = openHttp(t)
  const explain = () => new ConnectorError('permission', 'The key may not write.', { remedy: 'Make another.' })
  t.match(await failureOf(http.json({ url: server.baseUrl }, Hello, explain)), { kind: 'permission' })
  t.match(await failureOf(http.json({ url: server.baseUrl }, Hello, () => undefined)), { kind: 'auth' })
})

t.test('an answer that unfolds beyond its cap is not read further', async t => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024))
  const server = await startServer(t, () => ({ headers: { 'content-encoding': 'gzip' }, body: bomb }))
  const { http } = openHttp(t)
  t.ok(bomb.length < 64 * 1024, 'it is small on the wire')
  const error = await failureOf(http.send({ url: server.baseUrl, maxBytes: 1024 * 1024 }))
  t.match(error, { kind: 'contract', code: 'too_large' })
  t.equal(server.askedCount, 1, 'and is not asked for again')
})

t.test('a compressed answer within the cap is read', async t => {
  const body = gzipSync('{"hello":"zip"}')
  const server = await startServer(t, () => ({ headers: { 'content-encoding': 'gzip' }, body }))
  t.equal((await openHttp(t).http.json({ url: server.baseUrl }, Hello)).data.hello, 'zip')
})

t.test('an answer in other letters than UTF-8 is read as the request says', async t => {
  const server = await startServer(t, () => ({ body: Buffer.from([0x8f, 0x84, 0x94]) }))
  t.equal((await openHttp(t).http.send({ url: server.baseUrl, decode: decodePc8 })).text, 'Åäö')
})

t.test('a slow answer ends at its time limit', async t => {
  const server = await startServer(t, hello)
  server.failWith({ delayMs: 60_000 })
  const error = await failureOf(openHttp(t).http.send({ url: server.baseUrl, timeoutMs: 50, attempts: 1 }))
  t.match(error, { kind: 'transient', code: 'timeout', message: /127\.0\.0\.1/ })
})

t.test('a body that never ends ends at the time limit too', async t => {
  const server = await startServer(t, () => ({ headers: { 'content-length': '100' }, body: 'abc' }))
  const error = await failureOf(openHttp(t).http.send({ url: server.baseUrl, timeoutMs: 80, attempts: 1 }))
  t.match(error, { kind: 'transient', code: 'timeout' })
})

for (const fault of ['refuse', 'reset', 'truncate'] as const) {
  t.test(`a connection that ends early is retried, then told (${fault})`, async t => {
    const server = await startServer(t, hello)
    const { http, timer } = openHttp(t)
    server.failWith(fault, fault)
    t.equal((await http.json({ url: server.baseUrl }, Hello)).data.hello, 'world')
    t.strictSame(timer.waits, [500, 1000], 'after a wait that grows')
    server.failWith(fault)
    t.match(await failureOf(http.send({ url: server.baseUrl, attempts: 1 })), { kind: 'transient', code: 'reset' })
  })
}

t.test('a port where nobody listens refuses', async t => {
  const server = await startServer(t, hello)
  await server.close()
  const error = await failureOf(openHttp(t).http.send({ url: server.baseUrl, attempts: 1 }))
  t.match(error, { kind: 'transient', code: 'refused', remedy: /firewall/ })
})

t.test('a name that does not resolve is told as such', async t => {
  const error = await failureOf(openHttp(t).http.send({ url: 'http://shop.invalid/', attempts: 1 }))
  t.match(error, { kind: 'transient', code: 'dns', message: /shop\.invalid/ })
})

for (const address of ['ftp://shop.example/', 'shop', 'http://', '//shop.example']) {
  t.test(`an address that cannot be asked is refused: ${address}`, async t => {
    t.match(await failureOf(openHttp(t).http.send({ url: address })), { kind: 'invalid', code: 'bad_address' })
  })
}

t.test('an aborted run stops in flight, with the reason it was given', async t => {
  const server = await startServer(t, hello, { latencyMs: 60_000 })
  const run = new AbortController()
  const { http } = openHttp(t, { signal: run.signal })
  const asking = http.send({ url: server.baseUrl })
  while (server.busy === 0) await new Promise(setImmediate)
  run.abort(new Error('cancelled by a person'))
  await t.rejects(asking, { message: 'cancelled by a person' })
  await t.rejects(http.send({ url: server.baseUrl }), { message: 'cancelled by a person' })
})

t.test('after that, only what brings a signal of its own is sent, until that is aborted', async t => {
  const server = await startServer(t, hello)
  const { http } = openHttp(t, { signal: AbortSignal.abort(new Error('cancelled by a person')) })
  const last = new AbortController()
  const request = { url: server.baseUrl, signal: last.signal }
  t.match(await http.send(request), { status: 200 })
  server.latencyMs = 60_000
  const asking = http.send(request)
  while (server.busy === 0) await new Promise(setImmediate)
  last.abort(new Error('too late'))
  await t.rejects(asking, { message: 'too late' })
  await t.rejects(http.wait(1), { message: 'cancelled by a person' })
})

t.test('a refusal that repeats a secret is read without it, so that no quotation cuts it in two', async t => {
  const secret = 'cs_0123456789abcdef'
  const server = await startServer(t, ({ path }) => ({
    status: path === '/data' ? 200 : 400,
    body: `You said ${secret}`,
  }))
  const { http } = openHttp(t, { secrets: [secret] })
  t.equal((await http.send({ url: `${server.baseUrl}/refused` })).text, 'You said •••')
  t.equal((await http.send({ url: `${server.baseUrl}/data` })).text, `You said ${secret}`, 'data stays as it is')
})
