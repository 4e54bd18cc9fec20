import { countLive, countMissing } from '../records/marks.ts'
import { brake, isMass } from './brake.ts'
import { type RunContext, targetOf } from './context.ts'
import { addNotice } from './notices.ts'
import type { OpenWindow } from './windows.ts'

/** A shopkeeper who edits many at once is nothing rare; more than half of all is worth a word. */
const massEdit = { share: 0.5, atLeast: 20 }

// Much that changed, or went into the trash, at once is imported all the same, and said.

/** What the store told of by itself. */
export async function tellMassEdit(context: RunContext): Promise<void> {
  const changed = await readChanged(context)
  if (changed.total < massEdit.atLeast) return
  const all = (await countLive(context.db.pool, targetOf(context))) + changed.deleted
  if (changed.total > all * massEdit.share)
    await tell(context, { ...changed, all, share: massEdit.share, how: 'at once' })
}

/** What a reconcile has found. */
export async function tellMassChange(context: RunContext, window: OpenWindow): Promise<void> {
  const swept = { windowId: window.id, createdFrom: window.createdFrom, openedAt: window.openedAt }
  const counted = await countMissing(context.db.pool, targetOf(context), swept)
  const changed = await readChanged(context)
  const all = counted.all + changed.deleted
  if (isMass({ missing: changed.total, all }))
    await tell(context, { ...changed, all, share: brake.share, how: 'unnoticed' })
}

interface Changed {
  readonly total: number
  readonly deleted: number
}

async function readChanged({ db, run }: RunContext): Promise<Changed> {
  const { rows } = await db.pool.query<{ updated: number; deleted: number }>(
    'SELECT updated, deleted FROM runs WHERE id = $1',
    [run.id],
  )
  const { updated = 0, deleted = 0 } = rows[0] ?? {}
  return { total: updated + deleted, deleted }
}

interface Mass extends Changed {
  readonly all: number
  readonly share: number
  readonly how: string
}

function tell(context: RunContext, { total, deleted, all, share, how }: Mass): Promise<void> {
  const gone = deleted === 0 ? '' : `, ${deleted} of them deleted`
  const words = `${total} of ${all} ${context.entity.name} (more than ${share * 100} %) had changed ${how}${gone}`
  return addNotice(context, `${words}, and were brought up to date.`)
}
