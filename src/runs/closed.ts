import type { PoolClient } from 'pg'
import { countLive } from '../records/marks.ts'
import { tables } from '../records/tables.ts'
import { lateAfter, setLateAt } from '../schedules/late.ts'
import type { Timing } from '../schedules/next.ts'
import type { Held } from './checkpoint.ts'
import { type RunContext, targetOf } from './context.ts'
import type { OpenWindow } from './windows.ts'

/**
 * What the closing of a window says about completeness, after the watermark was moved and in the same transaction. From
 * `complete_since` on everything that was created in the store is here, as it was at the watermark or later:
 * - a window over whatever was modified when (the first one, a full run, a reconcile) makes it the window's Order Start;
 * - one over what was modified since keeps it, or raises it to an Order Start that was moved later meanwhile;
 * - a backfill that reaches up to it lowers it to the earlier Order Start.
 * A window that is cancelled or given up closes nothing, and one that starts behind the watermark moves no watermark: so
 * between `complete_since` and the watermark there never is a gap. Without a watermark it says nothing.
 */
export async function noteClosed(client: PoolClient, context: RunContext, window: OpenWindow): Promise<void> {
  const { held, run } = context
  await client.query(
    `UPDATE checkpoints SET complete_since = CASE
       WHEN $3::timestamptz IS NULL AND $5::timestamptz IS NULL THEN $4::timestamptz
       WHEN $3 IS NOT NULL THEN CASE WHEN complete_since < $4 THEN $4 ELSE complete_since END
       WHEN complete_since <= $5 THEN least(complete_since, $4) ELSE complete_since END
     WHERE connection_id = $1 AND entity = $2`,
    [held.connectionId, held.entity, window.since, window.createdFrom, window.createdBefore],
  )
  if (run.kind !== 'reconcile' && run.kind !== 'backfill') await expectNext(client, held)
}

/** From the time at which what is here was read. */
async function expectNext(client: PoolClient, held: Held): Promise<void> {
  const { rows } = await client.query<Timing & { ourTime: Date }>(
    `SELECT s.cron, s.time_zone AS "timeZone", k.our_time AS "ourTime" FROM checkpoints k
     JOIN schedules s USING (connection_id, entity)
     WHERE k.connection_id = $1 AND k.entity = $2 AND s.active AND k.our_time IS NOT NULL`,
    [held.connectionId, held.entity],
  )
  if (rows[0] !== undefined) await setLateAt(client, held, lateAfter(rows[0], rows[0].ourTime))
}

/** The store's count, as the sweep saw it, and ours beside it. What lies in its trash is counted on neither side. */
export async function noteCounts(client: PoolClient, context: RunContext, window: OpenWindow): Promise<void> {
  const target = targetOf(context)
  const ours = await countLive(client, target, window.createdFrom)
  await client.query(
    `UPDATE checkpoints SET our_count = $3, counted_at = now(), store_count = (
       SELECT count(*) FROM sweep_marks m WHERE m.window_id = $4 AND NOT EXISTS (
         SELECT FROM ${tables[target.entity.name].table} t
         WHERE t.connection_id = $1 AND t.external_id = m.external_id AND t.deleted_at IS NOT NULL))
     WHERE connection_id = $1 AND entity = $2`,
    [context.held.connectionId, context.held.entity, ours, window.id],
  )
}
