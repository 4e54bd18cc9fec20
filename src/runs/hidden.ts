import type { RunContext } from './context.ts'
import { addNotice } from './notices.ts'

/** Fewer are normal: stores filter what they list after they have counted it. */
const many = 100

/** Says that the store counts records which it does not show: many, or all there were. A reconcile finds them once it does. */
export async function tellHidden(context: RunContext, hidden: number): Promise<void> {
  if (hidden === 0 || (hidden < many && (await hasRead(context)))) return
  const { opened, entity } = context
  await addNotice(
    context,
    `${opened.connector.name} counts ${hidden} ${entity.name} here that it does not show, so they were not read. If they are to come: what filters its lists (a plugin, as a rule, or a cache before the store) must let them through. Then start a reconcile.`,
  )
}

async function hasRead({ db, run }: RunContext): Promise<boolean> {
  const { rows } = await db.pool.query<{ read: number }>('SELECT read FROM runs WHERE id = $1', [run.id])
  return (rows[0]?.read ?? 0) > 0
}
