import t, { type Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { setUp } from '../support/browser.ts'
import { connect } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore } from '../support/toy-store.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'

await testOnDatabases(t, 'runs over HTTP', async (t, db) => {
  const store = await startToyStore(t, { timeZone: '+02:00' })
  const api = await startApi(t, db)
  const { ask } = api
  const { id } = await connect(api, store, { orderStart: '2026-06-01' })
  const start = (body: object) => ask('POST', `/connections/${id}/runs`, { body })

  await t.test('a run is started by hand, one at a time for each entity', async t => {
    const started = await start({ entity: 'orders' })
    t.match(started, {
      status: 201,
      body: { entity: 'orders', kind: 'incremental', cause: 'manual', requestedBy: 'the admin', state: 'queued' },
    })
    t.match(started.body, {
      connectionId: id,
      connectionName: 'Toys',
      timeZone: '+02:00',
      read: 0,
      remaining: null,
      problem: null,
    })
    t.match(await start({ entity: 'orders', kind: 'full' }), {
      status: 409,
      body: { code: 'run_refused', runId: started.body.id, detail: /waits for its turn/ },
    })
    t.match(await ask('GET', `/runs/${started.body.id}`, { as: 'viewer' }), { body: { id: started.body.id } })
    t.match((await ask('GET', `/audit?target=${id}&limit=1`)).body.items, [{ action: 'run.started' }])
  })

  await t.test('a day begins at midnight of the store', async t => {
    const { status, body } = await start({ entity: 'products', kind: 'from_date', fromDate: '2026-03-29' })
    t.match({ status, body }, { status: 201, body: { fromDate: '2026-03-28T22:00:00.000Z' } })
  })

  await t.test('bad input names the field and what is allowed', async t => {
    for (const [body, field] of [
      [{}, 'entity'],
      [{ entity: 'invoices' }, 'entity'],
      [{ entity: 'orders', kind: 'backfill' }, 'kind'],
      [{ entity: 'orders', kind: 'from_date' }, 'fromDate'],
      [{ entity: 'orders', kind: 'full', fromDate: '2026-01-01' }, 'fromDate'],
      [{ entity: 'orders', kind: 'from_date', fromDate: 'yesterday' }, 'fromDate'],
      [{ entity: 'orders', kind: 'from_date', fromDate: '2026-99-01' }, 'fromDate'],
      [{ entity: 'orders', kind: 'from_date', fromDate: '2026-01-01T25:00:00Z' }, 'fromDate'],
      [{ entity: 'orders', kind: 'from_date', fromDate: '2090-01-01' }, 'fromDate'],
    ] as const)
      t.match(await start(body), { status: 400, body: { errors: [{ field }] } }, JSON.stringify(body))
    t.match(await ask('GET', '/runs?state=asleep'), { status: 400, body: { errors: [{ field: 'state' }] } })
    t.equal((await ask('POST', `/connections/${nowhere}/runs`, { body: { entity: 'orders' } })).status, 404)
    for (const path of [`/runs/${nowhere}`, `/runs/${nowhere}/live`]) t.equal((await ask('GET', path)).status, 404)
    for (const verb of ['cancel', 'approve', 'discard'])
      t.equal((await ask('POST', `/runs/${nowhere}/${verb}`)).status, 404)
  })

  await t.test('runs are listed by connection, entity and state, a page at a time', async t => {
    const list = async (query: string) => (await ask('GET', `/runs?${query}`)).body
    const first = await list('limit=1')
    t.match(first.items, [{ entity: 'products' }])
    t.match(await list(`limit=1&after=${first.next}`), { items: [{ entity: 'orders' }], next: null })
    t.match(await list(`connectionId=${id}&entity=orders&state=queued`), { items: [{ entity: 'orders' }] })
    t.strictSame((await list(`connectionId=${nowhere}`)).items, [])
  })

  await t.test('a run is followed as it goes, by nobody who is let in no more', t => testLetInNoMore(t, api, db))
  await t.test('a run is followed as it goes until it ends', t => testLive(t, api, db))
  await t.test('a run is cancelled, or approved where it waits for a person', t => testDecisions(t, api, db))
  await t.test('an earlier Order Start reads what lies between, a later one nothing', t =>
    testOrderStart(t, { api, db, id }),
  )
})

async function runOf({ ask }: TestApi, entity: string) {
  return (await ask('GET', `/runs?entity=${entity}`)).body.items[0]
}

