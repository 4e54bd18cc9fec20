import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { channelsOf } from '../alerts/channels.ts'
import { readDeliveries } from '../alerts/deliver.ts'
import { readFreshness } from '../completeness/freshness.ts'
import type { AlertSettings } from '../config/alert-settings.ts'
import { compareMigrations } from '../db/migrate.ts'
import type { Database } from '../db.ts'
import { isKept } from '../records/kept.ts'
import { agree, count } from '../sdk/count.ts'
import type { SingleSignOn } from './sso.ts'

export interface Finding {
  /** What is true when it passes. */
  readonly title: string
  readonly status: 'passed' | 'warning' | 'failed'
  readonly diagnosis?: string
  readonly remedy?: string
}

interface Patient {
  readonly db: Database
  readonly dataDir: string
  /** Of the sealing key, where there is one. */
  readonly keyFile?: string | undefined
  /** In ms since 1970. Default: this machine's. */
  readonly clock?: () => number
  /** Default: of the disk that the folder is on. */
  readonly freeBytes?: (folder: string) => Promise<number>
  /** Looked at where there is one. */
  readonly sso?: SingleSignOn | undefined
  readonly alerts?: AlertSettings
}

/** Null where there is nothing to look at. */
type Examination = (patient: Patient) => Promise<Finding | null>

/** Looks for what keeps imports from working. An examination that cannot be made is a finding itself. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [title, look] of Object.entries({ ...examinations, ...(patient.sso && examineSso(patient.sso)) })) {
    const found = await look(patient).catch((error: Error) => ({
      status: 'failed' as const,
      diagnosis: `This could not be looked at: ${error.message}`,
      remedy: 'See that the database answers and that the disk is not full, then look again.',
    }))
    if (found !== null) findings.push({ ...found, title })
  }
  return findings
}

const passed = { title: '', status: 'passed' } as const
const warning = (diagnosis: string, remedy: string): Finding => ({ title: '', status: 'warning', diagnosis, remedy })
const failed = (diagnosis: string, remedy: string): Finding => ({ title: '', status: 'failed', diagnosis, remedy })

async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const mostClockDifferenceMs = 5_000
const mostSsoClockDifferenceMs = 30_000
const leastFreeBytes = 2 ** 30

/** What came last of each entity, runs under way and skipped ones aside; `waiting` is for a store that has been silent. */
const lastFailed = `
  SELECT c.name, s.entity, last.problem->>'message' AS message, count(*) OVER ()::int AS n
  FROM schedules s
  JOIN connections c ON c.id = s.connection_id AND c.paused_at IS NULL
  CROSS JOIN LATERAL (
    SELECT state, problem, queued_at FROM runs r
    WHERE r.connection_id = s.connection_id AND r.entity = s.entity AND r.state NOT IN ('queued', 'running', 'skipped')
    ORDER BY queued_at DESC LIMIT 1
  ) last
  WHERE last.state = 'failed' OR (last.state = 'waiting' AND last.queued_at < now() - interval '15 min')
  ORDER BY 1, 2 LIMIT 5`

