import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { ownRules } from '../../src/db/group-views.ts'
import type { Database } from '../../src/db.ts'
import type { Role } from '../../src/http/api/keys.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { verifiedForm } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { type Filled, fillConnection } from '../support/fill.ts'
import { insertRows } from '../support/rows.ts'
import { startToyStore } from '../support/toy-store.ts'

t.setTimeout(600_000)

/** What each route is about: one that is in none of these has no rule, and fails. */
const lists = [
  ...['connections', 'runs', 'brakes', 'alerts', 'orders', 'orders/today', 'invoices', 'products', 'customers'],
  ...['shipments', 'stock', 'collections', 'rejections', 'events', 'company-groups', 'status', 'overview'],
  ...['orders.csv', 'invoices.csv', 'products.csv', 'customers.csv', 'shipments.csv', 'stock.csv'],
  ...['accounts', 'accounts.csv', 'vouchers', 'vouchers.csv'],
]
const shared = ['connectors', 'warehouses', 'me', 'setup']
const ofInstallation = ['alerts/channels', 'keys', 'users', 'audit', 'audit/proof', 'doctor', 'practice-stores']
const ofPeople = ['me/sessions', 'authorizations/{id}']
/** The table that an id is looked for in, by where its path begins. */
const things: Readonly<Record<string, string>> = {
  connections: 'connections',
  runs: 'runs',
  orders: 'orders',
  invoices: 'invoices',
  products: 'products',
  customers: 'customers',
  accounts: 'accounts',
  vouchers: 'vouchers',
  rejections: 'rejections',
}
/** Their own are not asked for: the store would be. */
const asksStore = (path: string) => path.includes('/lookups/')

interface Stage {
  readonly api: TestApi
  readonly ours: Filled
  readonly theirs: Filled
  /** Asks with a key that sees our group. */
  readonly ask: (method: string, path: string, asking?: { body?: unknown; role?: Role }) => ReturnType<TestApi['ask']>
  readonly groups: { readonly ours: string; readonly theirs: string }
}

async function setUp(t: Test, db: Database): Promise<Stage> {
  const api = await startApi(t, db)
  const groupOf = async (name: string) => (await api.ask('POST', '/company-groups', { body: { name } })).body.id
  const groups = { ours: await groupOf('Nord'), theirs: await groupOf('Syd') }
  const ours = await fillConnection(db, 'markofours', groups.ours)
  const theirs = await fillConnection(db, 'markoftheirs', groups.theirs)
  for (const { mark, ids } of [ours, theirs])
    for (const entity of ['invoices', 'products', 'customers', 'accounts', 'vouchers'])
      await insertRows(db, 'raw_payloads', [
        { connection_id: ids['connections'], entity, external_id: `${mark}-1`, body: JSON.stringify(mark) },
      ])
  await db.pool.query('INSERT INTO event_counters (position) VALUES (1000)')
  const tokens = new Map<Role, string>()
  for (const role of ['viewer', 'support', 'admin'] as const) {
    const body = { name: `Nord ${role}`, role, companyGroupId: groups.ours }
    tokens.set(role, (await api.ask('POST', '/keys', { body })).body.key)
  }
  const ask: Stage['ask'] = (method, path, { body, role = 'admin' } = {}) =>
    api.ask(method, path, { as: null, headers: { authorization: `Bearer ${tokens.get(role)}` }, body })
  return { api, ours, theirs, groups, ask }
}

type Document = { paths: Record<string, Record<string, { parameters?: { name: string }[]; 'x-installation'?: true }>> }

async function routesOf({ api }: Stage) {
  const { paths } = (await api.ask('GET', '//api/openapi.json', { as: null })).body as Document
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      filters: (one.parameters ?? []).map(({ name }) => name),
      installation: one['x-installation'] === true,
    })),
  )
}

/** A path about one thing, with its ids; undefined: it is not about one that we know. */
function fillIn(path: string, { ids }: Filled): string | undefined {
  const table = things[path.split('/')[1] ?? '']
  if (table === undefined || !path.includes('{id}')) return undefined
  const places: Record<string, string | undefined> = {
    id: ids[table],
    sealId: ids['seals'],
    entity: 'orders',
    name: 'notes',
  }
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? `no rule for ${name}`)
}

/** All that tells of somebody: their mark, which is in all text, and their ids. */
const tells = (text: string, { mark, ids }: Filled) => [mark, ...Object.values(ids)].filter(one => text.includes(one))

