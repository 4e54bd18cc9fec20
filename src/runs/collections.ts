import { storeCollections } from '../records/collections.ts'
import { agree, attempt, type Collection, ConnectorError } from '../sdk/index.ts'
import type { RunContext } from './context.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'

/** Reads the groups that records belong to, whole, where the entity has any. Without the right to them, ours stay. */
export async function importCollections(context: RunContext): Promise<void> {
  const { opened } = context
  const all = await attempt(readCollections(context), ({ kind }) => kind === 'permission')
  if (all instanceof ConnectorError)
    return await addNotice(context, `Categories may not be read and stay as they were. ${all.message}`)
  if (all === null) return
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

async function readCollections({ entity, opened }: RunContext): Promise<Collection[] | null> {
  if (entity.collections === undefined) return null
  const all: Collection[] = []
  for await (const page of entity.collections(opened.client)) all.push(...page)
  return all
}
