import { freshnessTables } from '../completeness/freshness.ts'
import type { Client } from '../db.ts'
import { redactSecrets } from '../log.ts'
import { stalledAfterMs } from '../runs/notice-stalled.ts'
import { type AlertKind, alertKinds, apart, type Found, notices, shadowed } from './kinds.ts'

export interface Looking {
  /** So many failures in a row are told. */
  readonly afterFailures: number
  /** Runs that ended since then are looked at for what is told but once. */
  readonly since: Date
}

/** A record set aside here and there is for the list of rejections; so many, and such a share of a run, are news. */
const manyRejected = { atLeast: 20, percent: 10 }

/** Access that ends unless it is used is told of so long before. */
const warnDays = 10

const watched = 'c.paused_at IS NULL AND c.deleted_at IS NULL'
const problem = (at: string) => `${at}->>'message' AS message, ${at}->>'remedy' AS remedy`
const of = (table: string) => `${table}.connection_id AS "connectionId", ${table}.entity`

/** SQL for each. */
const queries: Readonly<Record<AlertKind, string>> = {
  refused: `
    SELECT c.id AS "connectionId", '' AS entity, coalesce((c.attention->>'at')::timestamptz, now()) AS since, ${problem('c.attention')}
    FROM connections c WHERE c.attention IS NOT NULL AND ${watched}`,
  closed: `
    SELECT ${of('s')}, coalesce(last.ended_at, now()) AS since, s.unreadable_because AS message
    FROM schedules s JOIN connections c ON c.id = s.connection_id AND ${watched}
    LEFT JOIN LATERAL (
      SELECT ended_at FROM runs r WHERE r.connection_id = s.connection_id AND r.entity = s.entity AND r.state = 'failed'
      ORDER BY queued_at DESC LIMIT 1
    ) last ON true
    WHERE s.active AND s.unreadable_because IS NOT NULL`,
  brake: `
    SELECT DISTINCT ON (r.connection_id, r.entity) ${of('r')}, coalesce(r.progressed_at, r.queued_at) AS since, ${problem('r.problem')}
    FROM runs r JOIN connections c ON c.id = r.connection_id AND ${watched}
    WHERE r.state = 'needs_approval' ORDER BY r.connection_id, r.entity, r.queued_at DESC`,
  failing: `
    SELECT ${of('s')}, first.at AS since, ${problem('last.problem')}
    FROM ${freshnessTables}
    CROSS JOIN LATERAL (
      SELECT state, problem FROM runs r WHERE r.connection_id = s.connection_id AND r.entity = s.entity
        AND r.state IN ('succeeded', 'failed', 'needs_approval') ORDER BY queued_at DESC LIMIT 1
    ) last
    CROSS JOIN LATERAL (
      SELECT min(at) AS at FROM (SELECT coalesce(started_at, queued_at) AS at FROM runs r
        WHERE r.connection_id = s.connection_id AND r.entity = s.entity AND r.state = 'failed'
        ORDER BY queued_at DESC LIMIT least(k.failures, 1000)) f
    ) first
    WHERE k.failures >= $1 AND s.active AND last.state = 'failed' AND ${watched}`,
  stalled: `
    SELECT ${of('r')}, coalesce(r.progressed_at, r.started_at) AS since
    FROM runs r JOIN connections c ON c.id = r.connection_id AND ${watched}
    WHERE r.state = 'running' AND coalesce(r.progressed_at, r.started_at) < now() - interval '${stalledAfterMs} ms'`,
  late: `
    SELECT ${of('s')}, k.late_at AS since, ${problem('last.problem')}
    FROM ${freshnessTables}
    LEFT JOIN LATERAL (
      SELECT problem FROM runs r WHERE r.connection_id = s.connection_id AND r.entity = s.entity AND r.state <> 'skipped'
      ORDER BY queued_at DESC LIMIT 1
    ) last ON true
    WHERE k.late_at < now() AND k.watermark IS NOT NULL AND s.active AND ${watched}`,
  ending: `
    SELECT c.id AS "connectionId", '' AS entity, s.ends_at - interval '${warnDays} days' AS since,
      to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, s.ends_at <= now() AS over
    FROM shared_secrets s JOIN connections c ON c.id = s.connection_id AND c.credential_version = s.credential_version
    WHERE s.ends_at < now() + interval '${warnDays} days' AND c.deleted_at IS NULL`,
  rejections: `
    SELECT DISTINCT ON (r.connection_id, r.entity) ${of('r')}, r.ended_at AS since, r.rejected, r.read
    FROM runs r JOIN connections c ON c.id = r.connection_id AND ${watched}
    WHERE r.ended_at > $1 AND r.rejected >= ${manyRejected.atLeast} AND r.rejected * 100 > r.read * ${manyRejected.percent}
    ORDER BY r.connection_id, r.entity, r.ended_at DESC`,
}

