import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { closeLimits, limiterOf } from '../../src/connections/limits.ts'
import type { Database } from '../../src/db.ts'
import type { RateLimit } from '../../src/sdk/index.ts'
import type { PracticeServer } from '../../src/sdk/testing/index.ts'
import { type Asker, type AskerOptions, startAsker } from '../support/askers.ts'
import { insertConnection } from '../support/connections.ts'
import { openTestDatabase, testOnDatabases, testServerUrl } from '../support/database.ts'
import { startServer } from '../support/http.ts'

const { signal } = new AbortController()

interface Scene {
  readonly db: Database
  readonly store: PracticeServer
  readonly connectionId: string
  readonly start: (more: Partial<AskerOptions>) => Promise<Asker>
}

async function setScene(t: Test, rate: RateLimit): Promise<Scene> {
  const { db, options } = await openTestDatabase(t, 'server')
  const store = await startServer(t, () => ({ body: {} }), { latencyMs: 20, keepAsked: 10_000 })
  const connectionId = await insertConnection(db)
  const common = { options, connectionId, rate, url: store.baseUrl, requests: 100, beside: 4 }
  return { db, store, connectionId, start: more => startAsker(t, { ...common, ...more }) }
}

const fromOf = (store: PracticeServer) => store.asked.map(({ query }) => Number(query.get('from')))

/** Until the store has been asked so often by one of them. */
async function untilAsked(store: PracticeServer, { pid }: Asker, times: number): Promise<void> {
  while (fromOf(store).filter(from => from === pid).length < times) await sleep(10)
}

async function holdersOf(db: Database): Promise<Record<string, { slots: { has: number } }>> {
  const { rows } = await db.pool.query('SELECT holders FROM request_budgets')
  return rows[0]?.holders ?? {}
}

