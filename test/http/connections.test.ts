import t, { type Test } from 'tap'
import { startApi, type TestApi } from '../support/api.ts'
import { connect, verifiedForm } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore, type ToyStore } from '../support/toy-store.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'

await testOnDatabases(t, 'connections over HTTP', async (t, db) => {
  const store = await startToyStore(t)
  const api = await startApi(t, db)
  const { ask } = api

  await t.test('it is saved only with a valid token for the same system, credential and purpose', t =>
    testTokens(t, api, store),
  )

  await t.test('saved, it has an inactive schedule for each entity and shows no secret', async t => {
    const { body: warehouse } = await ask('POST', '/warehouses', { body: { name: 'Lund' } })
    const form = await verifiedForm(api, store, { orderStart: '2026-03-29', warehouseId: warehouse.id })
    const saved = await ask('POST', '/connections', { body: { ...form, importNow: ['orders', 'orders'] } })
    t.match(saved, {
      status: 201,
      body: {
        name: 'Toys',
        externalSystem: 'toyshop',
        state: 'active',
        orderStart: '2026-03-29',
        warehouse: { id: warehouse.id, name: 'Lund' },
        companyGroup: null,
        credential: { apiUrl: store.server.baseUrl, accessToken: 'toy-key', secret: '…a69dab1' },
        store: { identity: 'toy-1', currency: 'SEK' },
        entities: [
          { entity: 'products', active: false, nextRunAt: null, lastRun: null, timeZone: 'Europe/Stockholm' },
          {
            entity: 'orders',
            active: false,
            nextRunAt: null,
            lastRun: { state: 'queued', queuedAt: /Z$/ },
            words: { en: /hour/ },
          },
        ],
      },
    })
    t.equal(saved.headers.get('location'), `/api/v1/connections/${saved.body.id}`)
    const { rows } = await db.pool.query('SELECT * FROM connections')
    t.notMatch(JSON.stringify(rows) + rows[0].credential_sealed.toString('latin1'), store.state.secret)
    const runs = await ask('GET', '/runs')
    t.match(runs.body.items, [{ kind: 'incremental', cause: 'import_now', requestedBy: 'the admin', state: 'queued' }])
    t.equal(runs.body.items.length, 1)
    t.match((await ask('GET', `/audit?target=${saved.body.id}`)).body.items, [
      { action: 'connection.created', actor: 'the admin', detail: { name: 'Toys', importNow: ['orders', 'orders'] } },
    ])
  })

  await t.test('names are unique, and a store is connected once', t => testDuplicates(t, api, store))
  await t.test('bad input names the field and what is allowed, and stores nothing', t => testBadInput(t, api, store))
  await t.test('it is renamed and moved, and paused and resumed', t => testChanges(t, api))
  await t.test('its credential is replaced only by one of the same store that passes', t =>
    testReplacement(t, api, store),
  )
  await t.test('a warehouse in use cannot be deleted', t => testPlaces(t, api))
  await t.test('it is deleted only with its name, and says what goes with it', t => testDeletion(t, api))
})

async function testTokens(t: Test, api: TestApi, store: ToyStore): Promise<void> {
  const form = await verifiedForm(api, store)
  const { body: first } = await api.ask('POST', '/connections/verify', {
    body: { externalSystem: 'toyshop', credential: store.credential() },
  })
  t.ok(first.green)
  const { verificationToken: _, ...without } = form
  const credential = { ...form.credential, accessToken: 'another' }
  for (const [code, body] of [
    ['token_missing', without],
    ['token_malformed', { ...form, verificationToken: 'x' }],
    ['token_other', { ...form, credential }],
  ] as const) {
    t.match(await api.ask('POST', '/connections', { body }), { status: 409, body: { code, remedy: /Verify/ } }, code)
  }
  t.strictSame((await api.ask('GET', '/connections')).body.items, [])
}

