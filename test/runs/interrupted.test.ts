import t from 'tap'
import { executeRun } from '../../src/runs/execute.ts'
import { CancelledError, ConnectorError } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, storeOrders, type TinyRig } from '../support/runs.ts'
import { createTinyStore, tinyConnector, tinyOrders } from '../support/tiny-store.ts'

/** The run as a killed process leaves it: in the state it was in, its transaction rolled back. */
class Killed extends Error {}

/**
 * Executes the run in a process that dies before its nth statement: from there on the database hears nothing of it, as
 * when a process is gone. Gives true when it did die.
 */
async function executeDyingAt(rig: TinyRig, runId: string, statement: number): Promise<boolean> {
  const state = { left: statement, died: false }
  const die = () => {
    if (state.died || state.left-- <= 0) {
      state.died = true
      throw new Killed('killed')
    }
  }
  const guard = <T extends { query: unknown }>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name)
        if (name !== 'query') return typeof value === 'function' ? value.bind(object) : value
        return async (...args: unknown[]) => {
          die()
          return (value as (...all: unknown[]) => unknown).apply(object, args)
        }
      },
    })
  const db = {
    ...rig.db,
    pool: guard(rig.db.pool),
    transaction: <T>(work: Parameters<typeof rig.db.transaction<T>>[0]) =>
      rig.db.transaction(async client => {
        const result = await work(guard(client))
        die() // before COMMIT
        return result
      }),
  }
  await executeRun({ ...rig.deps(), db }, runId, new AbortController().signal).catch(error => {
    if (!state.died) throw error
  })
  return state.died
}

