import t from 'tap'
import type { Overview } from '../../src/http/api.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { manyConnections } from '../support/many-connections.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

await testOnDatabases(t, 'the overview tells the worst first, and counts all', async (t, db) => {
  const { ask } = await startApi(t, db)
  const read = async () => (await ask('GET', '/overview', { as: 'viewer' })).body as Overview
  const nothing = { count: 0, troubled: 0, items: [] }
  t.same(await read(), { connections: nothing, alerts: { count: 0, items: [] } })

  for (const statement of manyConnections.split(';\n')) await db.pool.query(statement)
  const { connections } = await read()
  t.match(connections, { count: 320, troubled: 3 })
  t.match(connections.items.slice(0, 3), [
    { name: 'Shop 318', trouble: 'attention', state: 'needs_attention', freshness: 'disconnected' },
    { name: 'Shop 319', trouble: 'failed', freshness: 'fresh', entities: [{ entity: 'orders' }] },
    { name: 'Shop 320', trouble: 'unscheduled', freshness: 'inactive' },
  ])
  t.equal(connections.items.length, 20)
  t.match(connections.items[3], { name: 'Shop 001', trouble: null, state: 'paused', freshness: 'paused' })

  await t.test('those in trouble are listed by themselves', async t => {
    const { items } = (await ask('GET', '/connections?troubled=true')).body as { items: { name: string }[] }
    t.strictSame(
      items.map(({ name }) => name),
      ['Shop 318', 'Shop 319', 'Shop 320'],
    )
    t.match(await ask('GET', '/connections?troubled=false&limit=1'), { body: { items: [{ name: 'Shop 001' }] } })
  })

  await t.test('of alerts those are told that no trouble tells', async t => {
    const id = await insertConnection(db, 'Late shop')
    await db.pool.query(
      `UPDATE connections SET facts = (SELECT facts FROM connections WHERE name = 'Shop 001') WHERE id = $1`,
      [id],
    )
    const alert = { connection_id: id, message: 'm', remedy: 'r', began_at: '2026-03-01T08:00:00Z' }
    await insertRows(db, 'alerts', [
      { ...alert, entity: 'orders', kind: 'late', open_key: `${id}/orders/late` },
      { ...alert, entity: 'orders', kind: 'failing', open_key: `${id}/orders/failing` },
      { ...alert, entity: 'stock', kind: 'late', ended_at: '2026-03-02T08:00:00Z', ended: 'recovered' },
    ])
    await insertRows(db, 'rejections', [{ connection_id: id, entity: 'orders', reason: 'x', raw: '{}', key: '1' }])
    const { alerts } = await read()
    t.match(alerts, { count: 1, items: [{ kind: 'late', connectionName: 'Late shop', practice: false }] })
    t.equal(alerts.items.length, 1)
  })

  await t.test('one record set aside is trouble, and its connection is not complete', async t => {
    const named = async (query: string) => (await ask('GET', `/connections?${query}`)).body.items
    t.match(await named('q=shop 002'), [{ trouble: null, complete: true, completeSince: null, completeUntil: String }])
    const [{ id: connection_id }] = await named('q=shop 002')
    await insertRows(db, 'rejections', [{ connection_id, entity: 'orders', reason: 'x', raw: '{}', key: '2' }])
    const doubtful = {
      ...{ name: 'Shop 002', state: 'active', trouble: 'rejections', freshness: 'fresh', complete: false },
      entities: [{ entity: 'orders', missing: [{ kind: 'rejections', count: 1 }] }],
    }
    t.match(await named('q=shop 002'), [doubtful])
    t.match((await named('troubled=true'))[1], doubtful)
    const { connections } = await read()
    t.match(connections.items[2], doubtful, 'after what fails, before what is not scheduled')
    await db.pool.query(`UPDATE rejections SET state = 'dismissed'`)
    t.match(await named('q=shop 002'), [{ trouble: null, complete: true }])
  })

  await t.test('a deleted connection is neither counted nor told of', async t => {
    await db.pool.query('UPDATE connections SET deleted_at = now()')
    t.same(await read(), { connections: nothing, alerts: { count: 0, items: [] } })
  })
})
