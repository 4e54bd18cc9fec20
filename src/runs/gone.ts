import { countLive, countLiving } from '../records/marks.ts'
import { cleanText } from '../records/text.ts'
import { brakes } from './brake.ts'
import { type RunContext, targetOf } from './context.ts'
import { addNotice } from './notices.ts'

/**
 * Which of the records that the system says were erased may be marked deleted with their page. So many at once that a
 * reconcile would ask a person first are left to the next one, which does.
 */
export async function judgeGone(context: RunContext, told: readonly string[]): Promise<readonly string[]> {
  if (told.length === 0) return []
  const [{ pool }, target] = [context.db, targetOf(context)]
  const externalIds = told.map(cleanText)
  const missing = await countLiving(pool, target, externalIds)
  const all = await countLive(pool, target, null)
  if (!brakes({ missing, all })) return externalIds
  await addNotice(
    context,
    `${missing} of ${all} ${context.entity.name} were deleted in the store. None was marked deleted: the next reconcile asks a person first.`,
  )
  return []
}
