import t from 'tap'
import { shopify } from '../../../connectors/shopify/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { deleteConnection } from '../../../src/connections/delete.ts'
import { silentLog } from '../../../src/log.ts'
import { cancelRun } from '../../../src/runs/cancel.ts'
import { executeRun } from '../../../src/runs/execute.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { keepAlone } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import { testOnDatabases } from '../../support/database.ts'
import { openTestQueue } from '../../support/queue.ts'
import { requestTinyRun } from '../../support/runs.ts'
import { saveTinyConnection } from '../../support/tiny-store.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(300_000)
const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }

await testOnDatabases(t, 'a run that reads in bulk', async (t, db) => {
  const shop = await openShop(t, { orders: 0, products: 5, customers: 320, bulkMs: 60_000, limit })
  const { store, server, timer, baseUrl, apps } = shop
  const connectionId = await saveTinyConnection(db)
  const queue = await openTestQueue(t, db)
  const credential = credentialOf(baseUrl, apps.full)
  const facts = scenario.facts(baseUrl)

  /** As another process would: nothing is left of the last one but what is stored. */
  const open = async (id: string, signal: AbortSignal) => {
    const limiter = createLimiter(shopify.rateLimit, timer)
    const http = createHttp({ signal, limiter, timer, secrets: [], allowAddresses: ['127.0.0.0/8'] })
    const client = shopify.client(credential, facts as never, {
      http,
      log: silentLog,
      signal,
      now: store.state.clock.now,
      shared: keepAlone(),
    })
    const connection = { id, name: 'Shop', orderStart: '2020-01-01', facts }
    return { connection, connector: shopify, client, close: async () => http.close() }
  }
  const deps = { db, log: silentLog, now: store.state.clock.now, open }
  const rowOf = async (id: string) => (await db.pool.query('SELECT * FROM runs WHERE id = $1', [id])).rows[0]
  const countOf = async (id: string) =>
    (await db.pool.query('SELECT FROM customers WHERE connection_id = $1', [id])).rowCount
  const count = () => countOf(connectionId)
  const statusOf = () => [...store.state.bulk.values()].map(one => (one.cancelled === undefined ? 'left' : 'cancelled'))

  function doAt(what: RegExp, nth: number, act: () => void): void {
    let seen = 0
    const when = ({ body, path }: { body: string; path: string }) => {
      if (what.test(body + path) && ++seen === nth) act()
      return false
    }
    server.failWith({ when, fault: 'reset' })
  }

  /** Ends with the nth request that fits. */
  function stopAt(what: RegExp, nth: number): AbortSignal {
    const stop = new AbortController()
    doAt(what, nth, () => stop.abort())
    return stop.signal
  }

  /** As a person does while Shopify reads, who waits for the next look or for the watch beside it. */
  async function executeUntil(act: (runId: string) => Promise<unknown>, runId: string) {
    let acted: Promise<unknown> | undefined
    doAt(/LookAtBulk/, 3, () => (acted = act(runId)))
    const left = await executeRun({ ...deps, cancelCheckMs: 20 }, runId, new AbortController().signal)
    await acted
    server.forget()
    return left
  }
  const cancel = (runId: string) => cancelRun({ db, queue }, runId)

  await t.test('goes on with the same operation, wherever it was stopped', async t => {
    const runId = await requestTinyRun(db, connectionId, { entity: 'customers' })
    for (const [what, nth] of [
      [/LookAtBulk/, 1],
      [/LookAtBulk/, 4],
      [/bulk-results/, 1],
    ] as const) {
      await t.rejects(executeRun(deps, runId, stopAt(what, nth)), { name: 'RetryLaterError' })
      t.match(await rowOf(runId), { state: 'waiting', problem: { kind: 'interrupted' } })
      server.forget()
    }
    t.equal(await executeRun(deps, runId, new AbortController().signal), 'succeeded')
    t.match(await rowOf(runId), { created: 320, rejected: 0, notices: [] })
    t.strictSame(statusOf(), ['left'])
    t.equal(await count(), 320)
  })

  await t.test('and what was edited meanwhile comes with it or with the next one', async t => {
    const runId = await requestTinyRun(db, connectionId, { entity: 'customers', kind: 'full' })
    await t.rejects(executeRun(deps, runId, stopAt(/LookAtBulk/, 2)), { name: 'RetryLaterError' })
    server.forget()
    const [customer] = store.state.customers
    customer!.firstName = 'Ragnhild'
    store.touchCustomer(customer!.id)
    store.createCustomer()
    t.equal(await executeRun(deps, runId, new AbortController().signal), 'succeeded')
    t.equal(await count(), 321)
    const { rows } = await db.pool.query(`SELECT FROM customers WHERE connection_id = $1 AND first_name = 'Ragnhild'`, [
      connectionId,
    ])
    t.equal(rows.length, 1)
    t.equal(store.state.bulk.size, 2)
  })

  await t.test('has the operation cancelled with it, and the next one starts another', async t => {
    for (const kind of ['incremental', 'full'] as const) {
      store.state.bulk.clear()
      store.state.bulkMs = 1_800_000
      const another = await saveTinyConnection(db)
      const runId = await requestTinyRun(db, another, { entity: 'customers', kind })
      t.equal(await executeUntil(cancel, runId), 'cancelled')
      t.strictSame(statusOf(), ['cancelled'], kind)
      const next = await requestTinyRun(db, another, { entity: 'customers' })
      t.equal(await executeRun(deps, next, new AbortController().signal), 'succeeded')
      t.match(await rowOf(next), { created: 321, notices: [] })
      t.strictSame(statusOf(), ['cancelled', 'left'])
      t.equal(await countOf(another), 321)
    }
  })

  await t.test('so it has when its connection is deleted', async t => {
    store.state.bulk.clear()
    const another = await saveTinyConnection(db)
    const runId = await requestTinyRun(db, another, { entity: 'customers' })
    const { rows } = await db.pool.query('SELECT name FROM connections WHERE id = $1', [another])
    const remove = () => deleteConnection({ db, queue }, another, { name: rows[0].name, actor: { name: 'test' } })
    t.equal(await executeUntil(remove, runId), null)
    t.strictSame(statusOf(), ['cancelled'])
  })

  await t.test('waits no longer than seconds for Shopify to take that', async t => {
    store.state.bulk.clear()
    const another = await saveTinyConnection(db)
    const runId = await requestTinyRun(db, another, { entity: 'customers' })
    const fault = { delayMs: 3_600_000 }
    const act = async () => {
      server.failWith({ when: ({ body }) => body.includes('CancelBulk'), fault })
      await cancel(runId)
    }
    t.equal(await executeUntil(act, runId), 'cancelled')
    const next = await requestTinyRun(db, another, { entity: 'customers' })
    t.equal(await executeRun(deps, next, new AbortController().signal), 'succeeded')
    t.strictSame(statusOf(), ['left'], 'the next one goes on with it')
  })

  await t.test('says why it goes on by page', async t => {
    store.state.bulkAtOnce = 0
    const runId = await requestTinyRun(db, connectionId, { entity: 'customers', kind: 'full' })
    t.equal(await executeRun(deps, runId, new AbortController().signal), 'succeeded')
    t.match(await rowOf(runId), { notices: [{ message: /as it allows\. Everything is read page by page/ }] })
  })
})