await testOnDatabases(t, 'a key of a company group sees nothing of the others, on any route', async (t, db) => {
  const stage = await setUp(t, db)
  const { ask, ours, theirs } = stage
  for (const { path, filters } of (await routesOf(stage)).filter(({ method }) => method === 'GET')) {
    const name = path.slice(1)
    const own = fillIn(path, ours)
    if (own !== undefined) {
      const refused = await ask('GET', fillIn(path, theirs)!)
      t.equal(refused.status, 404, `${path}: theirs are not there`)
      t.strictSame(tells(refused.text, { ...theirs, ids: {} }), [], path)
      if (asksStore(path)) continue
      const answer = await ask('GET', own)
      t.equal(answer.status, 200, `${path}: ours is there (${answer.status === 200 || answer.text})`)
      t.strictSame(tells(answer.text, theirs), [], `${path} tells nothing of theirs`)
    } else if (lists.includes(name)) {
      const answer = await ask('GET', path)
      t.equal(answer.status, 200, `${path} ${answer.status === 200 || answer.text}`)
      if (name === 'company-groups')
        t.same(answer.body.items, [{ id: stage.groups.ours, name: 'Nord', connections: 1 }])
      else t.not(tells(answer.text, ours).length, 0, `${path} tells of ours`)
      t.strictSame(tells(answer.text, theirs), [], `${path} tells nothing of theirs`)
      if (!filters.includes('connectionId')) continue
      const asked = await ask('GET', `${path}?connectionId=${theirs.ids['connections']}`)
      t.strictSame(tells(asked.text, { mark: theirs.mark, ids: {} }), [], `${path}, asked for theirs`)
    } else if (shared.includes(name)) t.strictSame(tells((await ask('GET', path)).text, theirs), [], path)
    else if (ofInstallation.includes(name)) t.match(await ask('GET', path), { status: 403, body: { detail: /“Nord”/ } })
    else if (ofPeople.includes(name)) t.equal((await ask('GET', path)).status, 403)
    else t.fail(`GET ${path} has no rule: say what a key of a company group sees there`)
  }
  await db.pool.query('UPDATE runs SET progressed_at = now()')
  const metrics = await ask('GET', '//metrics')
  t.match(metrics, { status: 200, text: /koppla_runs\{state="needs_approval"\} 1/ })
  t.match(metrics.text, /koppla_store_requests_last_hour\{system="toyshop",connection="markofours"\} /)
  t.notMatch(metrics.text, /markoftheirs|koppla_changes_total/)
  const whole = await stage.api.ask('GET', '/orders')
  t.equal(whole.body.items.length, 2, 'a key without a company group sees all')
})

/** What a change needs to be understood, so that it is refused for whose it is. */
const bodies: Readonly<Record<string, (stage: Stage) => unknown>> = {
  'PATCH /connections/{id}': () => ({ name: 'Taken over' }),
  'DELETE /connections/{id}': ({ theirs }) => ({ name: theirs.mark }),
  'PUT /connections/{id}/credential': () => ({ credential: {}, verificationToken: 'x' }),
  'POST /connections/{id}/runs': () => ({ entity: 'orders', kind: 'full' }),
  'PUT /connections/{id}/schedules/{entity}': () => ({ cron: '5 * * * *' }),
  'POST /connections/{id}/seals': () => ({ month: '2026-10' }),
}

/** About nothing that is there already, or tried below: what they do is bound to the group by what they are given. */
const aboutNothing = new Set([
  ...['POST /setup', 'POST /session', 'POST /connections/verify', 'POST /connections', 'POST /schedules/preview'],
  'POST /rejections/retry',
])
/** A key has no account. */
const isOfPeople = (path: string) => /^\/(me|session|authorizations)\b/.test(path)

async function readBooks(db: Database, { ids }: Filled): Promise<unknown> {
  const tables = Object.keys(ids).filter(table => table !== 'connections')
  const held = tables.map(table => `(SELECT jsonb_agg(x ORDER BY x::text) FROM ${table} x) AS ${table}`)
  const connections = '(SELECT jsonb_agg(x ORDER BY id) FROM connections x) AS connections'
  return (await db.pool.query(`SELECT ${[...held, connections].join(', ')}`)).rows
}

await testOnDatabases(t, 'it changes nothing of the others either', async (t, db) => {
  const stage = await setUp(t, db)
  const { ask, theirs } = stage
  const before = await readBooks(db, theirs)
  for (const { method, path, installation } of await routesOf(stage)) {
    if (method === 'GET') continue
    const about = fillIn(path, theirs)
    const body = bodies[`${method} ${path}`]?.(stage)
    if (about !== undefined) {
      const answer = await ask(method, about, { body })
      t.equal(answer.status, 404, `${method} ${path} ${answer.text}`)
    } else if (installation) {
      const answer = await ask(method, path.replaceAll(/\{\w+\}/g, randomUUID()), { body: {} })
      t.ok([400, 403].includes(answer.status), `${method} ${path} ${answer.status}`)
    } else if (isOfPeople(path) && !aboutNothing.has(`${method} ${path}`)) {
      const answer = await ask(method, path.replaceAll(/\{\w+\}/g, randomUUID()), { body: {} })
      t.equal(answer.status, 403, `${method} ${path} ${answer.status}`)
    } else t.ok(aboutNothing.has(`${method} ${path}`), `${method} ${path} has a rule`)
  }
  const retried = await ask('POST', '/rejections/retry', { body: { ids: [theirs.ids['rejections']] }, role: 'support' })
  t.match(retried, { status: 200, body: { items: [{ outcome: 'missing' }] } })
  t.match(await ask('POST', '/keys', { body: { name: 'all', role: 'admin' } }), { status: 403 })
  const known = { externalSystem: 'toyshop', credential: {}, connectionId: theirs.ids['connections'] }
  const verified = await ask('POST', '/connections/verify', { body: known })
  t.ok(verified.status >= 400, 'nor is it verified against what is stored')
  t.strictSame(await readBooks(db, theirs), before)
})

