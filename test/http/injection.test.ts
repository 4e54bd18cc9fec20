import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { openLog } from '../../src/log.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { openBrowser, setUp } from '../support/browser.ts'
import { openTestDatabase } from '../support/database.ts'
import { fillConnection } from '../support/fill.ts'

t.setTimeout(300_000)

/** What ends a statement, a text or a pattern, or begins another. */
const sql = [
  ...["'", "''", '"', '`', '\\', "\\'", ';', '--', '/*', '*/', '%', '_', '$1', '$$', '?', ':a', '@a', ')', "')", '||'],
  ...["' OR '1'='1", "'; DROP TABLE orders; --", '1; SELECT pg_sleep(9)', "' UNION SELECT hash FROM api_keys --"],
  ...[
    "%' OR 1=1 --",
    '1 OR 1=1',
    'id; --',
    'created_at DESC, (SELECT 1)',
    "{'a':1}",
    '[1]',
    '\ufe68',
    'ʼ OR 1=1',
    '％',
  ],
]

interface Parameters {
  readonly parameters?: ReadonlyArray<{ readonly in: string; readonly name: string }>
}

t.test('SQL in any filter, order or place finds nothing more and breaks nothing', async t => {
  const { db } = await openTestDatabase(t)
  const { ask } = await startApi(t, db)
  const group = (await ask('POST', '/company-groups', { body: { name: 'Nord' } })).body.id
  const { ids } = await fillConnection(db, 'filled', group)
  const { body: document } = await ask('GET', '//api/openapi.json', { as: null })
  const wrong: string[] = []
  let count = 0
  let turn = 0
  for (const [path, methods] of Object.entries<Record<string, Parameters>>(document.paths)) {
    const { parameters = [] } = methods['get'] ?? {}
    const whole = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, () => ids[path.split('/')[3]!] ?? ids['orders']!)
    for (const { in: where, name } of parameters) {
      turn++
      // In turn: each parameter meets some of them, and each of them many parameters.
      for (const bad of sql.filter((_, n) => (n + turn) % 6 === 0)) {
        const value = encodeURIComponent(bad)
        const asked =
          where === 'query' ? `${whole}?${name}=${value}` : path.replace('/api/v1', '').replace(`{${name}}`, value)
        if (/\/lookups\/|\/live/.test(asked)) continue
        const { status, body } = await ask('GET', asked.replaceAll(/\{\w+\}/g, ids['orders']!))
        const found = status === 200 && where === 'query' && name !== 'search' ? (body?.items?.length ?? 0) : 0
        if (status >= 500 || found > 0) wrong.push(`${asked}: ${status}, ${found} found`)
        count++
      }
    }
  }
  t.strictSame(wrong, [])
  t.comment(`${count} parameters with SQL in them`)
  const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM orders')
  t.match(rows, [{ n: 1 }])
})

t.test('SQL in what is stored is stored as it is', async t => {
  const { db } = await openTestDatabase(t)
  const { ask } = await startApi(t, db)
  for (const name of sql) {
    const made = await ask('POST', '/warehouses', { body: { name: `x${name}` } })
    t.match(made, { status: 201, body: { name: `x${name}` } }, name)
  }
  const { items } = (await ask('GET', '/warehouses')).body
  t.same(items.map((one: { name: string }) => one.name).sort(), sql.map(name => `x${name}`).sort())
})

