import t from 'tap'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

await testOnDatabases(
  t,
  'the feed is read to its end, and says where to start over when it no longer reaches back',
  async (t, db) => {
    const shop = await insertConnection(db)
    const { ask } = await startApi(t, db)
    t.match(
      await ask('GET', '/events'),
      { status: 200, body: { items: [], next: 0, newest: 0 } },
      'nothing has changed yet',
    )
    await insertRows(db, 'event_counters', [{ id: 1, position: 3, oldest: 1 }])
    await insertRows(
      db,
      'events',
      [1, 2, 3].map(position => ({
        position,
        connection_id: shop,
        entity: position === 2 ? 'products' : 'orders',
        external_id: `${position}`,
        change: 'created',
      })),
    )

    const first = await ask('GET', '/events?limit=2', { as: 'viewer' })
    t.match(first.body, { items: [{ position: 1 }, { position: 2, entity: 'products' }], next: 2, newest: 3 })
    t.match(await ask('GET', '/events?after=2'), { body: { items: [{ position: 3, change: 'created' }], next: 3 } })
    t.match(await ask('GET', '/events?entity=products'), { body: { items: [{ position: 2 }], next: 3 } })

    await db.pool.query('UPDATE event_counters SET oldest = 3')
    t.match(await ask('GET', '/events?after=1'), {
      status: 410,
      body: { code: 'events_gone', startAfter: 3, remedy: /after=3/ },
    })
    t.match(await ask('GET', '/events?after=9'), { status: 410 }, 'a position that was never given out')
    t.match(await ask('GET', '/events?after=-1'), { status: 400, body: { errors: [{ field: 'after' }] } })
  },
)

await testOnDatabases(t, 'rejections are listed with their reason, shown whole, and dismissed', async (t, db) => {
  const shop = await insertConnection(db)
  await insertRows(
    db,
    'rejections',
    [1, 2, 3].map(n => ({
      connection_id: shop,
      entity: 'orders',
      key: `${n}`,
      external_id: `${n}`,
      reason: 'total: is not a decimal number',
      raw: `{"id":${n}}`,
      last_seen_at: `2026-03-0${n}T00:00:00Z`,
    })),
  )
  const { ask } = await startApi(t, db)
  const page = await ask('GET', '/rejections?limit=2', { as: 'support' })
  t.match(page.body, { items: [{ externalId: '3', reason: /decimal/, state: 'open' }, { externalId: '2' }], next: /./ })
  t.match(await ask('GET', `/rejections?limit=2&after=${page.body.next}`), {
    body: { items: [{ externalId: '1' }], next: null },
  })
  t.equal((await ask('GET', '/rejections', { as: 'viewer' })).status, 403)

  const id = page.body.items[0].id
  t.match(await ask('GET', `/rejections/${id}`), { body: { raw: '{"id":3}' } })
  t.match(await ask('POST', `/rejections/${id}/dismiss`), { status: 200, body: { state: 'dismissed' } })
  t.equal((await ask('GET', '/rejections?state=open')).body.items.length, 2)
  t.match((await ask('GET', `/audit?target=${id}`)).body.items, [{ action: 'rejection.dismissed' }])
  t.equal((await ask('POST', '/rejections/00000000-0000-4000-8000-000000000000/dismiss')).status, 404)
  t.match(await ask('POST', '/rejections/retry', { body: { ids: [] } }), {
    status: 400,
    body: { errors: [{ field: 'ids' }] },
  })
  t.match(await ask('GET', '/rejections?state=lost'), {
    status: 400,
    body: { errors: [{ field: 'state', message: /open, superseded/ }] },
  })
})