const examinations: Readonly<Record<string, Examination>> = {
  'The database answers, and its clock agrees with ours': async ({ db, clock = Date.now }) => {
    const before = clock()
    const { rows } = await db.pool.query<{ at: Date }>('SELECT clock_timestamp() AS at')
    const differenceMs = Math.abs(rows[0]!.at.getTime() - (before + clock()) / 2)
    if (differenceMs < mostClockDifferenceMs) return passed
    return warning(
      `The database’s clock differs from this machine’s by ${Math.round(differenceMs / 1000)} s.`,
      'Switch on time synchronization (NTP) on both machines.',
    )
  },
  'The database is of the version that runs': async ({ db }) => {
    const { pending, unknown } = await compareMigrations(db.pool)
    if (unknown.length > 0)
      return failed(
        `A newer Koppla has brought the database up to date (${unknown[0]}), and this one is older.`,
        'Start every process anew with the newer version.',
      )
    if (pending.length === 0) return passed
    return warning(
      `Koppla was replaced by a newer version and has not been started anew: ${count(pending.length, 'migrations')} ${agree(pending.length, 'is', 'are')} pending, the first is ${pending[0]}.`,
      'Make a backup (koppla backup <file>), then start every process anew: the first one applies them.',
    )
  },
  'There is room on the disk': async ({ db, dataDir, freeBytes = readFreeBytes }) => {
    if (!db.embedded) return null
    const free = await freeBytes(dataDir)
    if (free >= leastFreeBytes) return passed
    return failed(
      `Only ${Math.floor(free / 2 ** 20)} MB are left for ${dataDir}.`,
      'Make room, or move the data folder to a larger disk (KOPPLA_DATA).',
    )
  },
  'The sealing key is readable to its owner only': async ({ keyFile }) => {
    if (keyFile === undefined) return null
    const mode = statSync(keyFile).mode & 0o777
    if ((mode & 0o077) === 0) return passed
    return warning(
      `${keyFile} has the mode ${mode.toString(8)}: other users of this machine can read it.`,
      `Run: chmod 600 ${keyFile}`,
    )
  },
  'Runs that wait are taken up': async ({ db }) => {
    const { rows } = await db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM runs WHERE state = 'queued' AND queued_at < now() - interval '15 min'`,
    )
    if (rows[0]!.n === 0) return passed
    return failed(
      `${count(rows[0]!.n, 'runs')} ${agree(rows[0]!.n, 'has', 'have')} waited for more than 15 minutes.`,
      'See that a process with KOPPLA_ROLE all or worker runs, and raise KOPPLA_WORKERS if it is always busy.',
    )
  },
  'Schedules that are due are started': async ({ db }) => {
    const { rows } = await db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM schedules WHERE next_run_at < now() - interval '5 min'`,
    )
    if (rows[0]!.n === 0) return passed
    return failed(
      `${count(rows[0]!.n, 'schedules')} ${agree(rows[0]!.n, 'has', 'have')} been due for more than 5 minutes.`,
      'See that a process with KOPPLA_ROLE all or worker runs; what was missed is caught up when it starts.',
    )
  },
  'Runs get on': async ({ db }) => {
    const { rows } = await db.pool.query<{ name: string; entity: string }>(
      `SELECT c.name, r.entity FROM runs r JOIN connections c ON c.id = r.connection_id
       WHERE r.state = 'running' AND coalesce(r.progressed_at, r.started_at) < now() - interval '10 min' ORDER BY 1, 2 LIMIT 5`,
    )
    if (rows.length === 0) return passed
    const which = rows.map(row => `${row.name}/${row.entity}`).join(', ')
    return warning(
      `These runs have got nothing done for 10 minutes: ${which}.`,
      'Verify the connection; if the store answers, cancel the run and start it again.',
    )
  },
  'No connection needs attention': async ({ db }) => {
    const { rows } = await db.pool.query<{ name: string; message: string }>(
      `SELECT name, attention->>'message' AS message FROM connections WHERE attention IS NOT NULL ORDER BY name LIMIT 5`,
    )
    if (rows.length === 0) return passed
    return failed(
      rows.map(row => `“${row.name}”: ${row.message}`).join(' '),
      'Verify the connection and do what the report says: koppla verify "<name>"',
    )
  },
  'No run waits for a person': async ({ db }) => {
    const { rows } = await db.pool.query<{ name: string; entity: string }>(
      `SELECT c.name, r.entity FROM runs r JOIN connections c ON c.id = r.connection_id
       WHERE r.state = 'needs_approval' ORDER BY 1, 2 LIMIT 5`,
    )
    if (rows.length === 0) return passed
    return failed(
      `These runs would delete much, and wait: ${rows.map(row => `${row.name}/${row.entity}`).join(', ')}.`,
      'See what each would delete, then approve or discard it: koppla brake list',
    )
  },
  'The last imports succeeded': async ({ db }) => {
    const { rows } = await db.pool.query<{ name: string; entity: string; message: string | null; n: number }>(
      lastFailed,
    )
    if (rows.length === 0) return passed
    const told = rows.map(row => `“${row.name}” ${row.entity}: ${row.message ?? 'It failed.'}`)
    const more = rows[0]!.n - rows.length
    return failed(
      [...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(' '),
      'See what to do about each: koppla run list --state failed',
    )
  },
  'Somebody is told when something is wrong': async ({ db, alerts }) => {
    if (alerts === undefined || channelsOf(alerts).length === 0)
      return warning(
        'Alerts are not set up: who does not look here is not told.',
        'Set KOPPLA_SMTP_URL, KOPPLA_ALERT_FROM and KOPPLA_ALERT_TO, or KOPPLA_ALERT_WEBHOOK_URL and KOPPLA_ALERT_WEBHOOK_SECRET.',
      )
    const bad = (await readDeliveries({ db, settings: alerts })).filter(one => one.problem !== null)
    if (bad.length === 0) return passed
    return failed(
      bad.map(one => `The last ${one.channel} to ${one.target}: ${one.problem!.message}`).join(' '),
      `${bad[0]!.problem!.remedy} Then try: koppla alerts test`,
    )
  },
  'What is switched on arrives in time': async ({ db }) => {
    const found = (await readFreshness(db)).filter(({ state }) => state === 'late')
    if (found.length === 0) return passed
    const named = found.slice(0, 5).map(one => `“${one.connectionName}” ${one.entity}`)
    const more = found.length > named.length ? [`and ${found.length - named.length} more`] : []
    return warning(
      `Two runs were due, and none came to its end: ${[...named, ...more].join(', ')}.`,
      'See what is complete until when, and why: koppla status',
    )
  },
  'No record is set aside': async ({ db }) => {
    const { rows } = await db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM rejections t WHERE state = 'open' AND ${isKept()}`,
    )
    if (rows[0]!.n === 0) return passed
    return warning(
      `${count(rows[0]!.n, 'records')} could not be stored and ${agree(rows[0]!.n, 'is', 'are')} set aside, with the reason.`,
      'Look at them: koppla records rejections',
    )
  },
}

const examineSso = ({ provider, settings }: SingleSignOn): Record<string, Examination> => ({
  'The single sign-on provider answers, and its clock agrees with ours': async () => {
    const remedy = `People can sign in with e-mail and password meanwhile. Check KOPPLA_SSO_ISSUER (${settings.issuer}), and that this machine reaches it.`
    const found = await provider.find().catch((error: Error) => error)
    if (found instanceof Error) return failed(found.message, remedy)
    const differenceMs = found.date === null ? 0 : Math.abs(Date.parse(found.date) - found.atMs)
    if (differenceMs < mostSsoClockDifferenceMs) return passed
    return warning(
      `The provider’s clock differs from this machine’s by ${Math.round(differenceMs / 1000)} s: beyond 60 s nobody gets in that way.`,
      'Switch on time synchronization (NTP) on this machine.',
    )
  },
})
