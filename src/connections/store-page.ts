import type { Database } from '../db.ts'
import type { EntityName, Registry, StoreFacts } from '../sdk/index.ts'

interface Row {
  readonly system: string
  readonly facts: StoreFacts
}

/** Where a person sees a record in the store's own back office; null where there is no such page. A practice store has none. */
export async function findStorePage(
  { db, registry }: { readonly db: Pick<Database, 'pool'>; readonly registry: Registry },
  entity: EntityName,
  { connectionId, externalId }: { readonly connectionId: string; readonly externalId: string },
): Promise<string | null> {
  const { rows } = await db.pool.query<Row>(
    'SELECT system, facts FROM connections WHERE id = $1 AND practice IS NULL AND deleted_at IS NULL',
    [connectionId],
  )
  const connector = registry.get(rows[0]?.system ?? '')
  const facts = connector?.facts.safeParse(rows[0]?.facts).data
  const page = facts && connector?.pageOf?.(entity, externalId, facts)
  return page && /^https?:\/\//.test(page) ? page : null
}