async function testLetInNoMore(t: Test, api: TestApi, db: Database): Promise<void> {
  const { id } = await runOf(api, 'orders')
  const person = await setUp(api)
  const cookie = () => [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { body: key } = await api.ask('POST', '/keys', { body: { name: 'short', role: 'viewer' } })
  const cases = [
    { headers: { authorization: `Bearer ${key.key}` }, end: () => api.ask('DELETE', `/keys/${key.id}`) },
    { headers: { cookie: cookie() }, end: () => person.ask('DELETE', '/session') },
  ]
  for (const { headers, end } of cases) {
    const answer = await fetch(`${api.baseUrl}/api/v1/runs/${id}/live`, { headers })
    let told = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      told += chunk
      if (chunk.startsWith('event: run')) {
        t.ok((await end()).status < 300)
        await db.pool.query('UPDATE runs SET read = read + 1 WHERE id = $1', [id])
      }
    }
    t.match(told, /^event: run\ndata: .*\n\nevent: problem\ndata: \{"status":401,.*\n\n$/)
  }
  await db.pool.query('UPDATE runs SET read = 0 WHERE id = $1', [id])
}

async function testLive(t: Test, api: TestApi, db: Database): Promise<void> {
  const { id } = await runOf(api, 'orders')
  const set = (values: string) => db.pool.query(`UPDATE runs SET ${values} WHERE id = $1`, [id])
  const headers = { authorization: `Bearer ${api.tokens.viewer}` }
  const answer = await fetch(`${api.baseUrl}/api/v1/runs/${id}/live`, { headers })
  t.match(answer.headers.get('content-type'), 'text/event-stream')
  const told: unknown[] = []
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    for (const [, event, data] of chunk.matchAll(/event: (\w+)\ndata: (.*)\n/g)) {
      const { state, read } = JSON.parse(data!)
      told.push([event, state, read])
      if (state === 'queued') await set(`state = 'running', started_at = now(), pages = 1, read = 100`)
      if (state === 'running') await set(`state = 'succeeded', ended_at = now(), read = 150`)
    }
  }
  t.strictSame(told, [
    ['run', 'queued', 0],
    ['run', 'running', 100],
    ['end', 'succeeded', 150],
  ])
}

async function testDecisions(t: Test, api: TestApi, db: Database): Promise<void> {
  const { ask } = api
  const { id, connectionId } = await runOf(api, 'products')
  t.match(await ask('POST', `/runs/${id}/approve`), { status: 409, body: { detail: /nothing to approve/ } })
  t.match(await ask('POST', `/runs/${id}/cancel`), { status: 200, body: { state: 'cancelled' } })
  t.match(await ask('POST', `/runs/${id}/cancel`), { status: 409 })
  t.match((await ask('GET', `/audit?target=${id}`)).body.items, [{ action: 'run.cancelled' }])

  await db.pool.query(`UPDATE runs SET state = 'needs_approval' WHERE id = $1`, [id])
  t.equal((await ask('GET', `/connections/${connectionId}`)).body.state, 'needs_attention')
  t.match(await ask('POST', `/runs/${id}/approve`), {
    status: 200,
    body: { state: 'queued', approvedAt: /Z$/, endedAt: null },
  })
  t.equal((await ask('GET', `/connections/${connectionId}`)).body.state, 'active')
  t.match(await ask('POST', `/runs/${id}/cancel`), { body: { state: 'cancelled' } }, 'it is in the queue again')

  const problem = { kind: 'approval', message: '30 of 40 are gone.', remedy: 'Look.', count: 30, all: 40, sample: [] }
  await db.pool.query(`UPDATE runs SET state = 'needs_approval', problem = $2 WHERE id = $1`, [id, problem])
  t.match(await ask('GET', '/brakes', { as: 'viewer' }), {
    status: 200,
    body: { items: [{ runId: id, connectionName: 'Toys', entity: 'products', missing: 30, all: 40, since: /Z$/ }] },
  })
  const wouldDelete = await ask('GET', `/runs/${id}/would-delete`, { as: 'viewer' })
  t.match(wouldDelete, { status: 200, body: { items: [], next: null } }, 'nothing was swept')
  for (const as of ['viewer', 'support'] as const)
    t.equal((await ask('POST', `/runs/${id}/discard`, { as })).status, 403)
  t.match(await ask('POST', `/runs/${id}/discard`), {
    status: 200,
    body: { state: 'cancelled', problem: { kind: 'discarded', message: /the admin discarded it/ } },
  })
  t.match((await ask('GET', `/audit?target=${id}&limit=1`)).body.items, [{ action: 'run.discarded' }])
  t.match(await ask('POST', `/runs/${id}/discard`), { status: 409, body: { detail: /nothing to discard/ } })
  t.strictSame((await ask('GET', `/brakes?runId=${id}`)).body.items, [])
}

async function testOrderStart(t: Test, { api, db, id }: { api: TestApi; db: Database; id: string }): Promise<void> {
  const { ask } = api
  const move = (orderStart: string) => ask('PATCH', `/connections/${id}`, { body: { orderStart } })
  const backfills = async () =>
    (await ask('GET', `/runs?connectionId=${id}`)).body.items.filter((one: { kind: string }) => one.kind === 'backfill')
  await db.pool.query(`DELETE FROM pgboss.job`)

  t.equal((await move('2026-05-01')).status, 200)
  t.strictSame(await backfills(), [], 'nothing was imported yet: the first run reads it all')
  await db.pool.query(`INSERT INTO checkpoints (connection_id, entity) VALUES ($1, 'orders'), ($1, 'products')`, [id])

  t.equal((await move('2026-05-10')).status, 200)
  t.strictSame(await backfills(), [])
  t.equal((await move('2026-04-01')).body.orderStart, '2026-04-01')
  t.match(await backfills(), [
    {
      entity: 'orders',
      cause: 'order_start',
      fromDate: '2026-03-31T22:00:00.000Z',
      toDate: '2026-05-09T22:00:00.000Z',
    },
  ])
  t.match(await move('2026-01-01'), {
    status: 409,
    body: { code: 'run_in_the_way', errors: [{ field: 'orderStart', message: /waits for its turn/ }] },
  })
  t.equal((await ask('GET', `/connections/${id}`)).body.orderStart, '2026-04-01', 'and then nothing is changed')
}
