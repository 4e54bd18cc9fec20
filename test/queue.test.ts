import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import t from 'tap'
import { type DeadRun, Interrupted } from '../src/queue.ts'
import { testOnDatabases } from './support/database.ts'
import { enqueue, hurry, newRun, nextRun, openTestQueue, states, store } from './support/queue.ts'
import { until } from './support/until.ts'

await testOnDatabases(t, 'a run is queued with the transaction that asks for it, or not at all', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const rolledBack = db.transaction(async client => {
    t.equal(await queue.enqueueRun(client, newRun()), true)
    throw new Error('no')
  })
  await t.rejects(rolledBack, { message: 'no' })
  t.same(await states(db), [])
  const request = newRun()
  t.equal(await db.transaction(client => queue.enqueueRun(client, request)), true)
  t.match(await nextRun(queue), { ...request, attempt: 1, mayRetry: true })
})

await testOnDatabases(t, 'one per connection and entity: queued, active or waiting to be retried', async (t, db) => {
  const queue = await openTestQueue(t, db)
  t.equal(await enqueue(db, queue), true)
  t.equal(await enqueue(db, queue), false, 'queued')
  t.equal(await enqueue(db, queue, { entity: 'products' }), true, 'another entity')
  t.equal(await enqueue(db, queue, { connectionId: randomUUID() }), true, 'another connection')

  const { promise: failNow, reject } = Promise.withResolvers<void>()
  failNow.catch(() => {})
  await nextRun(queue, run =>
    run.entity === 'orders' && run.connectionId === store.connectionId ? failNow : Promise.resolve(),
  )
  await until(async () => (await states(db)).filter(state => state === 'completed').length === 2)
  t.equal(await enqueue(db, queue), false, 'active')
  t.equal(await enqueue(db, queue, { startAfter: new Date(Date.now() + 3_600_000) }), false, 'active, for later')

  reject(new Error('try again'))
  await until(async () => (await states(db)).includes('retry'))
  t.equal(await enqueue(db, queue), false, 'waiting to be retried')
})

await testOnDatabases(t, 'many who ask at once for the same get one', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const answers = await Promise.all(Array.from({ length: 20 }, () => enqueue(db, queue)))
  t.equal(answers.filter(Boolean).length, 1)
  t.same(await states(db), ['created'])
})

await testOnDatabases(t, 'a run that returned frees its place', async (t, db) => {
  const queue = await openTestQueue(t, db)
  await enqueue(db, queue)
  await nextRun(queue)
  await until(async () => (await states(db)).at(-1) === 'completed')
  t.equal(await enqueue(db, queue), true)
})

await testOnDatabases(t, 'a run that throws is tried again, and after its last attempt it is dead', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const request = newRun()
  await db.transaction(client => queue.enqueueRun(client, request))
  const seen: [number, boolean][] = []
  const dead: DeadRun[] = []
  await queue.onDead(async run => void dead.push(run))
  await queue.workRuns(
    async run => {
      seen.push([run.attempt, run.mayRetry])
      throw new Error(`the store is away (${run.attempt})`)
    },
    { concurrency: 1 },
  )
  await until(async () => {
    await hurry(db)
    return dead.length > 0
  })
  t.same(seen, [...[1, 2, 3, 4, 5].map(attempt => [attempt, true]), [6, false]])
  t.same(dead, [{ ...request, attempts: 6, reason: 'the store is away (6)' }])
  t.equal(await enqueue(db, queue), true, 'its place is free')
})

await testOnDatabases(
  t,
  'an attempt that got further than the one before is not held against the run',
  async (t, db) => {
    const queue = await openTestQueue(t, db)
    await enqueue(db, queue)
    const progress = [0, 3, 3, 5]
    const seen: number[] = []
    const dead: DeadRun[] = []
    await queue.onDead(async run => void dead.push(run))
    await queue.workRuns(
      async run => {
        seen.push(run.attempt)
        throw new Error('its process died')
      },
      { concurrency: 1, readProgress: async () => progress[seen.length] ?? 5 },
    )
    await until(async () => {
      await hurry(db)
      return dead.length > 0
    })
    t.same(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9], 'five more after the fourth, which was the last to find progress')
    t.match(dead, [{ ...store, attempts: 9 }])
  },
)

await testOnDatabases(t, 'a postponed run gives up its place and takes it again in one transaction', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const request = newRun()
  const later = new Date(Date.now() + 3_600_000)
  await db.transaction(client => queue.enqueueRun(client, request))
  await nextRun(queue, run =>
    db.transaction(async client => {
      t.equal(await run.postpone(client, later), true)
      t.equal(await run.postpone(client, later), false, 'once')
    }),
  )
  await until(async () => (await states(db)).length === 2)
  t.equal(await enqueue(db, queue), false)
  const { rows } = await db.pool.query(`SELECT data, start_after, state FROM pgboss.job WHERE state <> 'completed'`)
  t.same(rows, [{ data: request, start_after: later, state: 'created' }])
})

await testOnDatabases(t, 'a run that has not begun can be withdrawn, an active one cannot', async (t, db) => {
  const queue = await openTestQueue(t, db)
  const withdraw = () => db.transaction(client => queue.withdrawRun(client, store.connectionId, store.entity))
  t.equal(await withdraw(), false)
  await enqueue(db, queue)
  t.equal(await withdraw(), true)
  await enqueue(db, queue)
  const { promise: finish, resolve } = Promise.withResolvers<void>()
  await nextRun(queue, () => finish)
  t.equal(await withdraw(), false)
  resolve()
})

await testOnDatabases(t, 'stopping interrupts what is active, and the run goes on at once elsewhere', async (t, db) => {
  const first = await openTestQueue(t, db)
  const request = newRun()
  await db.transaction(client => first.enqueueRun(client, request))
  let reason: unknown
  await nextRun(first, async (_run, signal) => {
    await once(signal, 'abort')
    reason = signal.reason
    signal.throwIfAborted()
  })
  await first.stop(5_000)
  t.ok(reason instanceof Interrupted)
  const second = await openTestQueue(t, db)
  t.match(await nextRun(second), { ...request, attempt: 1 }, 'no attempt was used up')
})

await testOnDatabases(t, 'stopping does not wait for ever, and what it leaves is tried again', async (t, db) => {
  const queue = await openTestQueue(t, db)
  await enqueue(db, queue)
  const { promise: never, resolve } = Promise.withResolvers<void>()
  await nextRun(queue, () => never)
  await queue.stop(10)
  t.same(await states(db), ['retry'])
  resolve()
})