await testOnDatabases(t, 'what it connects belongs to its group, and stays there', async (t, db) => {
  const { api, ask, groups, theirs } = await setUp(t, db)
  const form = await verifiedForm(api, await startToyStore(t))
  const noSuchGroup = { status: 400, body: { errors: [{ field: 'companyGroupId', message: /no such company group/ }] } }
  const elsewhere = await ask('POST', '/connections', { body: { ...form, companyGroupId: groups.theirs } })
  t.match(elsewhere, noSuchGroup)
  const unknown = await ask('POST', '/connections', { body: { ...form, companyGroupId: randomUUID() } })
  t.equal(elsewhere.body.detail, unknown.body.detail, 'which is there and which is not cannot be told')
  const saved = await ask('POST', '/connections', { body: { ...form, importNow: ['orders'] } })
  t.match(saved, { status: 201, body: { companyGroup: { id: groups.ours, name: 'Nord' } } })
  const path = `/connections/${saved.body.id}`
  t.match(await ask('PATCH', path, { body: { companyGroupId: groups.theirs } }), noSuchGroup)
  t.match(await ask('PATCH', path, { body: { companyGroupId: null } }), noSuchGroup)
  t.match(await ask('PATCH', path, { body: { name: 'Ours' } }), { status: 200, body: { name: 'Ours' } })
  t.match(await ask('POST', `${path}/schedules/orders/activate`), { status: 200, body: { active: true } })
  t.match(await ask('POST', `${path}/pause`), { status: 200, body: { state: 'paused' } })
  await api.ask('PATCH', `/connections/${theirs.ids['connections']}`, { body: { companyGroupId: groups.ours } })
  t.equal((await ask('GET', `/connections/${theirs.ids['connections']}`)).status, 200, 'what is moved there is seen')
  t.equal((await ask('DELETE', path, { body: { name: 'Ours' } })).status, 200)
  t.equal((await ask('GET', path)).status, 404)
  t.match((await ask('GET', '/me')).body, { role: 'admin', companyGroup: { name: 'Nord' } })
  const { body: log } = await api.ask('GET', '/audit?actor=nord')
  t.match(log.items[0], { action: 'connection.deleted', actor: 'Nord admin' })
})

await testOnDatabases(t, 'a group that keys see is kept, and its admin does not set Koppla up', async (t, db) => {
  const { ask } = await startApi(t, db)
  const group = (await ask('POST', '/company-groups', { body: { name: 'Nord' } })).body.id
  const nowhere = await ask('POST', '/keys', { body: { name: 'x', role: 'viewer', companyGroupId: randomUUID() } })
  t.match(nowhere, { status: 400, body: { errors: [{ field: 'companyGroupId' }] } })
  const { body: key } = await ask('POST', '/keys', { body: { name: 'North', role: 'admin', companyGroupId: group } })
  t.match(key, { companyGroup: { id: group, name: 'Nord' } })
  t.match(await ask('DELETE', `/company-groups/${group}`), { status: 409, body: { detail: /“North”/ } })
  const person = { name: 'Anna', email: 'anna@example.com', password: 'a sentence of some length' }
  t.match(await ask('POST', '/setup', { as: null, body: { ...person, key: key.key } }), { status: 400 })
  const { items } = (await ask('GET', '/keys')).body
  const whole = items.find((one: { name: string }) => one.name === 'the admin')
  t.match(await ask('DELETE', `/keys/${whole.id}`), { status: 409, body: { code: 'last_admin_key' } })
  t.equal((await ask('DELETE', `/keys/${key.id}`)).status, 200)
  t.equal((await ask('DELETE', `/company-groups/${group}`)).status, 204)
})

await testOnDatabases(t, 'every table is the group’s, shared, or not there', async (t, db) => {
  const names = async (schema: string) =>
    (
      await db.pool.query(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'v')`,
        [schema],
      )
    ).rows.map(({ name }: { name: string }) => name)
  const views = new Set(await names('koppla_group'))
  const away = (await names('public')).filter(name => !views.has(name))
  const signIn = ['sign_in_methods', 'sign_in_challenges', 'two_factors', 'sign_in_throttles']
  const people = ['users', 'sessions', 'authorizations', ...signIn]
  t.same(away.sort(), ['_prisma_migrations', 'api_keys', 'settings', ...people].sort())
  for (const table of Object.keys(ownRules)) t.ok(views.has(table), table)
})