await testOnDatabases(t, 'interruptions', async (t, db) => {
  await t.test('killed between any two statements, the run goes on: nothing lost, nothing told twice', async t => {
    const store = createTinyStore(25)
    for (let statement = 1; ; statement += db.embedded ? 5 : 2) {
      const rig = await rigTiny(db, store)
      const runId = await requestTinyRun(db, rig.connectionId)
      const died = await executeDyingAt(rig, runId, statement)
      if (!died) break
      const left = await rig.row(runId)
      t.not(left.state, 'succeeded', `killed at ${statement}`)
      t.equal((await ourOrders(rig)).length, left.created, 'records and counters were committed together')
      t.equal((await rig.events()).length, left.created, 'and so were the events')
      t.match(await rig.execute(runId), { state: 'succeeded', created: 25, attempt: left.attempt + 1 })
      t.same(await ourOrders(rig), storeOrders(rig))
      t.same(new Set(await rig.events()).size, (await rig.events()).length)
      t.equal((await rig.events()).length, 25)
    }
  })

  await t.test('a resumed window keeps its bounds, and its run goes straight on with a new one up to now', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    const runId = await requestTinyRun(db, rig.connectionId)
    await executeDyingAt(rig, runId, 30)
    const {
      rows: [before],
    } = await db.pool.query('SELECT since, until, position FROM windows WHERE connection_id = $1', [rig.connectionId])
    t.ok(before.position, 'it was half read')
    await db.pool.query(`UPDATE windows SET opened_at = now() - interval '1 hour' WHERE connection_id = $1`, [
      rig.connectionId,
    ])
    rig.store.edit(1, { status: 'edited while nothing ran' })
    rig.store.asked.windows.length = 0
    t.match(await rig.execute(runId), { state: 'succeeded' })
    const [resumed, fresh] = [rig.store.asked.windows[0]!, rig.store.asked.windows.at(-1)!]
    t.equal(resumed.until, before.until.toISOString())
    t.ok(fresh.until >= resumed.until && fresh.since! < resumed.until)
    t.same(await ourOrders(rig), storeOrders(rig), 'one run was enough')
  })

  await t.test('a half-read incremental window is finished by the next run', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    rig.store.beforePage = count => {
      if (count === 2) throw new ConnectorError('contract', 'nonsense', { remedy: '' })
    }
    t.match(await rig.run(), { state: 'failed', pages: 2 })
    rig.store.beforePage = () => {}
    t.match(await rig.run(), { state: 'succeeded', created: 10 })
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test(
    'a position that cannot be read any more, or has expired, starts the window over with a notice',
    async t => {
      const rig = await rigTiny(db, createTinyStore(30))
      const runId = await requestTinyRun(db, rig.connectionId)
      await executeDyingAt(rig, runId, 30)
      await db.pool.query(`UPDATE windows SET position = '{"of": "an older version"}' WHERE connection_id = $1`, [
        rig.connectionId,
      ])
      t.match(await rig.execute(runId), { state: 'succeeded', created: 30, notices: [{ message: /started over/ }] })

      const other = await rigTiny(db, createTinyStore(30))
      other.store.beforePage = count => {
        if (count === 2) throw new ConnectorError('position', 'expired', { remedy: '' })
      }
      t.match(await other.run(), { state: 'succeeded', created: 30, notices: [{ message: /started over/ }] })
      other.store.beforePage = () => {
        throw new ConnectorError('position', 'always', { remedy: '' })
      }
      t.match(await other.run(), { state: 'failed', problem: { kind: 'position' } }, 'but not for ever')
    },
  )

  await t.test('a run that Koppla’s stop interrupted waits, and is no success', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    const stop = new AbortController()
    rig.store.beforePage = count => {
      if (count === 2) stop.abort()
    }
    const runId = await requestTinyRun(db, rig.connectionId)
    await t.rejects(rig.execute(runId, stop.signal), { name: 'RetryLaterError', afterMs: 0 })
    t.match(await rig.row(runId), { state: 'waiting', problem: { kind: 'interrupted' } })
    t.match(await rig.execute(runId), { state: 'succeeded' })
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('a second process that takes the run over makes the first stop writing', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    const runId = await requestTinyRun(db, rig.connectionId)
    const second: { row?: unknown } = {}
    rig.store.beforePage = async count => {
      if (count === 1) second.row = await rig.execute(runId)
    }
    const first = await rig.execute(runId)
    t.match(second.row, { state: 'succeeded', attempt: 2 })
    t.match(first, { state: 'succeeded', attempt: 2, created: 30 }, 'and the row tells of the second')
    t.equal((await rig.events()).length, 30)
  })

  await t.test(
    'a cancelled run ends after its page or in the middle of a slow answer, and stays cancelled',
    async t => {
      const rig = await rigTiny(db, createTinyStore(40))
      const wish = (id: string) => db.pool.query('UPDATE runs SET cancel_requested_at = now() WHERE id = $1', [id])
      const runId = await requestTinyRun(db, rig.connectionId)
      rig.store.beforePage = async count => {
        if (count === 1) await wish(runId)
      }
      const run = await rig.execute(runId)
      t.match(run, { state: 'cancelled', problem: null })
      t.ok(run.pages < 4)
      t.equal(await executeRun(rig.deps(), runId, new AbortController().signal), null)
      rig.store.beforePage = () => {}
      t.match(await rig.run(), { state: 'succeeded' })
      t.same(await ourOrders(rig), storeOrders(rig), 'what it had not read comes with the next')

      const slow = await requestTinyRun(db, rig.connectionId, { kind: 'full' })
      await wish(slow)
      t.match(await rig.execute(slow), { state: 'cancelled', pages: 0 }, 'before it began')
    },
  )

  await t.test(
    'a wish to cancel reaches a run that waits for its store, and so does its end with its connection',
    async t => {
      for (const [wish, left] of [
        ['UPDATE runs SET cancel_requested_at = now() WHERE id = $1', 'cancelled'],
        ['DELETE FROM runs WHERE id = $1', null],
      ] as const) {
        const rig = await rigTiny(db, createTinyStore(5))
        const runId = await requestTinyRun(db, rig.connectionId)
        const source = tinyOrders.import!
        const deps = rig.deps()
        const reasons: unknown[] = []
        const open: typeof deps.open = async (id, signal) => {
          async function* pages() {
            await db.pool.query(wish, [runId])
            await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
              // What a connector leaves under way at the store, it ends only for this reason.
              .finally(() => reasons.push(signal.reason))
            yield { records: [], next: null }
          }
          return {
            ...(await deps.open(id, signal)),
            connector: tinyConnector([{ ...tinyOrders, import: { ...source, pages } }]),
          }
        }
        t.equal(await executeRun({ ...deps, open, cancelCheckMs: 20 }, runId, new AbortController().signal), left)
        t.match(reasons, [CancelledError])
      }
    },
  )
})