/** Ends a line in a header, a log or a terminal. */
const breaks = [
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u001b[2J',
  '\u0000',
  '\u202e',
  '\u009b31m',
  '%0d%0a',
]

t.test('what is sent makes no second header and no second line of a log', async t => {
  const { db } = await openTestDatabase(t)
  const lines: string[] = []
  const log = openLog('trace', { write: line => lines.push(line) })
  const api = await startApi(t, db, { log, trustedProxies: ['127.0.0.0/8'] })
  await setUp(api)
  for (const one of breaks) {
    const evil = `a${one}Set-Cookie: evil=1${one}{"level":60,"msg":"evil"}`
    const inHeader = Buffer.from(evil.replaceAll(/[\r\n\0]/g, ' ')).toString('latin1')
    for (const name of [
      'user-agent',
      'accept-language',
      'x-forwarded-for',
      'x-forwarded-host',
      'cookie',
      'referer',
      'x-request-id',
    ])
      await api.ask('GET', '/me', { as: null, headers: { [name]: inHeader } }).catch(() => {})
    const asked = [
      await api.ask('GET', `/orders?search=${encodeURIComponent(evil)}&${encodeURIComponent(evil)}=1`),
      await api.ask('GET', `/session/sso?next=${encodeURIComponent(evil)}`, { as: null }),
      await api.ask('GET', `/session/sso/callback?state=${encodeURIComponent(evil)}`, { as: null }),
      await api.ask('GET', `/authorizations/callback?error_description=${encodeURIComponent(evil)}`, { as: null }),
      await openBrowser(api).ask('POST', '/session', { body: { email: `${evil}@example.com`, password: evil } }),
      await api.ask('POST', '/keys', { body: { name: evil, role: 'viewer' } }),
      await api.ask('GET', `//${encodeURIComponent(evil)}`, { as: null }),
    ]
    for (const { status, headers } of asked) {
      t.ok(status < 500 && !headers.getSetCookie().some(cookie => /evil/.test(cookie)), encodeURIComponent(one))
    }
  }
  t.ok(lines.every(line => line.trimEnd().split(/\r|\n/).length === 1 && JSON.parse(line).msg !== 'evil'))
  t.ok(
    lines.every(line => !/\p{Cc}/u.test(line.trimEnd())),
    'nor anything that a terminal acts on',
  )
})

/** As no library would send it. */
const sendRaw = ({ baseUrl }: TestApi, request: string): Promise<string> => {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.end(Buffer.from(request, 'latin1'))
  return text(socket)
}

t.test('what two servers would read in two ways is refused', async t => {
  const { db } = await openTestDatabase(t)
  const api = await startApi(t, db)
  const post = 'POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'
  for (const request of [
    `${post}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${post}content-length: 4\r\ncontent-length: 5\r\n\r\nabcd`,
    `${post}content-length: +4\r\n\r\nabcd`,
    `${post}content-length: 0x4\r\n\r\nabcd`,
    `${post}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`,
    `${post}transfer-encoding : chunked\r\n\r\n0\r\n\r\n`,
    `${post}transfer-encoding: chunked\r\n\r\n1;a=\nb\r\n \r\n0\r\n\r\n`,
    `${post}transfer-encoding: chunked\r\n\r\nffffffffffffffff1\r\n`,
    'GET /healthz HTTP/1.1\nhost: a\n\n',
    'GET /healthz HTTP/1.1\r\nhost: a\r\nx: a\r\n b\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nhost: a\r\nx\0y: a\r\n\r\n',
    'GET /healthz HTTP/1.1\r\n\r\n',
    'GET /healthz HTTP/3.9\r\nhost: a\r\n\r\n',
  ])
    t.match(await sendRaw(api, request), /^HTTP\/1.1 (400|501|505) /, JSON.stringify(request.slice(0, 120)))
  const override = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' }
  const made = await api.ask('POST', '/warehouses?_method=DELETE', { headers: override, body: { name: 'Lager' } })
  t.ok([201, 400].includes(made.status), 'nobody says one method and means another')
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND'])
    t.match(
      await sendRaw(api, `${method} /api/v1/orders HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`),
      /^HTTP\/1.1 405 /,
    )
  const foreign = await api.ask('GET', '/orders', { headers: { origin: 'https://evil.example' } })
  t.notOk(
    [...foreign.headers.keys()].some(name => name.startsWith('access-control-')),
    'no page of others reads it',
  )
})
