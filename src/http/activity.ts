import { DateTime } from 'luxon'
import { startOfDay, todayIn } from '../connections/order-start.ts'
import { noSuchConnection } from '../connections/refusals.ts'
import type { Database } from '../db.ts'
import { money } from '../records/decimal-sql.ts'
import type { Activity, OrdersToday } from './api/activity.ts'

type Pool = Pick<Database, 'pool'>

const live = `SELECT id, name, practice IS NOT NULL AS practice, coalesce(facts ->> 'timeZone', 'UTC') AS "timeZone" FROM connections WHERE deleted_at IS NULL`

interface Store {
  readonly id: string
  readonly name: string
  readonly practice: boolean
  readonly timeZone: string
}

/**
 * What runs brought, day by day in the store's zone, in one statement whatever the zone's offsets were.
 * @throws Problem not_found
 */
export async function readActivity({ pool }: Pool, id: string, count: number, now = new Date()): Promise<Activity> {
  const [store] = (await pool.query<Store>(`${live} AND id = $1`, [id])).rows
  if (store === undefined) throw noSuchConnection()
  const { timeZone } = store
  const days = lastDays(timeZone, count, now)
  const { rows } = await pool.query<{ place: number }>(
    `SELECT width_bucket(started_at, $2::timestamptz[]) AS place, sum(created)::int AS created, sum(updated)::int AS updated,
       sum(deleted)::int AS deleted, sum(rejected)::int AS rejected, count(*)::int AS runs,
       count(*) FILTER (WHERE state = 'failed')::int AS failed, coalesce(sum(${tookMs}), 0)::int AS "runMs",
       coalesce(max(${tookMs}), 0)::int AS "longestMs"
     FROM runs WHERE connection_id = $1 AND started_at >= ($2::timestamptz[])[1] GROUP BY 1`,
    [id, days.map(({ since }) => since)],
  )
  const byPlace = new Map(rows.map(({ place, ...sums }) => [place, sums]))
  return { timeZone, days: days.map((day, at) => ({ ...day, ...none, ...byPlace.get(at + 1) })) }
}

const tookMs = 'extract(epoch FROM ended_at - started_at) * 1000'
const none = { created: 0, updated: 0, deleted: 0, rejected: 0, runs: 0, failed: 0, runMs: 0, longestMs: 0 }

/** Today last. */
function lastDays(timeZone: string, count: number, now: Date) {
  const today = DateTime.fromISO(todayIn(timeZone, now), { zone: 'utc' })
  return Array.from({ length: count }, (_, at) => {
    const day = today.minus({ days: count - 1 - at }).toISODate()!
    return { day, since: startOfDay(day, timeZone).toISOString() }
  })
}

/** Per connection and currency; an order counts from when the store says that it was made. */
export async function readOrdersToday({ pool }: Pool, now = new Date()): Promise<OrdersToday> {
  const stores = (await pool.query<Store>(live)).rows
  const begun = stores.map(
    ({ id, timeZone }) => [id, startOfDay(todayIn(timeZone, now), timeZone).toISOString()] as const,
  )
  const { rows } = await pool.query<{ id: string; since: Date; orders: number; currency: string; total: string }>(
    `SELECT d.id, d.since, count(*)::int AS orders, o.currency, ${money('sum(o.total)')} AS total
     FROM unnest($1::uuid[], $2::timestamptz[]) AS d(id, since)
     JOIN orders o ON o.connection_id = d.id AND o.created_at >= d.since AND o.deleted_at IS NULL
     GROUP BY d.id, d.since, o.currency ORDER BY d.id, orders DESC, o.currency`,
    [begun.map(([id]) => id), begun.map(([, since]) => since)],
  )
  const byId = new Map(stores.map(store => [store.id, store]))
  const items = rows.map(({ id, since, ...sums }) => {
    const { name, practice, timeZone } = byId.get(id)!
    return { connectionId: id, connectionName: name, practice, timeZone, since: since.toISOString(), ...sums }
  })
  return { items: items.sort((one, other) => one.connectionName.localeCompare(other.connectionName)) }
}
