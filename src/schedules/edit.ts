import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { lateAfter, setLateAt } from './late.ts'
import { nextRun, type Timing } from './next.ts'
import { checkTiming } from './preview.ts'
import { nextReconcile } from './schedule.ts'

export interface ScheduleKey {
  readonly connectionId: string
  readonly entity: string
}

export interface StoredSchedule extends ScheduleKey, Timing {
  readonly id: string
  readonly active: boolean
  readonly nextRunAt: Date | null
  readonly nextReconcileAt: Date | null
  /** Why it cannot be activated. */
  readonly unreadableBecause: string | null
}

export interface Clocked {
  readonly db: Database
  readonly now: () => Date
}

/**
 * Changes when a schedule runs. It takes effect at once in every process: they all read the next run from the table,
 * and it is computed anew with the change. Throws Problem: not_found, or invalid with the field at fault.
 */
export function editSchedule(context: Clocked, input: ScheduleKey & Partial<Timing>): Promise<StoredSchedule> {
  return changeSchedule(context, input, stored =>
    checkTiming({ cron: input.cron ?? stored.cron, timeZone: input.timeZone ?? stored.timeZone }),
  )
}

/** Throws Problem: not_found, or conflict with the reason when the entity cannot be read. */
export function activateSchedule(context: Clocked, key: ScheduleKey): Promise<StoredSchedule> {
  return changeSchedule(context, key, stored => {
    if (stored.unreadableBecause === null) return { active: true }
    throw new Problem('conflict', `The schedule for ${key.entity} cannot be activated: ${stored.unreadableBecause}`, {
      remedy: 'Put that right in the other system, verify the connection again, and activate the schedule then.',
    })
  })
}

/** A run that is under way is left to end. Throws Problem: not_found. */
export function deactivateSchedule(context: Clocked, key: ScheduleKey): Promise<StoredSchedule> {
  return changeSchedule(context, key, () => ({ active: false }))
}

type Change = Partial<Pick<StoredSchedule, 'cron' | 'timeZone' | 'active'>>

function changeSchedule({ db, now }: Clocked, key: ScheduleKey, change: (stored: StoredSchedule) => Change) {
  return db.transaction(async client => {
    const stored = await lockSchedule(client, key)
    return store(client, { ...stored, ...change(stored) }, now())
  })
}

const columns = `id, connection_id as "connectionId", entity, cron, time_zone as "timeZone", active,
  next_run_at as "nextRunAt", next_reconcile_at as "nextReconcileAt", unreadable_because as "unreadableBecause"`

async function lockSchedule(client: Client, { connectionId, entity }: ScheduleKey): Promise<StoredSchedule> {
  const found = await client.query<StoredSchedule>(
    `select ${columns} from schedules where connection_id = $1 and entity = $2 for update`,
    [connectionId, entity],
  )
  if (found.rows[0]) return found.rows[0]
  throw new Problem('not_found', `This connection has no schedule for ${entity}.`)
}

async function store(client: Client, schedule: StoredSchedule, at: Date): Promise<StoredSchedule> {
  const { id, connectionId, entity, cron, timeZone, active } = schedule
  const next = active ? nextRun(schedule, at) : null
  const reconcile = active ? nextReconcile(entity, connectionId, schedule, at) : null
  const changed = await client.query<StoredSchedule>(
    `update schedules set cron = $2, time_zone = $3, active = $4, next_run_at = $5, next_reconcile_at = $6, updated_at = $7
     where id = $1 returning ${columns}`,
    [id, cron, timeZone, active, next, reconcile, at],
  )
  await setLateAt(client, schedule, active ? lateAfter(schedule, at) : null)
  return changed.rows[0]!
}
