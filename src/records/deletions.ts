import type { PoolClient } from 'pg'
import type { Change } from '../events/outbox.ts'
import { tables } from './tables.ts'
import type { Target } from './upsert.ts'

// Without a fingerprint a record that comes back looks changed to a sweep, whatever it looks like.
const gone = 'deleted_at = now(), changed_at = now(), fingerprint = NULL'

/** Marks records as gone from the store. Marked, never erased. */
export async function markDeleted(
  client: PoolClient,
  target: Target,
  externalIds: readonly string[],
): Promise<Change[]> {
  if (externalIds.length === 0) return []
  const { rows } = await client.query<{ externalId: string }>(
    `UPDATE ${tables[target.entity.name].table} SET ${gone}
     WHERE connection_id = $1 AND external_id = ANY ($2) AND deleted_at IS NULL RETURNING external_id AS "externalId"`,
    [target.connectionId, externalIds],
  )
  return rows.map(row => toDeletion(target, row.externalId))
}

/** Marks what we have of these parents beside the records that were just read: their set was complete. */
export async function markLeftOut(
  client: PoolClient,
  target: Target,
  set: { readonly parents: readonly string[]; readonly externalIds: readonly string[] },
): Promise<Change[]> {
  if (set.parents.length === 0) return []
  const { rows } = await client.query<{ externalId: string }>(
    `UPDATE ${tables[target.entity.name].table} SET ${gone}
     WHERE connection_id = $1 AND parent_external_id = ANY ($2) AND external_id <> ALL ($3) AND deleted_at IS NULL
     RETURNING external_id AS "externalId"`,
    [target.connectionId, set.parents, set.externalIds],
  )
  return rows.map(row => toDeletion(target, row.externalId))
}

function toDeletion({ connectionId, entity, runId }: Target, externalId: string): Change {
  return { connectionId, entity: entity.name, externalId, change: 'deleted', runId }
}
