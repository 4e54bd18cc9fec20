import type { PoolClient } from 'pg'

export const changes = ['created', 'updated', 'deleted', 'restored'] as const
export type ChangeName = (typeof changes)[number]

/** This record changed. */
export interface Change {
  readonly connectionId: string
  readonly entity: string
  readonly externalId: string
  readonly change: ChangeName
  readonly runId: string | null
}

/**
 * Tells of changes, in the transaction that makes them. It must be the transaction's last statement: the counter's row
 * stays locked until COMMIT, which is what makes position order commit order, so it is to be held for as short as can be.
 */
export async function appendEvents(client: PoolClient, told: readonly Change[]): Promise<void> {
  if (told.length === 0) return
  await client.query(
    `WITH counter AS (
       INSERT INTO event_counters AS c (id, position) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET position = c.position + excluded.position RETURNING position)
     INSERT INTO events (position, connection_id, entity, external_id, change, run_id)
     SELECT counter.position - $1 + r.place, r.connection_id, r.entity, r.external_id, r.change, r.run_id
     FROM counter, unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[])
       WITH ORDINALITY AS r(connection_id, entity, external_id, change, run_id, place)`,
    [
      told.length,
      told.map(one => one.connectionId),
      told.map(one => one.entity),
      told.map(one => one.externalId),
      told.map(one => one.change),
      told.map(one => one.runId),
    ],
  )
}
