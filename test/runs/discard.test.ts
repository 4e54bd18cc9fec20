import t from 'tap'
import type { Database } from '../../src/db.ts'
import { listBraked } from '../../src/runs/braked.ts'
import { discardRun } from '../../src/runs/discard.ts'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, type TinyRig } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

const nightly = { kind: 'reconcile', cause: 'daily_reconcile' }

/** A store with 100 orders of which the first 30 are gone, and the reconcile that stopped before it deleted them. */
async function rigBraked(db: Database): Promise<{ rig: TinyRig; runId: string }> {
  const rig = await rigTiny(db, createTinyStore(100))
  await rig.run()
  for (let id = 1; id <= 30; id++) rig.store.orders.delete(id)
  const runId = await requestTinyRun(db, rig.connectionId, nightly)
  await rig.execute(runId)
  return { rig, runId }
}

await testOnDatabases(t, 'a brake that was pulled', async (t, db) => {
  await t.test('tells how many of how many would be deleted, and some of them by name', async t => {
    const { rig, runId } = await rigBraked(db)
    const [braked, ...more] = (await listBraked(db)).filter(one => one.connectionId === rig.connectionId)
    t.strictSame(more, [])
    t.match(braked, { runId, entity: 'orders', kind: 'reconcile', missing: 30, all: 100, message: /30 of 100 orders/ })
    t.ok(braked!.since instanceof Date)
    t.equal(braked!.sample.length, 10)
    t.match(braked!.sample[0], { externalId: '1', label: /1/, id: /-/ })
    t.strictSame((await listBraked(db, { runId })).length, 1)
  })

  await t.test('discarded, nothing is deleted, and nights neither ask again nor keep silent', async t => {
    const { rig, runId } = await rigBraked(db)
    await discardRun({ db }, runId, 'Anna')
    const run = await rig.row(runId)
    t.match(run, { state: 'cancelled', deleted: 0, problem: { kind: 'discarded', message: /Anna.*30 orders/ } })
    t.strictSame(await listBraked(db, { runId }), [])
    for (const night of [1, 2])
      t.match(
        await rig.run(nightly),
        { state: 'succeeded', deleted: 0, problem: null, notices: [{ message: /30 orders.*are kept/ }] },
        `night ${night}`,
      )
    t.equal((await ourOrders(rig)).length, 100)
  })

  await t.test('discarded, what is deleted later is deleted by itself, or asked of by itself', async t => {
    const { rig, runId } = await rigBraked(db)
    await discardRun({ db }, runId, 'Anna')
    rig.store.orders.delete(31)
    t.match(await rig.run(nightly), { state: 'succeeded', deleted: 1 })
    for (let id = 32; id <= 60; id++) rig.store.orders.delete(id)
    t.match(await rig.run(nightly), { state: 'needs_approval', deleted: 0, problem: { count: 29 } })
  })

  await t.test('discarded, a reconcile that a person starts asks again, however few they are by then', async t => {
    const { rig, runId } = await rigBraked(db)
    await discardRun({ db }, runId, 'Anna')
    for (let id = 1; id <= 25; id++) rig.store.add(id)
    t.match(await rig.run(nightly), { state: 'succeeded', notices: [{ message: /5 orders.*are kept/ }] })
    const again = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
    t.match(await rig.execute(again), { state: 'needs_approval', problem: { count: 5 } })
    await db.pool.query(`UPDATE runs SET state = 'queued', approved_at = now() WHERE id = $1`, [again])
    t.match(await rig.execute(again), { state: 'succeeded', deleted: 5, notices: [] })
    t.match(await rig.run(nightly), { state: 'succeeded', notices: [] }, 'and then there is nothing to say')
  })

  await t.test('what comes back and is deleted once more is nobody’s decision any more', async t => {
    const { rig, runId } = await rigBraked(db)
    await discardRun({ db }, runId, 'Anna')
    rig.store.add(1)
    await rig.run(nightly)
    rig.store.orders.delete(1)
    t.match(await rig.run(nightly), { state: 'succeeded', deleted: 1 })
  })

  await t.test('a later run that looked anew answers or asks in its place', async t => {
    const { rig, runId } = await rigBraked(db)
    const next = await requestTinyRun(db, rig.connectionId, nightly)
    t.match(await rig.execute(next), { state: 'needs_approval' })
    t.match(await rig.row(runId), { state: 'cancelled', problem: { kind: 'superseded' } })
    await t.rejects(discardRun({ db }, runId, 'Anna'), { kind: 'conflict', message: /cancelled/ })
    for (let id = 1; id <= 30; id++) rig.store.add(id)
    t.match(await rig.run(nightly), { state: 'succeeded', deleted: 0 })
    t.match(await rig.row(next), { state: 'cancelled' }, 'nothing is asked of a store that is well again')
  })
})

await testOnDatabases(t, 'much that is edited in the store at once is imported, and said', async (t, db) => {
  const rig = await rigTiny(db, createTinyStore(40))
  await rig.run()
  const editAll = (upTo: number) => {
    for (let id = 1; id <= upTo; id++) rig.store.edit(id, { status: `edited-${upTo}` })
  }
  editAll(20)
  t.match(await rig.run(), { state: 'succeeded', updated: 20, notices: [] }, 'half of them is nothing rare')
  editAll(21)
  t.match(await rig.run(), { state: 'succeeded', updated: 21, notices: [{ message: /21 of 40 orders.*at once/ }] })
})
