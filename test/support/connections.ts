import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db.ts'

export interface PlainSchedule {
  readonly entity: string
  readonly cron: string
  readonly timeZone: string
  readonly active: boolean
  readonly nextRunAt: Date | null
  readonly nextReconcileAt: Date | null
  readonly unreadableBecause: string | null
}

/** A connection as it is stored, without a store behind it. Returns its id. */
export async function insertConnection(
  db: Database,
  more: { pausedAt?: Date; attention?: object } = {},
): Promise<string> {
  const id = randomUUID()
  await db.pool.query(
    `insert into connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown, facts,
       report, verified_at, order_start, paused_at, attention)
     values ($1::text::uuid, $1, 'toyshop', $1, 'none', '', '{}', '{}', '{}', now(), now(), $2, $3)`,
    [id, more.pausedAt ?? null, more.attention ? JSON.stringify(more.attention) : null],
  )
  return id
}

export async function insertSchedule(
  db: Database,
  connectionId: string,
  more: Partial<PlainSchedule> = {},
): Promise<string> {
  const { entity = 'orders', cron = '7 * * * *', timeZone = 'UTC', active = true } = more
  const { nextRunAt = null, nextReconcileAt = null, unreadableBecause = null } = more
  const stored = await db.pool.query<{ id: string }>(
    `insert into schedules (connection_id, entity, cron, time_zone, active, next_run_at, next_reconcile_at, unreadable_because)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [connectionId, entity, cron, timeZone, active, nextRunAt, nextReconcileAt, unreadableBecause],
  )
  return stored.rows[0]!.id
}

/** What a promise fails with, for a look at all of it. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    value => new Error(`It did not fail: ${JSON.stringify(value)}`),
    error => error,
  )
}
