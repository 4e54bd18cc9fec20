import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Validator } from '@seriousme/openapi-schema-validator'
import t, { type Test } from 'tap'
import { roles } from '../../src/http/api/keys.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly role: (typeof roles)[number] | 'anyone'
}

interface Described {
  readonly summary?: string
  readonly responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>
}

async function readOperations(ask: TestApi['ask']): Promise<Operation[]> {
  const { body } = await ask('GET', '//api/openapi.json', { as: null })
  return Object.entries(body.paths as Record<string, Record<string, { 'x-role': Operation['role'] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { 'x-role': role }]) => ({
        method: method.toUpperCase(),
        path: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'),
        role,
      })),
  )
}

await testOnDatabases(t, 'the server over HTTP', async (t, db) => {
  const api = await startApi(t, db)
  const { ask } = api

  await t.test('every route wants a key, and refuses a lesser role', async t => {
    const operations = await readOperations(ask)
    t.ok(operations.length > 3)
    const open = operations.filter(({ role }) => role === 'anyone').map(({ method, path }) => `${method} ${path}`)
    t.same(open.sort(), ['GET /setup', 'POST /session', 'POST /setup'], 'but for these')
    for (const { method, path, role } of operations) {
      if (role === 'anyone') continue
      const where = `${method} ${path}`
      const nobody = await ask(method, path, { as: null })
      t.match(nobody, { status: 401, body: { title: 'Unauthorized', remedy: /Bearer/ } }, where)
      t.equal(nobody.headers.get('www-authenticate'), 'Bearer')
      const lesser = roles[roles.indexOf(role) - 1]
      if (lesser !== undefined) t.match(await ask(method, path, { as: lesser }), { status: 403 }, where)
    }
  })

  await t.test('a key that is made up or misspelt is refused', async t => {
    for (const authorization of ['Bearer kpl_', `Bearer ${api.tokens.admin}x`, `Basic ${api.tokens.admin}`, 'Bearer'])
      t.equal((await ask('GET', '/keys', { as: null, headers: { authorization } })).status, 401, authorization)
  })

  await t.test('the document is valid OpenAPI 3.1 and tells the role of each route', async t => {
    const { body } = await ask('GET', '//api/openapi.json', { as: null })
    t.match(body, { openapi: '3.1.0', paths: { '/api/v1/keys': { post: { 'x-role': 'admin' } } } })
    t.match(body.paths['/api/v1/keys'].post.responses, { 201: {}, default: { description: /went wrong/ } })
    t.match(body.paths['/api/v1/keys'].post.description, /Role: \*\*admin\*\*/)
    t.match(await new Validator().validate(body), { valid: true })
    const used = JSON.stringify(body)
    for (const name of Object.keys(body.components.schemas)) t.match(used, `"#/components/schemas/${name}"`)
  })

  await t.test('the document shows every answer of every route, problems too', async t => {
    const { body } = await ask('GET', '//api/openapi.json', { as: null })
    const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
    for (const [path, methods] of Object.entries<Record<string, Described>>(body.paths))
      for (const [method, { summary, responses }] of Object.entries(methods)) {
        const where = `${method} ${path}`
        const { default: otherwise, ...answers } = responses
        t.strictSame(otherwise?.content, problem, where)
        t.ok(summary, where)
        t.ok(Object.keys(answers).length > 0, `${where} tells what it answers`)
        for (const [status, { content, description }] of Object.entries(answers)) {
          t.match(status, /^20[0-9]$/, where)
          const schemas = Object.values(content ?? {}).map(({ schema }) => schema)
          t.equal(schemas.length > 0, status !== '204', where)
          for (const schema of schemas) t.match(JSON.stringify(schema), /\$ref|"type"|"description"/, where)
          t.ok(description, where)
        }
      }
  })

  await t.test('the reading page needs nothing from elsewhere', async t => {
    const page = await ask('GET', '//api/docs', { as: null })
    t.match(page, { status: 200, text: /<html/ })
    t.notMatch(page.text, /(src|href)="(https?:)?\/\//)
    const policy = page.headers.get('content-security-policy')
    t.match(policy, /default-src 'none'; script-src 'self'; /)
    t.notMatch(policy, /https?:|upgrade-insecure|frame-ancestors 'self'/, 'over plain http it is read as well')
  })

  await t.test('what is no HTTP is a problem too', async t => {
    const answer = await sendRaw(api.baseUrl, Buffer.from('GET /api/v1/orders?q=ö HTTP/1.1\r\nhost: a\r\n\r\n'))
    t.match(answer, /^HTTP\/1.1 400 [\s\S]*application\/problem\+json[\s\S]*"remedy":"[^"]*%C3%B6/)
  })

  await t.test('health is told without a key', async t => {
    t.match(await ask('GET', '//healthz', { as: null }), { status: 200, body: { status: 'alive' } })
    t.match(await ask('GET', '//readyz', { as: null }), { status: 200, body: { status: 'ready' } })
  })

  await t.test('bad requests are problems that say what is allowed', async t => testBadRequests(t, ask))
})

