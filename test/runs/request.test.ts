import t from 'tap'
import type { Database } from '../../src/db.ts'
import type { Queue } from '../../src/queue.ts'
import { cancelRun } from '../../src/runs/cancel.ts'
import { type RunRequest, requestRun } from '../../src/runs/request.ts'
import { failureOf, insertConnection, insertSchedule } from '../support/connections.ts'
import { testPromises } from '../support/database-promises.ts'

const manual = (connectionId: string): RunRequest => ({
  connectionId,
  entity: 'orders',
  kind: 'incremental',
  cause: 'manual',
})

const ask = ({ db, queue }: { db: Database; queue: Queue }, request: RunRequest) =>
  db.transaction(client => requestRun({ queue }, client, request))

await testPromises(t, 'asking for a run', {
  'a run is put with its place in the queue, and only one at a time': async (t, { db, queue }) => {
    const connectionId = await insertConnection(db)
    const first = await ask(
      { db, queue },
      { ...manual(connectionId), kind: 'from_date', fromDate: new Date('2026-01-02'), requestedBy: 'key:desk' },
    )
    t.match(await db.prisma.run.findMany(), [
      {
        id: 'runId' in first && first.runId,
        state: 'queued',
        kind: 'from_date',
        cause: 'manual',
        requestedBy: 'key:desk',
        fromDate: new Date('2026-01-02'),
      },
    ])
    t.match(await ask({ db, queue }, manual(connectionId)), {
      refused: { reason: /still waits for its turn/, runId: 'runId' in first && first.runId },
    })
    t.match(await ask({ db, queue }, { ...manual(connectionId), entity: 'products' }), { runId: String })
    t.equal(await db.prisma.run.count(), 2)
  },

  'a rollback leaves neither run nor place in the queue': async (t, { db, queue }) => {
    const connectionId = await insertConnection(db)
    const failed = db.transaction(async client => {
      t.match(await requestRun({ queue }, client, manual(connectionId)), { runId: String })
      throw new Error('and then something failed')
    })
    await t.rejects(failed, { message: 'and then something failed' })
    t.equal(await db.prisma.run.count(), 0)
    t.match(await ask({ db, queue }, manual(connectionId)), { runId: String }, 'the place is free')
  },

  'what cannot run is refused with the reason': async (t, { db, queue }) => {
    const paused = await insertConnection(db, { pausedAt: new Date('2026-11-01T10:00Z') })
    const troubled = await insertConnection(db, { attention: { kind: 'auth', message: 'The key was revoked.' } })
    const unreadable = await insertConnection(db)
    await insertSchedule(db, unreadable, { active: false, unreadableBecause: 'the key may not read orders.' })
    t.match(await ask({ db, queue }, manual(paused)), {
      refused: { reason: /paused since 2026-11-01 10:00 UTC\. Resume/ },
    })
    t.match(await ask({ db, queue }, manual(troubled)), { refused: { reason: /The key was revoked/ } })
    t.match(await ask({ db, queue }, manual(unreadable)), { refused: { reason: /the key may not read orders/ } })
    t.match(await failureOf(ask({ db, queue }, manual('00000000-0000-4000-8000-000000000000'))), { kind: 'not_found' })
    t.equal(await db.prisma.run.count(), 0)
  },

  'a run that waits is cancelled at once and frees its place': async (t, { db, queue }) => {
    const connectionId = await insertConnection(db)
    const asked = await ask({ db, queue }, manual(connectionId))
    if (!('runId' in asked)) return t.fail('it was refused')
    t.same(await cancelRun({ db, queue }, asked.runId), { state: 'cancelled' })
    t.match(await db.prisma.run.findUnique({ where: { id: asked.runId } }), { state: 'cancelled', endedAt: Date })
    t.match(await failureOf(cancelRun({ db, queue }, asked.runId)), {
      kind: 'conflict',
      message: /has ended \(cancelled\)/,
    })
    t.match(await failureOf(cancelRun({ db, queue }, '00000000-0000-4000-8000-000000000000')), { kind: 'not_found' })
    t.match(await ask({ db, queue }, manual(connectionId)), { runId: String })
  },
})