if (testServerUrl) {
  t.test('several processes together keep the concurrency of one store, and all are served', async t => {
    const { db, store, start } = await setScene(t, { concurrency: 2 })
    const askers = await Promise.all([1, 2, 3, 4].map(() => start({ requests: 60 })))
    for (const { begin } of askers) begin()
    t.same(await Promise.all(askers.map(({ ended }) => ended)), [0, 0, 0, 0])
    t.equal(store.askedCount, 240)
    t.equal(store.maxBusy, 2)
    t.same(await holdersOf(db), {}, 'and what they had is given back')
  })

  t.test('with one slot they take turns', async t => {
    const { store, start } = await setScene(t, { concurrency: 1 })
    const askers = await Promise.all([1, 2, 3].map(() => start({ requests: 100 })))
    for (const { begin } of askers) begin()
    t.same(await Promise.all(askers.map(({ ended }) => ended)), [0, 0, 0])
    t.equal(store.askedCount, 300)
    t.equal(store.maxBusy, 1)
    const lastOfFirst = Math.min(...askers.map(({ pid }) => fromOf(store).lastIndexOf(pid)))
    for (const { pid } of askers) t.ok(fromOf(store).indexOf(pid) < lastOfFirst, 'each begins before another ends')
  })

  t.test('the slots of a process that is killed are free soon after', async t => {
    const { store, start } = await setScene(t, { concurrency: 2 })
    const [doomed, heir] = [await start({ requests: 1e9 }), await start({ requests: 50 })]
    doomed.begin()
    await untilAsked(store, doomed, 20)
    doomed.child.kill('SIGKILL')
    heir.begin()
    t.equal(await heir.ended, 0)
    t.equal(store.maxBusy, 2)
  })

  for (const concurrency of [1, 2]) {
    t.test(`a lookup has its turn while an import takes all there is (${concurrency})`, async t => {
      const { store, start } = await setScene(t, { concurrency })
      const [busy, lookup] = [await start({ requests: 1e9 }), await start({ requests: 1, beside: 1 })]
      busy.begin()
      await untilAsked(store, busy, 20)
      const before = store.askedCount
      lookup.begin()
      await untilAsked(store, lookup, 1)
      const meanwhile = store.askedCount - before
      t.ok(meanwhile < (3_000 / 20) * concurrency, `after ${meanwhile} requests of the import`)
      const after = store.askedCount
      await untilAsked(store, busy, after + 20)
      t.equal(store.maxBusy, concurrency, 'and the import goes on')
    })
  }

  t.test('a process that stood still sends nothing by a lease that has run out', async t => {
    const { store, start } = await setScene(t, { concurrency: 1 })
    const [frozen, other] = [await start({ requests: 1e9 }), await start({ requests: 1e9 })]
    frozen.begin()
    await untilAsked(store, frozen, 10)
    frozen.child.kill('SIGSTOP')
    other.begin()
    await untilAsked(store, other, 10)
    const before = fromOf(store).filter(from => from === frozen.pid).length
    frozen.child.kill('SIGCONT')
    await untilAsked(store, frozen, before + 10)
    t.equal(store.maxBusy, 1)
  })

  t.test('a pause that one hears is kept by all', async t => {
    const { store, start } = await setScene(t, { concurrency: 2 })
    const askers = [await start({ requests: 1e9, beside: 1 }), await start({ requests: 1e9, beside: 1 })]
    for (const { begin } of askers) begin()
    await Promise.all(askers.map(asker => untilAsked(store, asker, 10)))
    store.failWith({ status: 429, headers: { 'retry-after': '4' } })
    const first = store.asked.length
    while (store.asked.length <= first + 2) await sleep(5)
    const told = store.asked[first]!.at
    await sleep(5_000)
    const quiet = store.asked.filter(({ at }) => at > told + 1_500 && at < told + 3_900)
    t.equal(quiet.length, 0)
    for (const { pid } of askers) t.ok(fromOf(store).lastIndexOf(pid) > first, 'then all go on')
  })

  t.test('a hard budget is kept over any span of time by all of them together', async t => {
    const rate = { concurrency: 4, requests: 10, perSeconds: 1 }
    const { store, start } = await setScene(t, rate)
    const askers = await Promise.all([1, 2, 3].map(() => start({ requests: 30 })))
    for (const { begin } of askers) begin()
    await untilAsked(store, askers[0]!, 5)
    askers[2]!.child.kill('SIGKILL')
    t.same(await Promise.all(askers.slice(0, 2).map(({ ended }) => ended)), [0, 0])
    const at = store.asked.map(asked => asked.at).sort((a, b) => a - b)
    const most = Math.max(...at.map(start => at.filter(one => one >= start && one < start + 1_000).length))
    t.ok(most <= 10, `${most} of 10 in a second`)
    t.ok(most >= 8, 'and it is used')
  })

  t.test('what one process learns of the pace holds for the others', async t => {
    const { db, store, connectionId, start } = await setScene(t, { concurrency: 4 })
    const asker = await start({ requests: 1e9 })
    asker.begin()
    await untilAsked(store, asker, 20)
    store.failWith(...Array.from({ length: 4 }, () => ({ status: 503, headers: { 'retry-after': '1' } })))
    const limiter = limiterOf(db, connectionId, { concurrency: 4 })
    while (limiter.concurrency === 4) (await limiter.acquire(signal)).release('failed')
    t.ok(limiter.concurrency < 4)
    await closeLimits(db)
  })

  t.test('an import that is alone asks the database a few times a second, however many its requests', async t => {
    const { db, connectionId } = await setScene(t, { concurrency: 2 })
    const limiter = limiterOf(db, connectionId, { concurrency: 2 })
    const query = t.capture(db.pool, 'query', db.pool.query)
    const startedAt = performance.now()
    let left = 1_000
    const ask = async () => {
      while (left-- > 0) {
        const lease = await limiter.acquire(signal)
        await sleep(2)
        lease.release('answered')
      }
    }
    await Promise.all([ask(), ask()])
    const seconds = (performance.now() - startedAt) / 1_000
    const statements = query().length
    t.ok(statements <= 10 + 2 * seconds, `${statements} statements in ${seconds.toFixed(1)} s for 1,000 requests`)
    await closeLimits(db)
  })

  t.test('whoever waits for a connection that is deleted is told', async t => {
    const { db, connectionId } = await setScene(t, { concurrency: 1 })
    const limiter = limiterOf(db, connectionId, { concurrency: 1 })
    const lease = await limiter.acquire(signal)
    await db.pool.query('DELETE FROM connections WHERE id = $1', [connectionId])
    await t.rejects(limiter.acquire(signal), /no such connection/)
    lease.release('answered')
    await t.rejects(limiter.acquire(signal), /no such connection/)
    await closeLimits(db)
  })

  t.test('a process that ends after its connection was deleted ends quietly', async t => {
    const { db, connectionId } = await setScene(t, { concurrency: 1 })
    const other = await db.pool.connect()
    ;(await limiterOf(db, connectionId, { concurrency: 1 }).acquire(signal)).release('answered')
    // At once: after a second it would ask for itself whether the connection is still there.
    await other.query(`DELETE FROM connections WHERE id = '${connectionId}'; BEGIN; LOCK TABLE connections`)
    await closeLimits(db)
    const others = `FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
    const { rows } = await other.query(`SELECT query ${others} AND wait_event_type = 'Lock'`)
    t.same(rows, [], 'no question is left that nobody waits for')
    other.release(true)
  })

  t.test('nothing starts while the database is away for longer than a lease, and all goes on after it', async t => {
    const { db, connectionId } = await setScene(t, { concurrency: 1 })
    const limiter = limiterOf(db, connectionId, { concurrency: 1 })
    ;(await limiter.acquire(signal)).release('answered')
    await db.pool.query('ALTER TABLE request_budgets RENAME TO away')
    let [begun, stopped] = [0, false]
    const asking = (async () => {
      while (!stopped) {
        const lease = await limiter.acquire(signal)
        begun++
        await sleep(5)
        lease.release('answered')
      }
    })()
    await sleep(4_500)
    const before = begun
    await sleep(500)
    t.equal(begun, before)
    await db.pool.query('ALTER TABLE away RENAME TO request_budgets')
    while (begun === before) await sleep(20)
    stopped = true
    await asking
    await closeLimits(db)
  })
}

await testOnDatabases(t, 'all that a process does with one connection keeps one pace', async (t, db) => {
  const connectionId = await insertConnection(db)
  const limiter = limiterOf(db, connectionId, { concurrency: 1 })
  t.equal(limiterOf(db, connectionId, { concurrency: 1 }), limiter)
  const lease = await limiter.acquire(signal)
  const left = new AbortController()
  const second = limiterOf(db, connectionId, { concurrency: 1 }).acquire(left.signal)
  left.abort(new Error('left'))
  await t.rejects(second, /left/)
  lease.release('answered')
  ;(await limiter.acquire(signal)).release('answered')
  await closeLimits(db)
  t.equal((await db.pool.query('SELECT FROM request_budgets')).rowCount, db.embedded ? 0 : 1)
})
