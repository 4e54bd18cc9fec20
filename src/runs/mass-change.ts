import { countLive } from '../records/marks.ts'
import { brake } from './brake.ts'
import { type RunContext, targetOf } from './context.ts'
import { addNotice } from './notices.ts'
import type { OpenWindow } from './windows.ts'

/** A shopkeeper who edits many at once is nothing rare; more than half of all is worth a word. */
const massEdit = { share: 0.5, atLeast: 20 }

// Much that changed, or went into the trash, at once is imported all the same, and said.

/** What the store told of by itself. */
export const tellMassEdit = (context: RunContext): Promise<void> =>
  tellMass(context, { ...massEdit, how: 'at once', createdFrom: null })

/** What a reconcile has found. */
export const tellMassChange = (context: RunContext, { createdFrom }: OpenWindow): Promise<void> =>
  tellMass(context, { ...brake, how: 'unnoticed', createdFrom })

interface Mass {
  readonly share: number
  readonly atLeast: number
  readonly how: string
  /** Of the records that are counted. */
  readonly createdFrom: Date | null
}

async function tellMass(context: RunContext, { share, atLeast, how, createdFrom }: Mass): Promise<void> {
  const { updated, deleted } = await readChanged(context)
  const changed = updated + deleted
  if (changed < atLeast) return
  const all = (await countLive(context.db.pool, targetOf(context), createdFrom)) + deleted
  if (changed <= all * share) return
  const gone = deleted === 0 ? '' : `, ${deleted} of them deleted`
  const words = `${changed} of ${all} ${context.entity.name} (more than ${share * 100} %) had changed ${how}${gone}`
  await addNotice(context, `${words}, and were brought up to date.`)
}

async function readChanged({ db, run }: RunContext): Promise<{ updated: number; deleted: number }> {
  const { rows } = await db.pool.query('SELECT updated, deleted FROM runs WHERE id = $1', [run.id])
  return rows[0] ?? { updated: 0, deleted: 0 }
}
