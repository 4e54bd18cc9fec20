import { markDeleted } from '../records/deletions.ts'
import { countMissing, listMissing, markSeen, type Swept } from '../records/marks.ts'
import { type Batch, normalise } from '../records/normalise.ts'
import { supersedeRejections } from '../records/rejections.ts'
import { countSpared } from '../records/spared.ts'
import { storeBatch } from '../records/store.ts'
import { BrakeError, brakes, type Question } from './brake.ts'
import { type RunContext, targetOf } from './context.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'
import type { OpenWindow } from './windows.ts'

const askAtOnce = 100

/**
 * Marks deleted what a complete sweep did not see, we had before it began, lies inside Order Start, and the store does
 * not know when it is asked by id.
 * @throws BrakeError when that is more than may be deleted without a person.
 */
export async function deleteUnseen(context: RunContext, window: OpenWindow): Promise<void> {
  const swept = { windowId: window.id, createdFrom: window.createdFrom, openedAt: window.openedAt }
  await endEarlierQuestions(context)
  if (await mustWait(context, swept)) {
    // Asking by id takes those out that the lists merely did not show; what then remains is really gone.
    await askForMissing(context, swept, { andDelete: false })
    if (await mustWait(context, swept)) throw new BrakeError(await describeMissing(context, swept))
  }
  await askForMissing(context, swept, { andDelete: true })
  await tellSpared(context)
}

const count = (context: RunContext, swept: Swept) => countMissing(context.db.pool, targetOf(context), swept)

/** What a person has decided to keep is not deleted by a later run without asking again. */
async function mustWait(context: RunContext, swept: Swept): Promise<boolean> {
  const counted = await count(context, swept)
  if (counted.missing <= context.run.approvedDeletions) return false
  return brakes(counted) || (await countSpared(context.db.pool, targetOf(context), swept.windowId)) > 0
}

const sampleSize = 10

async function describeMissing(context: RunContext, swept: Swept): Promise<Question> {
  const sample = await listMissing(context.db.pool, targetOf(context), { swept, after: '', limit: sampleSize })
  return { ...(await count(context, swept)), entity: context.entity.name, sample }
}

/** This run has looked anew: what an earlier one asks is answered by it, or asked by it again. */
async function endEarlierQuestions({ db, run }: RunContext): Promise<void> {
  const problem = {
    kind: 'superseded',
    message: 'It waited for a person. A later run has looked anew.',
    remedy: 'Look at the later run.',
  }
  await db.pool.query(
    `UPDATE runs SET state = 'cancelled', ended_at = now(), problem = $4
     WHERE connection_id = $1 AND entity = $2 AND state = 'needs_approval' AND id <> $3`,
    [run.connectionId, run.entity, run.id, JSON.stringify(problem)],
  )
}

/** What is kept against the store's word is never kept in silence. */
async function tellSpared(context: RunContext): Promise<void> {
  const spared = await countSpared(context.db.pool, targetOf(context))
  if (spared === 0) return
  await addNotice(
    context,
    `${spared} ${context.entity.name} that the store does not show any more are kept, as a person decided. Start this run by hand to be asked again.`,
  )
}

async function askForMissing(context: RunContext, swept: Swept, how: { andDelete: boolean }): Promise<void> {
  for (let after = ''; ; ) {
    const ids = await listMissing(context.db.pool, targetOf(context), { swept, after, limit: askAtOnce })
    if (ids.length === 0) return
    context.abort.signal.throwIfAborted()
    const raws = await context.source.fetch(context.opened.client, ids)
    const batch = normalise(context.entity, context.opened.connection.facts, raws)
    await settle(context, { swept, ids, batch, andDelete: how.andDelete })
    after = ids.at(-1)!
  }
}

interface Asked {
  readonly swept: Swept
  readonly ids: readonly string[]
  readonly batch: Batch
  readonly andDelete: boolean
}

async function settle(context: RunContext, { swept, ids, batch, andDelete }: Asked): Promise<void> {
  const target = targetOf(context)
  const found = new Set([...batch.records, ...batch.rejections].map(one => one.externalId))
  // An answer that does not tell its id may be any of those asked for: then none of them counts as gone.
  const gone = found.has(null) ? [] : ids.filter(id => !found.has(id))
  await commitStep(context, async client => {
    const stored = await storeBatch(client, target, batch)
    await markSeen(
      client,
      swept.windowId,
      ids.filter(id => !gone.includes(id)),
    )
    const deleted = andDelete ? await markDeleted(client, target, gone) : []
    if (andDelete) await supersedeRejections(client, target, gone)
    return { changes: [...stored.changes, ...deleted], rejected: stored.rejections.length }
  })
}
