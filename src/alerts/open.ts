import type { Client } from '../db.ts'
import { apart, type Found, keyOf, notices, shadowed } from './kinds.ts'

const dayMs = 24 * 60 * 60_000
const keptDays = 90

/** Opens an alert for each problem that has none, and ends those whose problem is gone. */
export async function noteProblems(client: Client, found: readonly Found[], at: Date): Promise<void> {
  await reopenAlerts(client, found.map(keyOf))
  await openAlerts(client, found, at)
  await endAlerts(client, found.map(keyOf), at)
  await inheritTold(client, at)
  await client.query('DELETE FROM alerts WHERE ended_at < $1', [new Date(at.getTime() - keptDays * dayMs)])
}

/** What is back before anybody was told that it was over has lasted all the while. */
async function reopenAlerts(client: Client, keys: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE alerts SET open_key = concat_ws('/', connection_id, entity, kind), ended_at = NULL, ended = NULL
     WHERE ended = 'recovered' AND told_at IS NOT NULL AND end_told_at IS NULL
       AND concat_ws('/', connection_id, entity, kind) = ANY ($1)`,
    [keys],
  )
}

/** One that is open already takes the newest words. */
async function openAlerts(client: Client, found: readonly Found[], at: Date): Promise<void> {
  const rows = found.map(one => ({ ...one, key: keyOf(one) }))
  await client.query(
    `INSERT INTO alerts (connection_id, entity, kind, open_key, message, remedy, began_at, found_at)
     SELECT "connectionId", entity, kind, key, message, remedy, since, $2
     FROM jsonb_to_recordset($1) AS r("connectionId" uuid, entity text, kind text, key text, message text, remedy text, since timestamptz)
     ON CONFLICT (open_key) DO UPDATE SET message = excluded.message, remedy = excluded.remedy
       WHERE (alerts.message, alerts.remedy) IS DISTINCT FROM (excluded.message, excluded.remedy)`,
    [JSON.stringify(rows), at],
  )
}

/** An import that is late and then fails is one trouble: who was told of the one is not told of the other. */
async function inheritTold(client: Client, at: Date): Promise<void> {
  await client.query(
    `UPDATE alerts n SET told_at = former.told_at, reminded_at = former.reminded_at FROM alerts former
     WHERE n.open_key IS NOT NULL AND n.told_at IS NULL AND n.kind = ANY ($2)
       AND former.connection_id = n.connection_id AND former.entity = n.entity AND former.kind = ANY ($2)
       AND former.ended = 'replaced' AND former.ended_at = $1 AND former.told_at IS NOT NULL`,
    [at, shadowed],
  )
}

/**
 * Only what is put right has recovered: what is paused, switched off or deleted is watched no more, and another alert about
 * the same may have taken its place. A notice stays for a day, so that it is said once a day at most.
 */
async function endAlerts(client: Client, present: readonly string[], at: Date): Promise<void> {
  await client.query(
    `WITH gone AS (
       SELECT id FROM alerts WHERE open_key IS NOT NULL AND open_key <> ALL ($1)
         AND (kind <> ALL ($2) OR found_at < $3::timestamptz - interval '1 day')
     )
     UPDATE alerts a SET open_key = NULL, ended_at = $3, ended = CASE
       WHEN a.kind = ANY ($2) THEN 'said'
       WHEN c.paused_at IS NOT NULL AND a.kind <> ALL ($4) OR c.deleted_at IS NOT NULL THEN 'unwatched'
       WHEN a.kind IN ('closed', 'failing', 'late') AND NOT EXISTS (SELECT FROM schedules s
         WHERE s.connection_id = c.id AND s.entity = a.entity AND s.active) THEN 'unwatched'
       WHEN EXISTS (SELECT FROM alerts o WHERE o.connection_id = a.connection_id AND o.open_key = ANY ($1)
         AND o.entity IN (a.entity, '') AND o.kind <> ALL ($4)) THEN 'replaced'
       ELSE 'recovered' END
     FROM connections c WHERE c.id = a.connection_id AND a.id IN (SELECT id FROM gone)`,
    [present, notices, at, apart],
  )
}
