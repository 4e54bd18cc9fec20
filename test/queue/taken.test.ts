import { once } from 'node:events'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import type { QueuedRun } from '../../src/queue.ts'
import { openTestDatabase, testOnDatabases, testServerUrl } from '../support/database.ts'
import { enqueue, newRun, nextRun, openTestQueue, states } from '../support/queue.ts'
import { until } from '../support/until.ts'

/** As a process leaves it that dies after so many have died of it before. */
async function leaveActive(db: Database, deathsBefore: number): Promise<void> {
  await db.pool.query(
    `UPDATE pgboss.job SET state = 'active', started_on = now(), retry_count = $1,
       heartbeat_on = now() - interval '11 seconds' WHERE name = 'runs'`,
    [deathsBefore],
  )
}

await testOnDatabases(t, 'a run whose process died is taken up again, without a delay', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const request = newRun()
  await db.transaction(client => queue.enqueueRun(client, request))
  await leaveActive(db, 0)
  t.match(await nextRun(queue), { ...request, attempt: 2 })
})

// Of several processes, that is; the one of the embedded database takes back what it left.
if (testServerUrl) {
  await t.test('a run that process after process died of is let rest, never for long', async t => {
    const { db } = await openTestDatabase(t, 'server')
    const queue = await openTestQueue(t, db)
    await enqueue(db, queue)
    await leaveActive(db, 4)
    let taken = false
    void nextRun(queue).then(() => (taken = true))
    const rests = `start_after BETWEEN now() + interval '20 seconds' AND now() + interval '31 seconds'`
    await until(async () => {
      const { rows } = await db.pool.query(`SELECT FROM pgboss.job WHERE state = 'retry' AND ${rests}`)
      return rows.length === 1
    })
    t.notOk(taken)
  })
}

await testOnDatabases(t, 'whoever stood still asks whether a run is still its own', async (t, db) => {
  const queue = await openTestQueue(t, db)
  await enqueue(db, queue)
  const taken: QueuedRun[] = []
  const standStill = (run: QueuedRun) => new Promise<void>(() => taken.push(run))
  await queue.workRuns(standStill, { concurrency: 2 })
  await until(() => taken.length === 1)
  const isHeld = () => db.transaction(async client => [await taken[0]!.isHeld(client), await taken[1]?.isHeld(client)])
  t.same(await isHeld(), [true, undefined])
  await db.pool.query(`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE name = 'runs'`)
  t.same(await isHeld(), [false, undefined], 'taken from it')
  await until(() => taken.length === 2)
  t.same(await isHeld(), [false, true], 'and given to another')
  await queue.stop(10)
})

await testOnDatabases(t, 'a run that is no longer this attempt’s has its signal aborted', async (t, db) => {
  const queue = await openTestQueue(t, db)
  await enqueue(db, queue)
  const aborted = new Promise<AbortSignal>(resolve => {
    void nextRun(queue, async (_run, signal) => {
      await once(signal, 'abort')
      resolve(signal)
    })
  })
  await until(async () => (await states(db))[0] === 'active')
  await db.pool.query(
    `UPDATE pgboss.job SET state = 'retry', start_after = now() + interval '1 day' WHERE name = 'runs'`,
  )
  t.match((await aborted).reason, { message: /no longer active/ })
})