/** What was found, with what was said of it where it failed. */
interface Row extends Omit<Found, 'kind' | 'message' | 'remedy'> {
  readonly message?: string | null
  readonly remedy?: string | null
  readonly rejected?: number
  readonly read?: number
  readonly day?: string
  readonly over?: boolean
}
type Words = Pick<Row, 'message' | 'remedy'>

/** Where a failure does not say it all. */
const explain: Partial<Record<AlertKind, (row: Row) => Words>> = {
  closed: ({ message }) => ({
    message,
    remedy: 'Give the credential the permission, then verify the connection; a run that succeeds opens it again.',
  }),
  stalled: () => ({
    message: `A run has got nothing done for ${stalledAfterMs / 60_000} minutes.`,
    remedy:
      'The store may be answering slowly. Verify the connection; if the store answers, cancel the run: the next one goes on from the same place.',
  }),
  late: ({ message, remedy }) => ({
    message: [
      'Two runs were due since it was last read whole, and none came to its end.',
      ...(message ? [`The last one: ${message}`] : []),
    ].join(' '),
    remedy: remedy ?? 'See that a process that imports is running and not always busy.',
  }),
  ending: ({ day, over }) =>
    over
      ? {
          message: `The access to the system ended on ${day}, for it was not used.`,
          remedy: 'Ask for consent again in the settings of the connection, verify, and replace the credential.',
        }
      : {
          message: `The access to the system ends on ${day} unless it is used before.`,
          remedy: 'Verify the connection: that renews it, and so does every run.',
        },
  rejections: ({ rejected, read }) => ({
    message: `${rejected} of ${read} records of one run could not be stored and were set aside.`,
    remedy: 'Look at the reasons, put right what they name, and retry them.',
  }),
}

/** All that is wrong now, and what has happened since. */
export async function findProblems(client: Client, { afterFailures, since }: Looking): Promise<Found[]> {
  const values: Partial<Record<AlertKind, unknown[]>> = { failing: [afterFailures], rejections: [since] }
  const found: Found[] = []
  for (const kind of alertKinds) {
    const { rows } = await client.query<Row>(queries[kind], values[kind] ?? [])
    found.push(...rows.map(row => clean(row, kind)))
  }
  return leaveOutShadowed(found)
}

/** What a store said may hold anything. */
function clean(row: Row, kind: AlertKind): Found {
  const { connectionId, entity, since } = row
  const { message, remedy } = explain[kind]?.(row) ?? row
  const told = (words: string) => redactSecrets(words).slice(0, 1_000)
  return {
    connectionId,
    entity,
    since,
    kind,
    message: told(message ?? 'It did not say why.'),
    remedy: told(remedy ?? ''),
  }
}

function leaveOutShadowed(found: readonly Found[]): Found[] {
  const about = (connectionId: string, entity: string) => `${connectionId}/${entity}`
  const told = new Set<string>()
  return found.filter(({ connectionId, entity, kind }) => {
    const hidden = told.has(about(connectionId, '')) || told.has(about(connectionId, entity))
    if (hidden && shadowed.includes(kind)) return false
    if (![...notices, ...apart].includes(kind)) told.add(about(connectionId, entity))
    return true
  })
}
