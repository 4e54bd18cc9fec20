// The process that people talk to imports nothing, and those that import talk to nobody.
import t, { type Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { createKey } from '../../src/http/keys.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { until } from '../support/until.ts'
import { type Fleet, type Member, makeFleet, runsTold } from './fleet.ts'
import { openShops, type Shop } from './shops.ts'

interface Scene {
  readonly db: Database
  readonly fleet: Fleet
  readonly web: Member
  readonly shop: Shop
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
  readonly ask: (method: string, path: string, body?: object) => Promise<any>
  readonly live: (runId: string) => Promise<string>
}

async function setScene(t: Test): Promise<Scene> {
  const { db, options } = await openTestDatabase(t, 'server')
  const fleet = makeFleet(t, options.url!)
  const [web, [shop]] = await Promise.all([
    fleet.start('web'),
    openShops(t, { db, key: fleet.key, count: 1 }, { orders: 450 }),
  ])
  const { key } = await createKey(db, { name: 'desk', role: 'admin' }, { name: 'test' })
  const send = (path: string, more: RequestInit = {}) =>
    fetch(`${web.url}/api/v1${path}`, { ...more, headers: { authorization: `Bearer ${key}`, ...more.headers } })
  const ask: Scene['ask'] = async (method, path, body) => {
    const headers = body && { 'content-type': 'application/json' }
    const answer = await send(path, { method, ...(body && { headers, body: JSON.stringify(body) }) })
    return answer.status === 204 ? undefined : answer.json()
  }
  const live: Scene['live'] = async id =>
    (await send(`/runs/${id}/live`, { headers: { accept: 'text/event-stream' } })).text()
  return { db, fleet, web, shop: shop!, ask, live }
}

if (testServerUrl) {
  await t.test('one process serves the API, others import', async t => {
    const scene = await setScene(t)
    const { db, fleet, web, shop, ask, live } = scene
    const runs = `/connections/${shop.connectionId}/runs`
    const stateOf = async (id: string) => (await ask('GET', `/runs/${id}`)).state
    let following: Promise<string> | undefined

    await t.test('what is asked for while nobody imports waits for a worker', async t => {
      const run = await ask('POST', runs, { entity: 'orders', kind: 'incremental' })
      following = live(run.id)
      t.equal(await stateOf(run.id), 'queued')
      shop.running.server.latencyMs = 200
      await Promise.all([fleet.start('worker'), fleet.start('worker')])
      await until(async () => (await stateOf(run.id)) === 'succeeded')
      t.same(runsTold([web], 'a run begins'), [])
      t.equal(runsTold(fleet.members, 'a run begins').length, 1)
    })

    await t.test('its progress is told live by the process that does not execute it', async t => {
      const told = [...(await following!).matchAll(/^event: (\w+)\ndata: (.*)$/gm)]
      const seen = told.map(([, event, data]) => ({ event, ...JSON.parse(data!) }))
      t.equal(seen[0].state, 'queued')
      t.ok(seen.some(({ state, read }) => state === 'running' && read > 0))
      t.match(seen.at(-1), { event: 'end', state: 'succeeded' })
    })

    await t.test('it is cancelled there by the worker that has it', async t => {
      shop.running.server.latencyMs = 1_000
      const { id } = await ask('POST', runs, { entity: 'orders', kind: 'full' })
      await until(async () => (await stateOf(id)) === 'running')
      t.match(await ask('POST', `/runs/${id}/cancel`), { state: 'cancelling' })
      await until(async () => (await stateOf(id)) === 'cancelled')
      shop.running.server.latencyMs = 0
      const left = runsTold(fleet.members, 'a run has left this process').find(({ runId }) => runId === id)
      t.match(left, { state: 'cancelled' })
      t.not(left!.pid, web.pid)
    })

    await t.test('a schedule that is edited there is followed by every worker at once', async t => {
      const schedule = (entity: string) => `/connections/${shop.connectionId}/schedules/${entity}`
      for (const entity of ['products', 'customers', 'stock']) await ask('POST', `${schedule(entity)}/activate`)
      await db.pool.query(`UPDATE schedules SET next_run_at = now() + interval '2 s', cron = '0 0 1 1 *' WHERE active`)
      // Due in a moment; one is put off and one switched off before it is.
      await ask('PUT', schedule('customers'), { cron: '0 0 2 1 *' })
      await ask('POST', `${schedule('stock')}/deactivate`)
      await until(async () => (await ask('GET', schedule('products'))).lastRun?.state === 'succeeded')
      t.equal((await ask('GET', schedule('customers'))).lastRun, null)
      t.equal((await ask('GET', schedule('stock'))).lastRun, null)
      const edited = await ask('PUT', schedule('customers'), { cron: '* * * * *' })
      t.ok(Date.parse(edited.nextRunAt) - Date.now() <= 60_000, 'the next minute')
      // That minute is made to be over.
      await db.pool.query(
        `UPDATE schedules SET next_run_at = next_run_at - interval '1 minute' WHERE entity = 'customers'`,
      )
      const lastRun = async () => (await ask('GET', schedule('customers'))).lastRun
      await until(async () => (await lastRun())?.state === 'succeeded')
      const { id } = await lastRun()
      const left = () => runsTold(fleet.members, 'a run has left this process').find(({ runId }) => runId === id)
      await until(() => left() !== undefined)
      t.match(left(), { state: 'succeeded' })
      t.not(left()!.pid, web.pid, 'a worker has run it')
    })

    await t.test('what a deleted connection leaves is cleared away by a worker', async t => {
      const remaining = async () => (await db.pool.query('SELECT FROM orders')).rowCount
      t.ok((await remaining())! > 0)
      await ask('DELETE', `/connections/${shop.connectionId}`, { name: shop.running.baseUrl })
      const connections = async () => (await db.pool.query('SELECT FROM connections')).rowCount
      await until(async () => (await connections()) === 0)
      t.equal(await remaining(), 0)
    })
  })
}
