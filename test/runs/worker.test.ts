import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { type DeadRun, openQueue, type Queue } from '../../src/queue.ts'
import { RetryLaterError } from '../../src/runs/execute.ts'
import { requestRun } from '../../src/runs/request.ts'
import { type Execute, startWorker } from '../../src/runs/worker.ts'
import { insertConnection } from '../support/connections.ts'
import { testPromises } from '../support/database-promises.ts'
import { until } from '../support/until.ts'

const now = () => new Date()

async function ask({ db, queue }: { db: Database; queue: Queue }): Promise<string> {
  const connectionId = await insertConnection(db)
  const asked = await db.transaction(client =>
    requestRun({ queue }, client, { connectionId, entity: 'orders', kind: 'incremental', cause: 'manual' }),
  )
  if ('refused' in asked) throw new Error(asked.refused.reason)
  return asked.runId
}

const start = (context: { db: Database; queue: Queue }, execute: Execute, concurrency = 1) =>
  startWorker({ ...context, log: silentLog, now, execute }, { concurrency })

/** Takes a run to `running` and leaves it in a state, as the engine does. */
async function mark(db: Database, runId: string, state: string): Promise<void> {
  await db.pool.query('update runs set state = $2, attempt = attempt + 1 where id = $1', [runId, state])
}

interface Place {
  readonly state: string
  readonly seconds: number
  readonly retries: number
}

/** Where a run stands in the queue, besides what has ended. */
async function placeOf(db: Database, runId: string): Promise<Place | undefined> {
  const found = await db.pool.query<Place>(
    `select state, extract(epoch from start_after - now())::float as seconds, retry_count as retries from pgboss.job
     where name = 'runs' and data ->> 'runId' = $1 and state in ('created', 'retry', 'active')`,
    [runId],
  )
  return found.rows[0]
}

await testPromises(t, 'a worker', {
  'each run is executed once, several at a time': async (t, { db, queue }) => {
    const runIds = await Promise.all([1, 2, 3, 4, 5].map(() => ask({ db, queue })))
    const executed: string[] = []
    let [active, most] = [0, 0]
    await start(
      { db, queue },
      async runId => {
        most = Math.max(most, ++active)
        await sleep(600)
        executed.push(runId)
        active -= 1
      },
      3,
    )
    await until(
      async () => executed.length >= 5 && (await Promise.all(runIds.map(id => placeOf(db, id)))).every(place => !place),
    )
    t.same([...executed].sort(), [...runIds].sort())
    t.ok(most > 1 && most <= 3, `${most} at a time`)
  },

  'a run that is to go on later keeps its place until then': async (t, { db, queue }) => {
    const runId = await ask({ db, queue })
    await start({ db, queue }, async () => {
      await mark(db, runId, 'waiting')
      throw new RetryLaterError('The store asks for an hour.', 3_600_000)
    })
    await until(async () => (await placeOf(db, runId))!.seconds > 60)
    const place = await placeOf(db, runId)
    t.match(place, { state: 'created', retries: 0 })
    t.ok(place!.seconds > 3_500 && place!.seconds <= 3_600)
    const { connectionId } = (await db.prisma.run.findUnique({ where: { id: runId } }))!
    const second = await db.transaction(client =>
      requestRun({ queue }, client, { connectionId, entity: 'orders', kind: 'full', cause: 'manual' }),
    )
    t.match(second, { refused: { runId, reason: /waits to be tried again/ } })
  },

  'an error that nobody expected is tried again by the queue': async (t, { db, queue }) => {
    const runId = await ask({ db, queue })
    await start({ db, queue }, async () => {
      throw new Error('the database was lost')
    })
    await until(async () => (await placeOf(db, runId))!.state === 'retry')
    t.match(await placeOf(db, runId), { state: 'retry', retries: 0 })
  },

  'a run that no attempt brought to an end is failed, with what to do': async (t, { db, queue }) => {
    const runId = await ask({ db, queue })
    await db.pool.query(`update pgboss.job set retry_limit = 0 where name = 'runs'`)
    await start({ db, queue }, async () => {
      await mark(db, runId, 'running')
      throw new Error('the database was lost')
    })
    const read = () => db.prisma.run.findUnique({ where: { id: runId } })
    await until(async () => (await read())!.state === 'failed')
    t.match(await read(), {
      endedAt: Date,
      problem: {
        kind: 'gave_up',
        message: /1 attempt.*the database was lost/,
        remedy: /What was read before is stored/,
      },
    })
  },

  'a run that is given up is counted and its window forgotten, or it is given up again': async (t, { db, queue }) => {
    const runId = await ask({ db, queue })
    const { connectionId } = (await db.prisma.run.findUnique({ where: { id: runId } }))!
    const owner = { connectionId, entity: 'orders' }
    await db.prisma.checkpoint.create({ data: owner })
    const read = { until: now(), ourTime: now(), clockDifferenceMs: 0 }
    await db.prisma.window.create({ data: { ...owner, ...read, runId, purpose: 'full' } })
    const given: ((run: DeadRun) => Promise<void>)[] = []
    await start({ db, queue: { ...queue, onDead: async handler => void given.push(handler) } }, async () => {})
    const giveUp = () => given[0]!({ runId, ...owner, attempts: 6, reason: 'It died.' })
    await db.pool.query('ALTER TABLE windows RENAME TO windows_away')
    await t.rejects(giveUp())
    await db.pool.query('ALTER TABLE windows_away RENAME TO windows')
    await giveUp()
    t.match(await db.prisma.run.findUnique({ where: { id: runId } }), { state: 'failed', problem: { kind: 'gave_up' } })
    t.match(await db.prisma.checkpoint.findMany({ where: { connectionId } }), [{ failures: 1 }])
    t.equal(await db.prisma.window.count(), 0)
  },

  'stopping interrupts what runs, and the run goes on elsewhere at once': async (t, { db, queue }) => {
    const runId = await ask({ db, queue })
    const interrupted: unknown[] = []
    await start({ db, queue }, async (_, signal) => {
      await mark(db, runId, 'running')
      if (!signal.aborted) await once(signal, 'abort')
      interrupted.push(signal.reason)
      await mark(db, runId, 'waiting')
      throw new RetryLaterError('Koppla is being stopped.', 0)
    })
    await until(async () => (await db.prisma.run.count({ where: { state: 'running' } })) === 1)
    await queue.stop(5_000)
    t.match(interrupted, [{ name: 'Interrupted' }])
    t.match(await placeOf(db, runId), { state: 'created', retries: 0 })
    const next = await openQueue(db, silentLog)
    t.teardown(() => next.stop(1_000))
    const executed: string[] = []
    await start({ db, queue: next }, async id => void executed.push(id))
    await until(async () => executed.length > 0)
    t.same(executed, [runId])
  },
})
