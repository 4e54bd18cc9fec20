import { randomUUID } from 'node:crypto'
import t from 'tap'
import { alertSettings, insertWatched, startMailbox, startReceiver } from '../support/alerts.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'

await testOnDatabases(t, 'alerts over HTTP', async (t, db) => {
  const mailbox = await startMailbox(t)
  const receiver = await startReceiver(t)
  const settings = alertSettings({ mailbox, receiver })
  const { ask } = await startApi(t, db, { alerts: settings })
  const doctor = async () => {
    const { items } = (await ask('GET', '/doctor')).body as { items: { title: string; diagnosis?: string }[] }
    return items.find(one => /Somebody is told/.test(one.title))
  }

  await t.test('what is wrong is listed, and what was', async t => {
    const id = await insertWatched(db, 'Shop')
    const alert = {
      connection_id: id,
      kind: 'failing',
      message: 'No answer.',
      remedy: 'Call.',
      began_at: '2026-03-01T08:00:00Z',
    }
    await insertRows(db, 'alerts', [
      { ...alert, entity: 'orders', open_key: `${id}/orders/failing` },
      {
        ...alert,
        entity: '',
        kind: 'refused',
        began_at: '2026-02-01T08:00:00Z',
        ended_at: '2026-02-02T08:00:00Z',
        ended: 'recovered',
      },
    ])
    const list = async (query: string) => (await ask('GET', `/alerts?${query}`, { as: 'viewer' })).body.items
    const open = {
      kind: 'failing',
      connectionId: id,
      connectionName: 'Shop',
      entity: 'orders',
      endedAt: null,
      toldAt: null,
    }
    t.match(await list(''), [open, { kind: 'refused', entity: null, ended: 'recovered' }])
    t.match(await list('open=true'), [open])
    t.match((await list('open=false')).length, 1)
    t.strictSame(await list(`connectionId=${randomUUID()}`), [])
    t.equal((await ask('GET', '/alerts?open=maybe')).status, 400)
  })

  await t.test('a test message is sent, and the doctor remembers how it went', async t => {
    t.equal((await ask('POST', '/alerts/test', { as: 'support' })).status, 403)
    t.match(await ask('POST', '/alerts/test'), {
      status: 200,
      body: {
        items: [
          { channel: 'mail', problem: null },
          { channel: 'webhook', problem: null },
        ],
      },
    })
    t.equal(mailbox.mails.length + receiver.received.length, 2)
    t.match((await ask('GET', '/audit?limit=1')).body.items, [{ action: 'alerts.tested' }])
    t.match(await doctor(), { status: 'passed' })
    receiver.status = 500
    t.match((await ask('POST', '/alerts/test')).body.items[1].problem, { message: /answered 500/, remedy: /\w/ })
    t.match(await doctor(), { status: 'failed', diagnosis: /last webhook.*answered 500/, remedy: /koppla alerts test/ })
  })
})

await testOnDatabases(t, 'where alerts are not set up, that is said', async (t, db) => {
  const { ask } = await startApi(t, db)
  t.match(await ask('POST', '/alerts/test'), { status: 409, body: { detail: /not set up/, remedy: /KOPPLA_SMTP_URL/ } })
  t.match(
    (await ask('GET', '/doctor')).body.items.find((one: { title: string }) => /Somebody is told/.test(one.title)),
    {
      status: 'warning',
    },
  )
})
