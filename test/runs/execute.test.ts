import { randomUUID } from 'node:crypto'
import t from 'tap'
import { executeRun } from '../../src/runs/execute.ts'
import { judge, mostTries } from '../../src/runs/problems.ts'
import { ConnectorError, type ErrorKind } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { requestTinyRun, rigTiny, type TinyRig } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

const signal = new AbortController().signal
const failing = (kind: ErrorKind, retryAfterMs?: number) =>
  new ConnectorError(kind, `It is ${kind}.`, {
    remedy: 'Do this.',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })

async function marks({ db, connectionId }: TinyRig) {
  const { rows } = await db.pool.query(
    `SELECT c.attention, s.unreadable_because AS unreadable FROM connections c JOIN schedules s ON s.connection_id = c.id WHERE c.id = $1`,
    [connectionId],
  )
  return rows[0]
}

await testOnDatabases(t, 'ends of runs', async (t, db) => {
  const rigWithSchedule = async (count = 25) => {
    const rig = await rigTiny(db, createTinyStore(count))
    await db.pool.query(
      `INSERT INTO schedules (connection_id, entity, cron, time_zone) VALUES ($1, 'orders', '0 * * * *', 'UTC')`,
      [rig.connectionId],
    )
    return rig
  }

  await t.test(
    'a refused credential marks the connection, a missing right the schedule, and a success clears both',
    async t => {
      const rig = await rigWithSchedule()
      rig.store.beforePage = () => {
        throw failing('auth')
      }
      t.match(await rig.run(), {
        state: 'failed',
        problem: { kind: 'auth', message: 'It is auth.', remedy: 'Do this.' },
      })
      t.match(await marks(rig), {
        attention: { kind: 'auth', message: 'It is auth.', remedy: 'Do this.', at: String },
        unreadable: null,
      })
      rig.store.beforePage = () => {
        throw failing('permission')
      }
      t.match(await rig.run(), { state: 'failed', problem: { kind: 'permission' } })
      t.match(await marks(rig), { unreadable: 'It is permission. Do this.' })
      rig.store.beforePage = () => {}
      t.match(await rig.run(), { state: 'succeeded', problem: null })
      t.same(await marks(rig), { attention: null, unreadable: null })
    },
  )

  await t.test(
    'a credential that was replaced meanwhile is nobody’s fault: the run goes on with the new one',
    async t => {
      const rig = await rigWithSchedule()
      const runId = await requestTinyRun(db, rig.connectionId)
      for (const kind of ['auth', 'permission'] as const) {
        rig.store.beforePage = async () => {
          await db.pool.query('UPDATE connections SET verified_at = clock_timestamp() WHERE id = $1', [
            rig.connectionId,
          ])
          throw failing(kind)
        }
        await t.rejects(executeRun(rig.deps(), runId, signal), { name: 'RetryLaterError', afterMs: 0 })
        t.match(await rig.row(runId), { state: 'waiting', problem: { message: /another credential/ } })
        t.same(await marks(rig), { attention: null, unreadable: null })
      }
      rig.store.beforePage = () => {}
      t.equal(await executeRun(rig.deps(), runId, signal), 'succeeded')
    },
  )

  await t.test('a store that is away is waited for, longer each time, and in the end the run fails', async t => {
    const rig = await rigWithSchedule()
    rig.store.beforePage = () => {
      throw failing('transient')
    }
    const runId = await requestTinyRun(db, rig.connectionId)
    for (let tries = 1; tries < mostTries; tries++) {
      await t.rejects(executeRun(rig.deps(), runId, signal), { name: 'RetryLaterError' })
      t.match(await rig.row(runId), { state: 'waiting', problem: { kind: 'transient', tries }, attempt: tries })
    }
    t.equal(await executeRun(rig.deps(), runId, signal), 'failed')
    t.match(await rig.row(runId), { state: 'failed', problem: { kind: 'transient', tries: mostTries } })
    t.equal(await executeRun(rig.deps(), runId, signal), null, 'and what has ended is not begun again')
  })

  await t.test('progress in between makes a failure the first in a row again', async t => {
    const rig = await rigWithSchedule(100)
    const runId = await requestTinyRun(db, rig.connectionId)
    rig.store.beforePage = count => {
      if (count % 2 === 1) throw failing('rate_limit', 5_000)
    }
    const states: string[] = []
    while (states.at(-1) !== 'succeeded') {
      const state = await executeRun(rig.deps(), runId, signal).catch(error => {
        t.match(error, { name: 'RetryLaterError', afterMs: 5_000 })
        return 'waiting'
      })
      states.push(state ?? 'nothing')
    }
    t.ok(states.length > mostTries)
    t.match(await rig.row(runId), { state: 'succeeded', created: 100 })
  })

  await t.test('a failure of our own is told in plain words, and the run can be made again', async t => {
    const rig = await rigWithSchedule()
    rig.store.beforePage = () => {
      throw new TypeError('x is not a function, key ck_0123456789abcdef0123')
    }
    const run = await rig.run()
    t.match(run, { state: 'failed', problem: { kind: 'bug', message: /x is not a function/, remedy: /report/ } })
    t.notMatch(run.problem!.message, /ck_0123|\n/)
    rig.store.beforePage = () => {}
    t.match(await rig.run(), { state: 'succeeded' })
  })

  await t.test(
    'a connection that cannot be opened, and an entity that is not imported, fail with what to do',
    async t => {
      const rig = await rigWithSchedule()
      const runId = await requestTinyRun(db, rig.connectionId)
      const open = () => Promise.reject(failing('auth'))
      t.equal(await executeRun({ ...rig.deps(), open }, runId, signal), 'failed')
      t.match(await rig.run({ entity: 'stock' }), {
        state: 'failed',
        problem: { kind: 'contract', message: 'Tiny does not import stock.' },
      })
    },
  )

  await t.test('a run that the queue has given to another is left to that one, with all that it did', async t => {
    const rig = await rigWithSchedule(100)
    const runId = await requestTinyRun(db, rig.connectionId)
    let late: unknown
    rig.store.beforePage = async () => {
      late ??= await executeRun(rig.deps(), runId, signal, async () => false)
    }
    t.equal(await executeRun(rig.deps(), runId, signal), 'succeeded')
    t.equal(late, null)
    t.match(await rig.row(runId), { state: 'succeeded', attempt: 1, created: 100 })
  })

  await t.test('a run that does not exist is nothing to do', async t => {
    const rig = await rigWithSchedule()
    t.equal(await executeRun(rig.deps(), randomUUID(), signal), null)
  })
})

t.test(
  'a lost database or a full disk is waited for; Retry-After is kept within reason; back-off grows with jitter',
  async t => {
    t.match(judge(Object.assign(new Error('no space left'), { code: '53100' }), 1), {
      state: 'waiting',
      problem: { kind: 'database' },
    })
    t.match(judge(new Error('Connection terminated unexpectedly'), 1), { state: 'waiting' })
    t.match(judge(Object.assign(new Error('deadlock detected'), { code: '40P01' }), 1), { state: 'waiting' })
    t.equal(judge(failing('rate_limit', 7_000), 1).againAfterMs, 7_000)
    t.equal(judge(failing('rate_limit', 86_400_000), 1).againAfterMs, 3_600_000)
    t.equal(judge(failing('rate_limit', 0), 1).againAfterMs, 1_000)
    const waits = (tries: number) => Array.from({ length: 50 }, () => judge(failing('transient'), tries).againAfterMs!)
    t.ok(Math.max(...waits(1)) <= 15_000 && Math.min(...waits(4)) >= 60_000)
    t.ok(new Set(waits(3)).size > 1)
  },
)