async function testBadRequests(t: Test, ask: TestApi['ask']): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const cases = [
    { ask: ['POST', '/keys', { raw: '{"name": ' }], want: { status: 400, body: { detail: /not valid JSON/ } } },
    { ask: ['POST', '/keys', { headers: json }], want: { status: 400, body: { detail: /empty/ } } },
    { ask: ['POST', '/keys'], want: { status: 400, body: { detail: /empty/ } } },
    { ask: ['DELETE', `/keys/${randomUUID()}`, { headers: json }], want: { status: 404 } },
    {
      ask: ['POST', '/keys', { body: { name: 7, role: 'viewer' } }],
      want: { status: 400, body: { detail: /Text is needed/ } },
    },
    {
      ask: ['GET', '/orders?emial=a'],
      want: { status: 400, body: { errors: [{ field: 'emial', message: /no such/ }] } },
    },
    { ask: ['GET', '/events?entty=a'], want: { status: 400, body: { errors: [{ field: 'entty' }] } } },
    {
      ask: ['POST', '/schedules/preview', { body: { preset: { kind: 'minutes', every: 7 } } }],
      want: { status: 400, body: { errors: [{ field: 'preset.every', message: /^One of 1, 2, 3/ }] } },
    },
    {
      ask: ['POST', '/keys', { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      want: { status: 415, body: { remedy: /application\/json/ } },
    },
    {
      ask: ['POST', '/keys', { body: { role: 'king', colour: 'red' } }],
      want: {
        status: 400,
        body: {
          errors: [
            { field: 'name', message: /missing/ },
            { field: 'role', message: /viewer, support, admin/ },
            { field: 'colour', message: /no such field/ },
          ],
        },
      },
    },
    {
      ask: ['POST', '/keys', { body: { name: 'a\u0000b', role: 'viewer' } }],
      want: { status: 400, body: { errors: [{ field: 'name', message: /control characters/ }] } },
    },
    {
      ask: ['POST', '/keys', { body: { name: 'x'.repeat(1_100_000) } }],
      want: { status: 413, body: { detail: /1 MB/ } },
    },
    { ask: ['DELETE', '/keys/7'], want: { status: 400, body: { errors: [{ field: 'id', message: /UUID/ }] } } },
    {
      ask: ['GET', '/audit?limit=0'],
      want: { status: 400, body: { errors: [{ field: 'limit', message: /1 to 200/ }] } },
    },
    { ask: ['GET', '/audit?limit=many'], want: { status: 400, body: { errors: [{ field: 'limit' }] } } },
    { ask: ['GET', '/keys/%zz'], want: { status: 400, body: { detail: /percent/ } } },
    { ask: ['GET', '/nothing'], want: { status: 404, body: { title: 'Not Found' } } },
    { ask: ['GET', '//'], want: { status: 404 } },
    { ask: ['PATCH', '/keys/7'], want: { status: 405, body: { detail: /DELETE/ } } },
  ] as const
  for (const {
    ask: [method, path, asking],
    want,
  } of cases) {
    const answer = await ask(method, path, asking)
    t.match(answer, want, `${method} ${path}`)
    t.match(answer.headers.get('content-type'), 'application/problem+json')
    t.match(answer.body, { type: 'about:blank', title: /\w/, status: answer.status, detail: /\w/ })
    t.equal(answer.body.requestId, answer.headers.get('x-request-id'))
    t.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  }
  t.equal((await ask('PATCH', '/keys/7')).headers.get('allow'), 'DELETE')
}

await testOnDatabases(t, 'what is our own fault tells nothing from inside', async (t, db) => {
  const { ask } = await startApi(t, db)
  await db.pool.query('ALTER TABLE audit_entries RENAME TO audit_entries_away')
  const answer = await ask('GET', '/audit')
  t.match(answer, { status: 500, body: { remedy: /request id/ } })
  t.notMatch(answer.text, /audit_entries|relation|stack/)
})

function sendRaw(baseUrl: string, request: Buffer): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.end(request)
  return text(socket)
}
