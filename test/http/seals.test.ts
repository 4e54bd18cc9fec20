import { randomBytes, randomUUID } from 'node:crypto'
import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { createVault } from '../../src/connections/secrets.ts'
import type { AnyConnector, Entity } from '../../src/sdk/index.ts'
import { startApi } from '../support/api.ts'
import { openTestDatabase } from '../support/database.ts'
import { insertConnection } from '../support/rows.ts'

t.test('a seal, asked of its store', async t => {
  const { db } = await openTestDatabase(t)
  const { baseUrl, keys, server, close } = await startPracticeWooCommerce({ orders: 5, products: 3 })
  t.teardown(close)
  const vault = createVault({ id: 'test', bytes: randomBytes(32) })
  const { ask } = await startApi(t, db, { registry, vault, sealTimeLimitMs: 3_000 })
  const { key: accessToken, secret } = keys.readOnly
  const form = { externalSystem: 'woocommerce', credential: { apiUrl: baseUrl, accessToken, secret } }
  const { verificationToken } = (await ask('POST', '/connections/verify', { body: form })).body
  const more = { name: 'Butiken', orderStart: '2010-01-01', verificationToken }
  const { id } = (await ask('POST', '/connections', { body: { ...form, ...more } })).body
  const seal = (body: object, as: 'support' | 'viewer' = 'support') =>
    ask('POST', `/connections/${id}/seals`, { body, as })

  await t.test('is for support to ask, and for anyone to read', async t => {
    t.equal((await seal({ day: '2012-01-01' }, 'viewer')).status, 403)
    const made = await seal({ day: '2012-01-01' })
    t.match(made, { status: 201, body: { equal: true, askedBy: 'the support' } })
    const place = made.headers.get('location')!.replace('/api/v1', '')
    t.strictSame((await ask('GET', place, { as: 'viewer' })).body, made.body)
  })

  await t.test('asks for few fields, and for nothing that is older or younger', async t => {
    server.forget()
    await seal({ day: '2012-01-01' })
    const asked = server.asked.map(({ query }) => query)
    t.ok(
      asked.every(
        query => query.get('after') === '2011-12-31T22:59:59' && query.get('before') === '2012-01-01T23:00:00',
      ),
    )
    t.ok(asked.every(query => query.has('_fields')))
    t.ok(asked.length <= 2, 'a day is a request or two')
  })

  await t.test('is announced with the connector', async t => {
    const { items } = (await ask('GET', '/connectors', { as: 'viewer' })).body
    const seals = items[0].entities.map((one: { name: string; seals: boolean }) => [one.name, one.seals])
    t.strictSame(
      seals.filter(([, can]: [string, boolean]) => can),
      [['orders', true]],
    )
  })

  await t.test('a store that takes too long is told with what to do', async t => {
    server.latencyMs = 600_000
    t.match(await seal({ month: '2012-01' }), {
      status: 503,
      body: { code: 'seal_timeout', detail: /Butiken/, remedy: /shorter span/ },
    })
    server.latencyMs = 0
  })

  await t.test('a system that cannot count its orders says so', async t => {
    const known = registry.get('woocommerce')!
    const entities = (known.entities as readonly Entity[]).map(({ summarise: _, ...entity }) => entity)
    const unable: AnyConnector = { ...known, entities }
    const other = await startApi(t, db, { registry: new Map([[known.id, unable]]), vault })
    const asked = await other.ask('POST', `/connections/${id}/seals`, { body: { day: '2012-01-01' } })
    t.match(asked, { status: 409, body: { code: 'no_seal', remedy: /status/ } })
  })

  await t.test('there is none of a connection that is not there', async t => {
    const nobody = randomUUID()
    t.equal((await ask('POST', `/connections/${nobody}/seals`, { body: { day: '2012-01-01' } })).status, 404)
    t.equal((await ask('GET', `/connections/${nobody}/seals`)).status, 404)
    const other = await insertConnection(db, 'Other')
    const { items } = (await ask('GET', `/connections/${id}/seals`)).body
    t.equal((await ask('GET', `/connections/${other}/seals/${items[0].id}`)).status, 404, 'nor under another')
  })
})
