import type { Database } from '../db.ts'
import type { Registry } from '../sdk/index.ts'
import { defaultSchedule } from './schedule.ts'

const unasked = 'Koppla could not read this yet when the connection was verified. Verify it again.'

/**
 * At the start: what connectors have learnt to import since a connection was saved gets its schedule, off as in a new
 * connection. It cannot be activated before the connection is verified again: nobody has asked whether it may be read.
 */
export async function addMissingSchedules({ pool }: Database, registry: Registry): Promise<void> {
  for (const { id: system, entities } of registry.values()) {
    const imported = entities.filter(entity => entity.import !== undefined).map(({ name }) => name)
    const { rows } = await pool.query<{ id: string; zone: string | null; entity: string }>(
      `SELECT c.id, c.facts ->> 'timeZone' AS zone, wanted.entity FROM connections c, unnest($2::text[]) AS wanted (entity)
       WHERE c.system = $1 AND c.deleted_at IS NULL
         AND NOT EXISTS (SELECT FROM schedules s WHERE s.connection_id = c.id AND s.entity = wanted.entity)`,
      [system, imported],
    )
    const missing = rows.map(({ id, zone, entity }) => ({ id, entity, ...defaultSchedule(entity, id, zone ?? 'UTC') }))
    await pool.query(
      `INSERT INTO schedules (connection_id, entity, cron, time_zone, unreadable_because)
       SELECT m.id, m.entity, m.cron, m."timeZone", $2
       FROM jsonb_to_recordset($1) AS m (id uuid, entity text, cron text, "timeZone" text)
       JOIN connections c ON c.id = m.id AND c.deleted_at IS NULL
       ON CONFLICT (connection_id, entity) DO NOTHING`,
      [JSON.stringify(missing), unasked],
    )
  }
}
