import t, { type Test } from 'tap'
import {
  type Answer,
  type Asked,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../src/sdk/testing/index.ts'

const start = async (t: Test, answer: (asked: Asked) => Answer, options?: PracticeServerOptions) => {
  const server = await startPracticeServer(answer, options)
  t.teardown(server.close)
  return server
}
const hello = () => ({ body: { hello: 'world' } })

t.test('answers over a real socket and remembers what was asked', async t => {
  const server = await start(t, ({ query }) => ({
    status: 201,
    headers: { 'x-page': '2' },
    body: { q: query.get('q') },
  }))
  const answer = await fetch(`${server.baseUrl}/a/b?q=%C3%B6re`, { method: 'POST', body: 'hi' })
  t.match(answer, { status: 201 })
  t.equal(answer.headers.get('x-page'), '2')
  t.strictSame(await answer.json(), { q: 'öre' })
  t.match(server.asked, [{ method: 'POST', path: '/a/b', body: 'hi' }])
  server.forget()
  t.match(server, { asked: [], askedCount: 0 })
})

t.test('sends text and bytes as they are, and no body for none', async t => {
  const bodies: unknown[] = ['<html>', Buffer.from([1, 2]), undefined]
  const server = await start(t, () => ({ body: bodies.shift() }))
  t.equal(await (await fetch(server.baseUrl)).text(), '<html>')
  t.strictSame(new Uint8Array(await (await fetch(server.baseUrl)).arrayBuffer()), new Uint8Array([1, 2]))
  t.equal(await (await fetch(server.baseUrl)).text(), '')
})

t.test('tells the time of its own clock, or none', async t => {
  const headers: Answer['headers'][] = [{}, { date: undefined }]
  const server = await start(t, () => ({ headers: headers.shift() ?? {} }))
  server.clock.skewMs = -7_200_000
  const told = Date.parse((await fetch(server.baseUrl)).headers.get('date') ?? '')
  t.ok(Math.abs(told - (Date.now() - 7_200_000)) < 60_000, 'two hours behind')
  t.equal((await fetch(server.baseUrl)).headers.get('date'), null)
})

t.test('remembers only the last requests', async t => {
  const server = await start(t, hello, { keepAsked: 2 })
  for (const path of ['/1', '/2', '/3']) await fetch(server.baseUrl + path)
  t.strictSame(
    server.asked.map(asked => asked.path),
    ['/2', '/3'],
  )
  t.equal(server.askedCount, 3)
})

t.test('sees how many requests are under way at once', async t => {
  const server = await start(t, hello, { latencyMs: 20 })
  await Promise.all([1, 2, 3].map(() => fetch(server.baseUrl).then(answer => answer.text())))
  t.equal(server.maxBusy, 3)
  server.forget()
  await fetch(server.baseUrl).then(answer => answer.text())
  t.equal(server.maxBusy, 1)
})

t.test('fails as told, once each, then answers again', async t => {
  const server = await start(t, hello)
  server.failWith({ status: 503 }, 'refuse', 'reset', 'truncate', 'cut', { delayMs: 5 })
  t.equal((await fetch(server.baseUrl)).status, 503)
  await t.rejects(fetch(server.baseUrl), 'dropped')
  for (const fault of ['reset', 'truncate']) {
    await t.rejects(
      fetch(server.baseUrl).then(answer => answer.text()),
      fault,
    )
  }
  const cut = await (await fetch(server.baseUrl)).text()
  t.equal(cut, '{"hello":', 'half of it, as if it were whole')
  t.strictSame(await (await fetch(server.baseUrl)).json(), { hello: 'world' })
  t.strictSame(await (await fetch(server.baseUrl)).json(), { hello: 'world' })
})

t.test('a fault that waits for its request lets the others pass', async t => {
  const server = await start(t, hello)
  server.failWith({ when: asked => asked.path === '/orders', fault: { status: 401 } })
  t.equal((await fetch(`${server.baseUrl}/products`)).status, 200)
  t.equal((await fetch(`${server.baseUrl}/orders`)).status, 401)
  t.equal((await fetch(`${server.baseUrl}/orders`)).status, 200)
})

t.test('a mistake of the practice store is told in its answer', async t => {
  const server = await start(t, () => {
    throw new Error('no such record')
  })
  const answer = await fetch(server.baseUrl)
  t.equal(answer.status, 500)
  t.match(await answer.text(), /no such record/)
})
