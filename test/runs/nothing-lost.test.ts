import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { ConnectorError } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, storeOrders, type TinyRig } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

const minute = 60_000

// What shopkeepers and their systems do. `silent` bumps no modified time.
const action = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('edit' as const) },
    { weight: 3, arbitrary: fc.constantFrom('skewStore', 'skewOurs' as const) },
    { weight: 5, arbitrary: fc.constantFrom('add', 'silent', 'trash', 'restore', 'delete', 'bad' as const) },
  ),
  id: fc.integer({ min: 1, max: 45 }),
  by: fc.integer({ min: -180, max: 180 }),
})
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

const turn = fc.record({
  /** Done while the run reads, before the page of that number. */
  meanwhile: fc.array(fc.record({ page: fc.nat(6), action }), { maxLength: 5 }),
  /** Before this page the store breaks down (transient), refuses (fails the run) or the process is stopped. */
  breaksAt: fc.option(fc.record({ page: fc.nat(4), how: fc.constantFrom('transient', 'contract', 'stop' as const) }), {
    freq: 2,
  }),
  kind: fc.constantFrom('incremental', 'incremental', 'full', 'reconcile' as const),
  /** Done after it. */
  after: fc.array(action, { maxLength: 6 }),
  pauseMinutes: fc.integer({ min: 1, max: 200 }),
})
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never

async function play(db: Database, turns: readonly Turn[]) {
  const rig = await rigTiny(db, createTinyStore(0))
  const time = { real: Date.parse('2026-05-05T12:00:00Z'), ours: 0, skewed: false }
  rig.now = () => new Date(time.real + time.ours)
  rig.store.now = () => new Date(time.real)
  const before = '2026-04-01T12:00:00.000Z'
  for (let id = 1; id <= 40; id++) rig.store.add(id, { created: before, modified: before })
  const done = { deletions: 0, leftOpen: false }
  const act = ({ what, id, by }: Action) => {
    const order = rig.store.orders.get(id)
    const skew = () => {
      // One clock between two looks at both: two that move together cannot be told from none.
      if (time.skewed) return
      time.skewed = true
      if (what === 'skewStore') rig.store.skewMs = (rig.store.skewMs ?? 0) + by * minute
      else time.ours += by * minute
    }
    if (what === 'skewStore' || what === 'skewOurs') return skew()
    if (order === undefined) return void rig.store.add(id, { status: what })
    if (what === 'edit' || what === 'add') rig.store.edit(id, { status: `edited ${by}`, total: '37.50' })
    if (what === 'silent')
      rig.store.orders.set(id, { ...order, refunds: [{ id: 1_000 + Math.abs(by), amount: '1.00' }] })
    if (what === 'trash') rig.store.edit(id, { trashed: true })
    if (what === 'restore') rig.store.edit(id, { trashed: false })
    if (what === 'bad') rig.store.edit(id, { total: 'NaN' })
    if (what === 'delete' && done.deletions++ < 3) rig.store.orders.delete(id)
  }
  for (const one of turns) {
    // An incremental run looks at both clocks before it reads, unless it finds a window left open.
    if (one.kind === 'incremental' && !done.leftOpen) time.skewed = false
    const state = await playTurn(rig, one, act)
    if (one.kind === 'incremental') done.leftOpen = state !== 'succeeded'
    one.after.forEach(act)
    time.real += one.pauseMinutes * minute
  }
  const missed = await quietly(rig, time)
  return { missed, ours: await ourOrders(rig), theirs: storeOrders(rig), doubled: await doubledEvents(rig) }
}

async function playTurn(rig: TinyRig, { meanwhile, breaksAt, kind }: Turn, act: (action: Action) => void) {
  const stop = new AbortController()
  const waiting = [...meanwhile]
  const start = rig.store.asked.pages
  rig.store.beforePage = count => {
    const page = count - start
    for (const { action } of waiting.filter(one => one.page === page)) act(action)
    if (page !== breaksAt?.page) return
    if (breaksAt.how === 'stop') stop.abort()
    else throw new ConnectorError(breaksAt.how, 'broken', { remedy: '' })
  }
  const runId = await requestTinyRun(rig.db, rig.connectionId, { kind })
  return executeRun(rig.deps(), runId, stop.signal).catch(error => {
    if ((error as Error).name !== 'RetryLaterError') throw error
  })
}

/** A quiet moment, one incremental and one reconcile run. What is bad is put right before. Gives what the first missed. */
async function quietly(rig: TinyRig, time: { real: number }): Promise<string[]> {
  rig.store.beforePage = () => {}
  for (const [id, order] of rig.store.orders) if (order.total === 'NaN') rig.store.edit(id, { total: '37.50' })
  time.real += minute
  await succeed(rig, 'incremental')
  const ours = new Set((await ourOrders(rig)).map(withoutSilent))
  const missed = storeOrders(rig)
    .map(withoutSilent)
    .filter(one => !ours.has(one))
  await succeed(rig, 'reconcile')
  return missed
}

async function succeed(rig: TinyRig, kind: string): Promise<void> {
  const run = await rig.run({ kind })
  if (run.state !== 'succeeded') throw new Error(`${kind} ended ${run.state}: ${JSON.stringify(run.problem)}`)
}

const withoutSilent = (order: string) => order.split(' ').slice(0, -1).join(' ')

/** A record is created once and then goes on; two tellings of its birth would be an order shipped twice. */
async function doubledEvents(rig: TinyRig): Promise<string[]> {
  const created = (await rig.events()).filter(one => one.endsWith('created'))
  return created.filter((one, at) => created.indexOf(one) !== at)
}

t.setTimeout(600_000)
const name = 'after a quiet moment our records equal the store’s, whatever happened before'
await testOnDatabases(t, name, async (t, db) => {
  const holds = fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 5 }), async turns => {
    const { missed, ours, theirs, doubled } = await play(db, turns)
    assert.deepEqual({ missed, ours, doubled }, { missed: [], ours: theirs, doubled: [] })
  })
  await t.resolves(fc.assert(holds, { numRuns: db.embedded ? 15 : 40 }))
})
