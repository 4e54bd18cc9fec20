import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { GoneError, pruneEvents, readEvents } from '../../src/events/feed.ts'
import { appendEvents, type Change } from '../../src/events/outbox.ts'
import { testOnDatabases } from '../support/database.ts'

const change = (externalId: string, more: Partial<Change> = {}): Change => ({
  connectionId: randomUUID(),
  entity: 'orders',
  externalId,
  change: 'created',
  runId: null,
  ...more,
})

const tell = (db: Database, ...told: Change[]) => db.transaction(client => appendEvents(client, told))

async function readAll(db: Database, after = 0): Promise<number[]> {
  const { events } = await readEvents(db.pool, { after, limit: 100_000 })
  return events.map(one => one.position)
}

await testOnDatabases(t, 'events are read in the order told, from any position, filtered and cut', async (t, db) => {
  t.same(await readEvents(db.pool, { after: 0, limit: 10 }), { events: [], next: 0, newest: 0 })
  const mine = randomUUID()
  await tell(db, change('1', { connectionId: mine }), change('2'))
  await tell(db)
  await tell(db, change('3', { connectionId: mine, entity: 'products', change: 'deleted' }))
  const page = await readEvents(db.pool, { after: 0, limit: 2 })
  t.match(page, { events: [{ position: 1, externalId: '1' }, { position: 2 }], next: 2, newest: 3 })
  t.match(await readEvents(db.pool, { after: 2, limit: 2 }), { events: [{ position: 3, change: 'deleted' }], next: 3 })
  const filtered = await readEvents(db.pool, { after: 0, limit: 10, connectionId: mine, entity: 'orders' })
  t.match(filtered, { events: [{ externalId: '1' }], next: 3 })
  t.equal(filtered.events.length, 1)
})

await testOnDatabases(t, 'a rolled back transaction leaves no event and no hole', async (t, db) => {
  await tell(db, change('1'))
  const failing = db.transaction(async client => {
    await appendEvents(client, [change('2')])
    throw new Error('no')
  })
  await t.rejects(failing, { message: 'no' })
  await tell(db, change('3'))
  t.same(await readAll(db), [1, 2])
})

await testOnDatabases(
  t,
  'while many write, a reader that goes on from the last position misses nothing',
  async (t, db) => {
    const [writers, each] = db.embedded ? [2, 10] : [8, 40]
    const write = async (writer: number) => {
      for (let at = 0; at < each; at++)
        await db.transaction(async client => {
          const told = Array.from({ length: 1 + (at % 3) }, (_, n) => change(`${writer}-${at}-${n}`))
          await appendEvents(client, told)
          // Between the position's being given and COMMIT: here a reader of a plain sequence would be overtaken.
          await client.query('SELECT pg_sleep($1)', [Math.random() / 1_000])
        })
    }
    const writing = Promise.all(Array.from({ length: writers }, (_, at) => write(at)))
    const state = { done: false }
    const finished = writing.then(() => {
      state.done = true
    })
    const read: number[] = []
    for (let last = false; !last; ) {
      last = state.done
      const page = await readEvents(db.pool, { after: read.at(-1) ?? 0, limit: 7 })
      read.push(...page.events.map(one => one.position))
      if (page.events.length > 0) last = false
      await wait(1)
    }
    await finished
    t.same(
      read,
      Array.from({ length: read.length }, (_, at) => at + 1),
    )
    t.same(read, await readAll(db), 'all of them, each once')
  },
)

await testOnDatabases(t, 'a reader behind retention is told that it is gone and where to start over', async (t, db) => {
  t.equal(await pruneEvents(db, new Date()), 0, 'with nothing told there is nothing to forget')
  for (const id of ['1', '2', '3', '4']) await tell(db, change(id))
  await db.pool.query(`UPDATE events SET at = now() - interval '40 days' WHERE position <= 2`)
  t.equal(await pruneEvents(db, new Date(Date.now() - 30 * 86_400_000)), 2)
  await t.rejects(readAll(db, 0), new GoneError('Events up to position 2 are no longer kept.', 4))
  await t.rejects(readAll(db, 1), { name: 'GoneError', startAfter: 4 })
  t.same(await readAll(db, 2), [3, 4], 'one that has read up to there misses nothing')
  t.equal(await pruneEvents(db, new Date(Date.now() + 60_000)), 2)
  t.same(await readAll(db, 4), [])
  await tell(db, change('5'))
  t.same(await readAll(db, 4), [5])
})

await testOnDatabases(t, 'a reader ahead of us (our database was restored) starts over', async (t, db) => {
  await tell(db, change('1'))
  await t.rejects(readAll(db, 7), { name: 'GoneError', startAfter: 1 })
})
