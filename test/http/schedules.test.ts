import t from 'tap'
import { startApi } from '../support/api.ts'
import { connect } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore } from '../support/toy-store.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'

await testOnDatabases(t, 'schedules over HTTP', async (t, db) => {
  const store = await startToyStore(t, { ordersReadable: false })
  const api = await startApi(t, db)
  const { ask } = api
  t.match((await ask('GET', '/connectors')).body.items, [{ id: 'toyshop', connected: false }])
  const { id } = await connect(api, store)
  const products = `/connections/${id}/schedules/products`

  await t.test('the systems are told with their fields and default rhythms', async t => {
    const { body } = await ask('GET', '/connectors', { as: 'viewer' })
    t.match(body.items, [
      {
        id: 'toyshop',
        connected: true,
        fields: [
          { name: 'apiUrl', label: 'API URL', secret: false, placeholder: 'https://shop.example' },
          { name: 'accessToken', label: 'Access token', systemLabel: 'Toy key', help: /Keys/ },
          { name: 'secret', secret: true },
        ],
        entities: [
          { name: 'products', startsAtOrderStart: false, defaultSchedule: { en: /Every day/ } },
          { name: 'orders', startsAtOrderStart: true, defaultSchedule: { en: 'Every hour' } },
        ],
      },
    ])
    t.notMatch(body.items[0].fields[0], { schema: {} })
  })

  await t.test('they are read in words with the next five runs', async t => {
    const { body } = await ask('GET', `/connections/${id}/schedules`, { as: 'viewer' })
    t.match(body.items, [
      { entity: 'products', label: 'Products', active: false, preset: { kind: 'daily' }, words: { en: /Every day/ } },
      { entity: 'orders', preset: { kind: 'hourly' }, unreadableBecause: /may not read/, nextRunAt: null },
    ])
    t.equal(body.items[0].next.length, 5)
  })

  await t.test('one that is activated while the connection is paused says so', async t => {
    await ask('POST', `/connections/${id}/pause`)
    const activated = await ask('POST', `${products}/activate`)
    t.match(activated.body, { active: true, obstacle: /has been paused since .* Resume it/ })
    await ask('POST', `/connections/${id}/resume`)
    t.match((await ask('POST', `${products}/deactivate`)).body, { active: false, obstacle: null })
  })

  await t.test('one is edited, activated and deactivated, and each change is in the audit log', async t => {
    const body = { cron: ' 15  3 * * mon ', timeZone: 'America/New_York' }
    t.match(await ask('PUT', products, { body }), {
      status: 200,
      body: { cron: '15 3 * * MON', timeZone: 'America/New_York', active: false, nextRunAt: null },
    })
    t.match(await ask('PUT', products, { body: { preset: { kind: 'daily', hour: 4, minute: 30 } } }), {
      body: { cron: '30 4 * * *', timeZone: 'America/New_York', words: { en: 'Every day at 04:30' } },
    })
    const activated = await ask('POST', `${products}/activate`)
    t.match(activated.body, { active: true, nextRunAt: /Z$/, nextReconcileAt: /Z$/ })
    t.equal(activated.body.nextRunAt, activated.body.next[0])
    const moved = await ask('PUT', products, { body: { timeZone: 'Europe/Stockholm' } })
    t.not(moved.body.nextRunAt, activated.body.nextRunAt, 'an edit takes effect at once')
    t.match((await ask('POST', `${products}/deactivate`)).body, { active: false, nextRunAt: null })
    const { items } = (await ask('GET', `/audit?target=${id}&limit=4`)).body
    t.strictSame(
      items.map((one: { action: string }) => one.action),
      ['schedule.deactivated', 'schedule.changed', 'schedule.activated', 'schedule.changed'],
    )
  })

  await t.test('one that cannot be read cannot be activated, and says why', async t => {
    t.match(await ask('POST', `/connections/${id}/schedules/orders/activate`), {
      status: 409,
      body: { detail: /may not read orders/, remedy: /verify/ },
    })
  })

  await t.test('a timing is told before it is saved', async t => {
    const { status, body } = await ask('POST', '/schedules/preview', { body: { cron: '*/20 * * * *' }, as: 'viewer' })
    t.match({ status, body }, { status: 200, body: { timeZone: 'UTC', words: { en: 'Every 20 minutes' } } })
    t.equal(body.next.length, 5)
  })

  await t.test('bad input names the field and what is allowed', async t => {
    const cases = [
      ['PUT', products, { cron: '* * * *' }, 'cron', /Five fields/],
      ['PUT', products, { cron: '61 * * * *' }, 'cron', /./],
      ['PUT', products, { cron: '0 0 31 2 *' }, 'cron', /No date/],
      ['PUT', products, { timeZone: 'Mars/Base' }, 'timeZone', /IANA/],
      ['PUT', products, { preset: { kind: 'daily', hour: 25, minute: 0 } }, 'preset.hour', /./],
      ['PUT', products, { cron: '* * * * *', preset: { kind: 'hourly', minute: 1 } }, 'body', /either/],
      ['POST', '/schedules/preview', {}, 'body', /either/],
      ['POST', '/schedules/preview', { cron: 'soon' }, 'cron', /Five fields/],
      ['POST', '/schedules/preview', { cron: '* * * * *', timeZone: 'x' }, 'timeZone', /Stockholm/],
    ] as const
    for (const [method, path, body, field, message] of cases)
      t.match(await ask(method, path, { body }), { status: 400, body: { errors: [{ field, message }] } }, field)
    for (const path of [`/connections/${id}/schedules/invoices`, `/connections/${nowhere}/schedules/orders`]) {
      t.equal((await ask('GET', path)).status, 404)
      t.equal((await ask('PUT', path, { body: {} })).status, 404)
      t.equal((await ask('POST', `${path}/activate`)).status, 404)
    }
  })
})