async function testDuplicates(t: Test, api: TestApi, store: ToyStore): Promise<void> {
  const [first] = (await api.ask('GET', '/connections')).body.items
  const again = await verifiedForm(api, store, { name: 'Once more' })
  t.match(await api.ask('POST', '/connections', { body: again }), {
    status: 409,
    body: { code: 'already_connected', detail: /“Toys”/, connection: { id: first.id, name: 'Toys' } },
  })
  const other = await startToyStore(t, { identity: 'toy-2' })
  t.match(await api.ask('POST', '/connections', { body: await verifiedForm(api, other) }), {
    status: 409,
    body: { code: 'name_taken', errors: [{ field: 'name' }] },
  })
  t.match(await api.ask('POST', '/connections', { body: await verifiedForm(api, other, { name: ' TOYS ' }) }), {
    status: 409,
    body: { code: 'name_taken', detail: /“TOYS”/ },
  })
  t.match(await connect(api, other, { name: 'Another' }), { orderStart: /^\d{4}-\d{2}-\d{2}$/ })
  const renamed = await api.ask('PATCH', `/connections/${first.id}`, { body: { name: 'Another' } })
  t.match(renamed, { status: 409, body: { code: 'name_taken' } })
  const recased = (name: string) => api.ask('PATCH', `/connections/${first.id}`, { body: { name } })
  t.match(await recased('TOYS'), { status: 200, body: { name: 'TOYS' } }, 'its own name in another case is its own')
  t.match(await recased('Toys'), { status: 200 })

  const found = async (query: string) =>
    (await api.ask('GET', `/connections?${query}`)).body.items.map((one: { name: string }) => one.name)
  t.strictSame(await found('limit=10'), ['Another', 'Toys'])
  t.strictSame(await found('q=OTH'), ['Another'])
  t.strictSame(await found('name=Toys&state=active&externalSystem=toyshop'), ['Toys'])
  t.strictSame(await found('state=paused'), [])
  const page = (await api.ask('GET', '/connections?limit=1')).body
  t.match(await api.ask('GET', `/connections?limit=1&after=${page.next}`), { body: { items: [{ name: 'Toys' }] } })
  t.match(await api.ask('GET', '/connections?after=zzz'), { status: 400, body: { errors: [{ field: 'after' }] } })
}

async function testBadInput(t: Test, api: TestApi, store: ToyStore): Promise<void> {
  store.state.identity = 'toy-3'
  store.state.ordersReadable = false
  const form = await verifiedForm(api, store, { name: 'Third' })
  const cases = [
    [{ name: ' ' }, 'name', /Fill this in/],
    [{ name: 'x'.repeat(101) }, 'name', /100/],
    [{ name: 'half \ud83d' }, 'name', /half characters/],
    [{ credential: { ...form.credential, secret: 'half \ud83d' } }, 'credential.secret', /Copy it again/],
    [{ orderStart: '29/3 2026' }, 'orderStart', /2026-03-29/],
    [{ orderStart: '2026-02-30' }, 'orderStart', /year-month-day/],
    [{ orderStart: '0000-01-01' }, 'orderStart', /1970/],
    [{ warehouseId: 'x' }, 'warehouseId', /UUID/],
    [{ warehouseId: nowhere }, 'warehouseId', /no such warehouse/],
    [{ companyGroupId: nowhere }, 'companyGroupId', /no such company group/],
    [{ importNow: ['invoices'] }, 'importNow', /products, orders/],
    [{ importNow: ['orders'] }, 'importNow', /may not read orders/],
    [{ externalSystem: 'amiga' }, 'externalSystem', /toyshop/],
    [{ credential: [] }, 'credential', /./],
    [{ colour: 'red' }, 'colour', /no such field/],
  ] as const
  for (const [wrong, field, message] of cases) {
    const answer = await api.ask('POST', '/connections', { body: { ...form, ...wrong } })
    t.match(answer, { status: 400, body: { errors: [{ field, message }] } }, JSON.stringify(wrong).slice(0, 60))
  }
  t.equal((await api.ask('GET', '/connections')).body.items.length, 2)
  t.equal((await api.ask('GET', `/connections/${nowhere}`)).status, 404)
  t.equal((await api.ask('GET', '/connections/7')).status, 400)
  store.state.identity = 'toy-1'
  store.state.ordersReadable = true
}

async function testChanges(t: Test, api: TestApi): Promise<void> {
  const { ask } = api
  const id = await idOf(api, 'Toys')
  const { body: group } = await ask('POST', '/company-groups', { body: { name: 'Nord' } })
  const body = { name: ' Toys & Co ', companyGroupId: group.id, warehouseId: null, orderStart: '2026-04-01' }
  t.match(await ask('PATCH', `/connections/${id}`, { body }), {
    status: 200,
    body: { name: 'Toys & Co', companyGroup: { name: 'Nord' }, warehouse: null, orderStart: '2026-04-01' },
  })
  const [audit] = (await ask('GET', `/audit?target=${id}`)).body.items
  t.match(audit, { action: 'connection.changed', detail: { name: { from: 'Toys', to: 'Toys & Co' } } })
  t.equal((await ask('PATCH', `/connections/${id}`, { body: {} })).status, 200, 'nothing changes nothing')
  t.equal((await ask('PATCH', `/connections/${nowhere}`, { body: { name: 'x' } })).status, 404)
  t.match(await ask('PATCH', `/connections/${id}`, { body: { warehouseId: nowhere } }), { status: 400 })

  t.match(await ask('POST', `/connections/${id}/pause`), { status: 200, body: { state: 'paused', pausedAt: /Z$/ } })
  t.match(await ask('GET', `/runs?connectionId=${id}`), { body: { items: [{ state: 'cancelled' }] } }, 'its runs end')
  const refused = await ask('POST', `/connections/${id}/runs`, { body: { entity: 'orders' } })
  t.match(refused, { status: 409, body: { code: 'run_refused', detail: /paused/ } })
  t.equal((await ask('POST', `/connections/${id}/pause`)).status, 200, 'again changes nothing')
  t.match(await ask('POST', `/connections/${id}/resume`), { body: { state: 'active', pausedAt: null } })
  t.equal((await ask('POST', `/connections/${nowhere}/pause`)).status, 404)
}

