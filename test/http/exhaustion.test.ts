import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { startApi, type TestApi } from '../support/api.ts'
import { openTestDatabase } from '../support/database.ts'

/** Sends the beginning of a request, then a little more every so often, until the other side has had enough. */
async function drip({ baseUrl }: TestApi, beginning: string, drop: string): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  const answer = text(socket).catch(() => '')
  let open = true
  socket.once('close', () => {
    open = false
  })
  socket.write(beginning)
  while (open) {
    await sleep(20)
    if (socket.writable) socket.write(drop)
  }
  return answer
}

const safe = [
  ...[/^x-content-type-options: nosniff\r$/m, /^cache-control: no-store\r$/m, /^x-frame-options: DENY\r$/m],
  ...[/^content-security-policy: default-src 'none'/m, /^connection: close\r$/m],
]

t.test('whoever drips a request holds no connection for long', async t => {
  const { db } = await openTestDatabase(t)
  const api = await startApi(t, db, { requestTimeLimitMs: 300 })
  const body = 'host: a\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{'
  const slow = {
    'nothing at all': ['', ''],
    'a line': ['GET /hea', 'l'],
    headers: ['GET /healthz HTTP/1.1\r\nhost: a\r\n', 'a: b\r\n'],
    'a body of nobody': [`POST /api/v1/session HTTP/1.1\r\n${body}`, ' '],
    'a body with a key': [`POST /api/v1/keys HTTP/1.1\r\nauthorization: Bearer ${api.tokens.admin}\r\n${body}`, ' '],
    'a body in chunks': [
      'POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
      '1\r\n \r\n',
    ],
  } as const
  for (const [what, [beginning, drop]] of Object.entries(slow)) {
    const answer = await drip(api, beginning, drop)
    t.match(answer, /^HTTP\/1.1 408 Request Timeout\r\n[\s\S]*"detail":"The request was not sent within its time/, what)
    for (const header of safe) t.match(answer, header, what)
  }
  t.equal((await api.ask('GET', '/me')).status, 200, 'all others are served')
})

/** What no store and no person sends: 1 MB of each is allowed to come. */
const bombs = {
  'a list within a list, 500,000 times': '['.repeat(500_000) + ']'.repeat(500_000),
  'an object within an object, 150,000 times': `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`,
  'as deep, in a field': `{"name":${'['.repeat(400_000)}${']'.repeat(400_000)},"role":"viewer"}`,
  '90,000 names': `{${Array.from({ length: 90_000 }, (_, n) => `"a${n}":1`).join(',')}}`,
  'a number of a million digits': `{"name":${'9'.repeat(1_000_000)}}`,
  'a number beyond all numbers': '{"name":1e999999999}',
  'a list of 300,000 numbers': `[${'1,'.repeat(300_000)}1]`,
  'keys of prototypes': '{"name":"a","role":"viewer","__proto__":{"role":"admin"}}',
  'keys of prototypes, escaped': '{"name":"a","role":"viewer","\\u005f_proto__":{"role":"admin"}}',
  'keys of prototypes, deep': '{"name":"a","role":"viewer","x":{"constructor":{"prototype":{"role":"admin"}}}}',
}

t.test('what unfolds or nests without end is refused by every route that takes a body', async t => {
  const { db } = await openTestDatabase(t)
  const { ask, baseUrl, tokens } = await startApi(t, db)
  const { body: document } = await ask('GET', '//api/openapi.json', { as: null })
  const id = randomUUID()
  const routes = Object.entries<Record<string, { requestBody?: object }>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody !== undefined)
      .map(([method]) => [method.toUpperCase(), path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, id)] as const),
  )
  t.ok(routes.length > 25)
  for (const [method, path] of routes)
    for (const [what, raw] of Object.entries(bombs)) {
      const { status } = await ask(method, path, { raw })
      t.ok([400, 403, 404, 409].includes(status), `${method} ${path}, ${what}: ${status}`)
    }
  t.comment(`${routes.length * Object.keys(bombs).length} bodies refused`)
  t.notMatch({}, { role: 'admin' })

  const gzipped = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '))
  const headers = { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' }
  const zipped = { method: 'POST', headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipped }
  t.equal((await fetch(`${baseUrl}/api/v1/keys`, zipped)).status, 400, 'a body is never unfolded')
  for (const path of [`/orders?${'a=1&'.repeat(4_000)}`, `/${'a/'.repeat(4_000)}`, `/orders/${'a'.repeat(15_000)}`])
    t.ok([400, 404].includes((await ask('GET', path)).status), path.slice(0, 20))
})

t.test('100 MB are not taken', async t => {
  const { db } = await openTestDatabase(t)
  const { baseUrl, tokens } = await startApi(t, db)
  const { hostname, port } = new URL(baseUrl)
  const size = 100 * 1024 * 1024
  const head = `POST /api/v1/keys HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${tokens.admin}\r\ncontent-type: application/json\r\n`
  const megabyte = ' '.repeat(1024 * 1024)
  for (const [how, chunk] of [
    [`content-length: ${size}`, megabyte],
    ['transfer-encoding: chunked', `100000\r\n${megabyte}\r\n`],
  ] as const) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    const answer = text(socket).catch(() => '')
    socket.write(`${head}${how}\r\n\r\n`)
    for (let sent = 0; sent < 100 && socket.writable; sent++)
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {})
    t.ok(socket.bytesWritten < size / 2, `${how}: ${socket.bytesWritten} bytes went`)
    socket.destroy()
    await answer
  }
})
