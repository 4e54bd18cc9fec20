import t from 'tap'
import { createLimiter } from '../../src/sdk/rate-limit.ts'
import { openHttp, startServer } from '../support/http.ts'

const fine = () => ({ body: {} })

t.test('waits as long as Retry-After says, in seconds or until a date of the server’s own clock', async t => {
  const server = await startServer(t, fine)
  server.clock.skewMs = 3_600_000
  const { http, timer } = openHttp(t)
  const inTwoSeconds = new Date(Math.floor(server.clock.now().getTime() / 1_000) * 1_000 + 2_000)
  const date = new Date(inTwoSeconds.getTime() - 2_000).toUTCString()
  server.failWith(
    { status: 429, headers: { 'retry-after': '7' } },
    { status: 503, headers: { 'retry-after': inTwoSeconds.toUTCString(), date } },
  )
  t.equal((await http.send({ url: server.baseUrl })).status, 200)
  t.strictSame(timer.waits, [7_000, 2_000])
})

t.test('waits at most a minute, and backs off when the wait cannot be read', async t => {
  const server = await startServer(t, fine)
  const { http, timer } = openHttp(t)
  server.failWith(
    { status: 429, headers: { 'retry-after': '86400' } },
    { status: 503, headers: { 'retry-after': 'soon' } },
    { status: 503, headers: { 'retry-after': '-5' } },
  )
  t.equal((await http.send({ url: server.baseUrl })).status, 200)
  t.equal(timer.waits[0], 60_000)
  t.strictSame(timer.waits.slice(1), [1_000, 2_000])
})

t.test('a wait that one request is told holds for all of the connection', async t => {
  const server = await startServer(t, fine)
  const { http, timer } = openHttp(t)
  server.failWith({ status: 429, headers: { 'retry-after': '30' } })
  await Promise.all([http.send({ url: `${server.baseUrl}/1` }), http.send({ url: `${server.baseUrl}/2`, attempts: 1 })])
  await http.send({ url: `${server.baseUrl}/3` })
  t.ok(timer.now() >= 30_000)
  t.equal(server.askedCount, 4)
})

t.test('backs off longer each time, with a share that chance decides', async t => {
  const server = await startServer(t, () => ({ status: 502 }))
  const { http, timer } = openHttp(t, { random: () => 0.5 })
  t.equal((await http.send({ url: server.baseUrl })).status, 502, 'the last answer is given')
  t.strictSame(timer.waits, [750, 1_500, 3_000])
  t.equal(server.askedCount, 4)
})

t.test('what cannot go away by itself is not retried', async t => {
  const statuses = [400, 401, 403, 404, 500]
  const server = await startServer(t, () => ({ status: statuses.shift() ?? 200 }))
  const { http } = openHttp(t)
  for (const status of [400, 401, 403, 404, 500]) t.equal((await http.send({ url: server.baseUrl })).status, status)
})

t.test('a POST is sent once, unless it says how often', async t => {
  const server = await startServer(t, () => ({ status: 503 }))
  const { http } = openHttp(t)
  await http.send({ method: 'POST', url: server.baseUrl, json: {} })
  t.equal(server.askedCount, 1)
  server.failWith('reset')
  await t.rejects(http.send({ method: 'POST', url: server.baseUrl, json: {} }), { code: 'reset' })
  t.equal(server.askedCount, 2)
  await http.send({ method: 'POST', url: server.baseUrl, json: {}, attempts: 3 })
  t.equal(server.askedCount, 5)
})

t.test('verification may ask for one try only', async t => {
  const server = await startServer(t, () => ({ status: 503, headers: { 'retry-after': '600' } }))
  const { http, timer } = openHttp(t, { attempts: 1 })
  t.equal((await http.send({ url: server.baseUrl })).status, 503)
  t.equal((await http.send({ url: server.baseUrl })).status, 503)
  t.strictSame(timer.waits, [], 'and the next question does not wait')
})

t.test('every attempt is signed anew', async t => {
  const server = await startServer(t, fine)
  const { http } = openHttp(t)
  server.failWith({ status: 503 }, 'reset')
  let nonce = 0
  const seen: unknown[] = []
  await http.send({
    url: server.baseUrl,
    query: { page: '1' },
    sign: request => {
      seen.push(request)
      return { headers: { Authorization: `N${++nonce}` }, query: { nonce: `${nonce}` } }
    },
  })
  const told = server.asked.map(({ headers, url }) => [headers.authorization, url.search])
  t.strictSame(told, [
    ['N1', '?page=1&nonce=1'],
    ['N2', '?page=1&nonce=2'],
    ['N3', '?page=1&nonce=3'],
  ])
  t.strictSame(seen[2], { method: 'GET', url: `${server.baseUrl}/?page=1` }, 'over the address without a signature')
})