async function testReplacement(t: Test, api: TestApi, store: ToyStore): Promise<void> {
  const { ask } = api
  const id = await idOf(api, 'Toys & Co')
  const put = (body: object) => ask('PUT', `/connections/${id}/credential`, { body })
  const old = store.credential()

  t.match((await put({ credential: { ...old, secret: 'made-up-secret' } })).body, {
    ...{ status: 409, code: 'not_verified', detail: /the one in use stays\. ./, errors: [{ field: /^credential\./ }] },
    report: [{ result: { status: 'failed' } }],
  })
  const other = await startToyStore(t, { identity: 'toy-9', secret: 'the-secret-of-another-store' })
  t.match((await put({ credential: other.credential() })).body, {
    code: 'not_verified',
    report: [{}, {}, {}, {}, { id: 'facts.same_store', result: { status: 'failed' } }],
  })
  t.match(await put({ credential: {} }), { status: 400, body: { errors: [{ field: 'credential.apiUrl' }] } })
  t.match((await ask('GET', `/connections/${id}`)).body.credential, { secret: '…a69dab1' }, 'the old one stays')

  store.state.secret = 'a-new-secret-of-the-same-store-00001234567'
  const credential = store.credential()
  const toSave = await verifiedForm(api, store)
  t.match(
    await put({ credential, verificationToken: toSave.verificationToken }),
    { status: 409, body: { code: 'token_other' } },
    'a token to save with is none to replace with',
  )
  const verified = await ask('POST', '/connections/verify', {
    body: { externalSystem: 'toyshop', credential, connectionId: id },
  })
  const { verificationToken } = verified.body
  t.match(await put({ credential, verificationToken }), { status: 200, body: { credential: { secret: '…1234567' } } })
  t.match(await ask('POST', `/connections/${id}/verify`), { body: { green: true } }, 'and is the one in use')

  store.state.secret = 'the-third-secret-of-the-same-store'
  t.equal((await put({ credential: store.credential() })).status, 200, 'without a token the checks are run')
  const audit = await ask('GET', `/audit?target=${id}&limit=1`)
  t.match(audit.body.items, [{ action: 'credential.replaced', detail: { shown: { secret: '…e-store' } } }])
  t.notMatch(audit.text, store.state.secret)
}

async function testPlaces(t: Test, { ask }: TestApi): Promise<void> {
  const [group] = (await ask('GET', '/company-groups')).body.items
  t.match(group, { name: 'Nord', connections: 1 })
  t.match(await ask('DELETE', `/company-groups/${group.id}`), {
    status: 409,
    body: { code: 'in_use', connections: [{ name: 'Toys & Co' }] },
  })
  const [warehouse] = (await ask('GET', '/warehouses')).body.items
  t.match(await ask('PATCH', `/warehouses/${warehouse.id}`, { body: { name: 'Malmö' } }), { body: { name: 'Malmö' } })
  for (const name of ['Malmö', 'MALMÖ'])
    t.match(await ask('POST', '/warehouses', { body: { name } }), { status: 409, body: { code: 'name_taken' } })
  t.match(await ask('DELETE', `/warehouses/${warehouse.id}`), { status: 204, text: '' })
  t.equal((await ask('DELETE', `/warehouses/${warehouse.id}`)).status, 404)
  t.equal((await ask('PATCH', `/warehouses/${warehouse.id}`, { body: { name: 'x' } })).status, 404)
}

async function testDeletion(t: Test, api: TestApi): Promise<void> {
  const { ask } = api
  const id = await idOf(api, 'Toys & Co')
  for (const asking of [{}, { body: {} }, { body: { name: 'Toys' } }]) {
    t.match(await ask('DELETE', `/connections/${id}`, asking), {
      status: 400,
      body: { errors: [{ field: 'name', message: /“Toys & Co”/ }], goes: { orders: 0, runs: 1, schedules: 2 } },
    })
  }
  t.match(await ask('DELETE', `/connections/${id}`, { body: { name: 'Toys & Co' } }), {
    status: 200,
    body: { deleted: { runs: 1, schedules: 2 } },
  })
  t.equal((await ask('GET', `/connections/${id}`)).status, 404)
  t.equal((await ask('DELETE', `/connections/${id}`, { body: { name: 'Toys & Co' } })).status, 404)
  t.match((await ask('GET', `/audit?target=${id}&limit=1`)).body.items, [{ action: 'connection.deleted' }])
}

async function idOf({ ask }: TestApi, name: string): Promise<string> {
  return (await ask('GET', `/connections?name=${encodeURIComponent(name)}`)).body.items[0].id
}
