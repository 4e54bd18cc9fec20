import { storeCollections } from '../records/collections.ts'
import { agree, type Collection } from '../sdk/index.ts'
import type { RunContext } from './context.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'

/** Reads the groups that records belong to, whole, where the entity has any. */
export async function importCollections(context: RunContext): Promise<void> {
  const { entity, opened } = context
  if (entity.collections === undefined) return
  const all: Collection[] = []
  for await (const page of entity.collections(opened.client)) all.push(...page)
  let refused = 0
  await commitStep(context, async client => {
    ;({ refused } = await storeCollections(client, opened.connection.id, all))
    return { changes: [] }
  })
  if (refused > 0)
    await addNotice(
      context,
      `${refused} of ${all.length} categories could not be read and ${agree(refused, 'was', 'were')} left out.`,
    )
}