t.test('an abort ends the wait for the next attempt', async t => {
  const server = await startServer(t, () => ({ status: 503 }))
  const run = new AbortController()
  const { realTimer } = await import('../../src/sdk/timer.ts')
  const timer = {
    ...realTimer,
    wait: (ms: number, signal?: AbortSignal) => {
      queueMicrotask(() => run.abort(new Error('cancelled')))
      return realTimer.wait(ms * 100, signal)
    },
  }
  const { http } = openHttp(t, { signal: run.signal, timer })
  await t.rejects(http.send({ url: server.baseUrl }), { message: 'cancelled' })
})

t.test('a wait lets other requests go on, and ends with the run', async t => {
  const server = await startServer(t, fine)
  const run = new AbortController()
  const { realTimer } = await import('../../src/sdk/timer.ts')
  const { http } = openHttp(t, { signal: run.signal, timer: realTimer })
  const waiting = http.wait(3_600_000)
  t.equal((await http.send({ url: server.baseUrl })).status, 200)
  run.abort(new Error('cancelled'))
  await t.rejects(waiting, { message: 'cancelled' })
})

t.test('each attempt is told with nothing secret in it', async t => {
  const server = await startServer(t, fine)
  const told: unknown[] = []
  const { http } = openHttp(t, { onRequest: one => told.push(one), secrets: ['cs_secret'] })
  server.failWith('reset')
  await http.send({ url: `${server.baseUrl}/cs_secret`, query: { key: 'cs_secret' } })
  t.match(told, [
    { method: 'GET', url: `${server.baseUrl}/•••`, status: null },
    { status: 200, durationMs: Number },
  ])
  t.notMatch(JSON.stringify(told), /cs_secret/)
})

t.test('each wait before a request is told: for its turn, as the server asked, and to ask again', async t => {
  const server = await startServer(t, fine)
  const told: number[] = []
  const { http, timer } = openHttp(t, { onWait: ms => told.push(ms) })
  server.failWith({ status: 429, headers: { 'retry-after': '7' } }, { status: 502 })
  await http.send({ url: server.baseUrl })
  t.strictSame(told, [0, 7_000, 1_000, 0])
  await http.send({ url: server.baseUrl, pauseMs: () => 20_000 })
  const ending = new AbortController()
  const limiter = createLimiter({ concurrency: 1 }, timer)
  const ended = openHttp(t, { signal: ending.signal, limiter, timer, onWait: ms => told.push(ms) })
  await limiter.acquire(ending.signal)
  const waiting = ended.http.send({ url: server.baseUrl })
  timer.pass(5_000)
  ending.abort(new Error('cancelled'))
  await t.rejects(waiting, { message: 'cancelled' })
  t.strictSame(told.slice(4), [0, 5_000], 'one that was given up, too')
})

t.test('a secret that is granted later is kept as one that was entered', async t => {
  const server = await startServer(t, fine)
  const { http } = openHttp(t, { secrets: ['cs_secret'] })
  const url = () => http.send({ url: `${server.baseUrl}/token_1/cs_secret` }).then(answer => answer.url)
  t.equal(await url(), `${server.baseUrl}/token_1/•••`)
  http.keepSecret('token_1')
  t.equal(await url(), `${server.baseUrl}/•••/•••`)
  t.equal(http.redact('a token_1, a cs_secret'), 'a •••, a •••')
})

t.test('a pause that an answer tells of holds for all of the connection, and ends after a minute', async t => {
  const server = await startServer(t, fine)
  const { http, timer } = openHttp(t)
  await http.send({ url: server.baseUrl, pauseMs: ({ status }) => status * 20 })
  t.equal(timer.now(), 0, 'the answer itself comes at once')
  await http.send({ url: server.baseUrl, pauseMs: () => 0 })
  t.equal(timer.now(), 4_000)
  await http.send({ url: server.baseUrl, pauseMs: () => 3_600_000 })
  await http.send({ url: server.baseUrl })
  t.equal(timer.now(), 64_000)
})
