import { markDeleted } from '../records/deletions.ts'
import { countMissing, listMissing, markSeen, type Swept } from '../records/marks.ts'
import { type Batch, normalise } from '../records/normalise.ts'
import { supersedeRejections } from '../records/rejections.ts'
import { storeBatch } from '../records/store.ts'
import { BrakeError, brakes } from './brake.ts'
import { type RunContext, targetOf } from './context.ts'
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
  if (await mustWait(context, swept)) {
    // Asking by id takes those out that the lists merely did not show; what then remains is really gone.
    await askForMissing(context, swept, { andDelete: false })
    if (await mustWait(context, swept)) throw new BrakeError(await count(context, swept), context.entity.name)
  }
  await askForMissing(context, swept, { andDelete: true })
}

const count = (context: RunContext, swept: Swept) => countMissing(context.db.pool, targetOf(context), swept)

async function mustWait(context: RunContext, swept: Swept): Promise<boolean> {
  const counted = await count(context, swept)
  return brakes(counted) && counted.missing > context.run.approvedDeletions
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
