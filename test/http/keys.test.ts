import t from 'tap'
import { createOperatorKey, ensureFirstKey } from '../../src/http/keys.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'the first start makes one admin key, and no later start another', async (t, db) => {
  const tokens = await Promise.all([ensureFirstKey(db), ensureFirstKey(db)])
  const [token, ...more] = tokens.filter(one => one !== undefined)
  t.match(token, /^kpl_[\w-]{43}$/)
  t.strictSame(more, [], 'two processes that start at once make one')
  const { rows } = await db.pool.query('SELECT role, hash FROM api_keys')
  t.match(rows, [{ role: 'admin' }])
  t.notMatch(JSON.stringify(rows), token, 'the token itself is not stored')
})

await testOnDatabases(t, 'keys are made, listed, used and revoked', async (t, db) => {
  const { ask } = await startApi(t, db)

  const made = await ask('POST', '/keys', { body: { name: ' ERP ', role: 'viewer' } })
  t.match(made, { status: 201, body: { name: 'ERP', role: 'viewer', lastUsedAt: null, revokedAt: null } })
  const { id, key: token } = made.body
  t.equal(made.body.ending, token.slice(-4))
  const headers = { authorization: `Bearer ${token}` }
  t.equal((await ask('GET', '/keys', { as: null, headers })).status, 403)

  const listed = await ask('GET', '/keys')
  t.match(
    listed.body.items.find((key: { id: string }) => key.id === id),
    { lastUsedAt: /Z$/ },
  )
  t.notMatch(listed.text, token)

  t.match(await ask('DELETE', `/keys/${id}`), { status: 200, body: { id, revokedAt: /Z$/ } })
  t.equal((await ask('GET', '/keys', { as: null, headers })).status, 401, 'at once')
  t.equal((await ask('DELETE', `/keys/${id}`)).status, 200, 'revoking again changes nothing')
  t.equal((await ask('DELETE', '/keys/00000000-0000-4000-8000-000000000000')).status, 404)

  const audit = await ask('GET', `/audit?target=${id}`)
  t.match(audit.body.items, [
    { action: 'key.revoked', actor: 'the admin', address: '127.0.0.1' },
    { action: 'key.created', detail: { name: 'ERP' } },
  ])
  t.notMatch(audit.text, token)
})

await testOnDatabases(t, 'the key of a process opens it as an admin and is stored nowhere', async (t, db) => {
  const operatorKey = createOperatorKey()
  const { ask } = await startApi(t, db, { operatorKey })
  const asking = (key: string) => ({ as: null, headers: { authorization: `Bearer ${key}` } })
  t.equal((await ask('GET', '/keys', asking(operatorKey))).status, 200)
  t.equal((await ask('GET', '/keys', asking(createOperatorKey()))).status, 401)
  const made = await ask('POST', '/keys', { ...asking(operatorKey), body: { name: 'ERP', role: 'viewer' } })
  t.match((await ask('GET', `/audit?target=${made.body.id}`)).body.items, [{ actor: 'command line' }])
  const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM api_keys ORDER BY name')
  t.same(
    rows.map(row => row.name),
    ['ERP', 'the admin', 'the support', 'the viewer'],
  )
})

await testOnDatabases(t, 'the last admin key cannot be revoked', async (t, db) => {
  const { ask } = await startApi(t, db)
  const { items } = (await ask('GET', '/keys')).body
  const admin = items.find((key: { role: string }) => key.role === 'admin')
  t.match(await ask('DELETE', `/keys/${admin.id}`), { status: 409, body: { code: 'last_admin_key' } })
  await ask('POST', '/keys', { body: { name: 'second', role: 'admin' } })
  t.equal((await ask('DELETE', `/keys/${admin.id}`)).status, 200)
})

await testOnDatabases(t, 'the audit log is read a page at a time', async (t, db) => {
  const { ask } = await startApi(t, db)
  const first = (await ask('GET', '/audit?limit=2')).body
  t.equal(first.items.length, 2)
  const second = (await ask('GET', `/audit?limit=2&after=${first.next}`)).body
  t.match(second, { items: [{ actor: 'test' }], next: null })
  await ask('POST', '/warehouses', { body: { name: 'Lager' } })
  const actions = async (query: string) =>
    (await ask('GET', `/audit?${query}`)).body.items.map((entry: { action: string }) => entry.action)
  t.same(await actions('actor=The%20ADMIN'), ['warehouse.created'], 'by who did it')
  t.same(await actions('action=key.'), ['key.created', 'key.created', 'key.created'], 'by what was done')
  t.same(await actions('actor=nobody'), [])
  t.match(await ask('GET', '/audit?after=x'), { status: 400, body: { errors: [{ field: 'after' }] } })
})
