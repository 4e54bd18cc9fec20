import t from 'tap'
import { shopify } from '../../../connectors/shopify/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { silentLog } from '../../../src/log.ts'
import { executeRun } from '../../../src/runs/execute.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { keepAlone } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import { testOnDatabases } from '../../support/database.ts'
import { requestTinyRun } from '../../support/runs.ts'
import { saveTinyConnection } from '../../support/tiny-store.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(300_000)
const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }

await testOnDatabases(t, 'a run that reads in bulk', async (t, db) => {
  const shop = await openShop(t, { orders: 0, products: 5, customers: 320, bulkMs: 60_000, limit })
  const { store, server, timer, baseUrl, apps } = shop
  const connectionId = await saveTinyConnection(db)
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
  const count = async () =>
    (await db.pool.query('SELECT FROM customers WHERE connection_id = $1', [connectionId])).rowCount

  /** Ends with the nth request that fits. */
  function stopAt(what: RegExp, nth: number): AbortSignal {
    const stop = new AbortController()
    let seen = 0
    const when = ({ body, path }: { body: string; path: string }) => {
      if (what.test(body + path) && ++seen === nth) stop.abort()
      return false
    }
    server.failWith({ when, fault: 'reset' })
    return stop.signal
  }

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
    t.equal(store.state.bulk.size, 1)
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

  await t.test('says why it goes on by page', async t => {
    store.state.bulkAtOnce = 0
    const runId = await requestTinyRun(db, connectionId, { entity: 'customers', kind: 'full' })
    t.equal(await executeRun(deps, runId, new AbortController().signal), 'succeeded')
    t.match(await rowOf(runId), { notices: [{ message: /as it allows\. Everything is read page by page/ }] })
  })
})
