import type { Client } from '../db.ts'

/** What a schedule can be due for: its own import, or the reconcile that comes with it once a day. */
export type DueKind = 'import' | 'reconcile'

/** A schedule that is due, locked for the transaction that claimed it. */
export interface Due {
  readonly id: string
  readonly connectionId: string
  readonly entity: string
  readonly cron: string
  readonly timeZone: string
  readonly dueAt: Date
  readonly pausedAt: Date | null
  readonly attention: { readonly message?: string } | null
  readonly unreadableBecause: string | null
  /** Why the latest run was skipped; null when it was not. */
  readonly lastSkip: string | null
}

const columns = { import: 'next_run_at', reconcile: 'next_reconcile_at' } as const

/**
 * Claims the schedules that have been due longest, over the index of due times: the cost grows with what is due, not
 * with what exists; the limits in the laterals hold the planner to one look-up a row. What another process has claimed
 * is passed over.
 */
export async function claimDue(
  client: Client,
  kind: DueKind,
  { at, limit }: { at: Date; limit: number },
): Promise<Due[]> {
  const column = columns[kind]
  const claimed = await client.query<Due>(
    `with due as materialized (
       select id, connection_id, entity, cron, time_zone, unreadable_because, ${column} as due_at from schedules
       where ${column} <= $1 order by ${column} limit $2 for update skip locked
     )
     select due.id, due.connection_id as "connectionId", due.entity, due.cron, due.time_zone as "timeZone",
       due.due_at as "dueAt", due.unreadable_because as "unreadableBecause", c.paused_at as "pausedAt", c.attention,
       last.skip as "lastSkip"
     from due cross join lateral (select paused_at, attention from connections where id = due.connection_id limit 1) c
     left join lateral (
       select case when r.state = 'skipped' then r.problem ->> 'message' end as skip from runs r
       where r.connection_id = due.connection_id and r.entity = due.entity order by r.queued_at desc limit 1
     ) last on true`,
    [at, limit],
  )
  return claimed.rows
}

export async function moveSchedules(
  client: Client,
  kind: DueKind,
  { next, at }: { next: readonly { id: string; at: Date }[]; at: Date },
): Promise<void> {
  await client.query(
    `update schedules s set ${columns[kind]} = n.at, last_tick_at = $2
     from jsonb_to_recordset($1) as n(id uuid, at timestamptz) where s.id = n.id`,
    [JSON.stringify(next), at],
  )
}
