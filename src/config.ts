import path from 'node:path'
import { type AlertSettings, readAlertSettings } from './config/alert-settings.ts'
import { type LentApps, readLentApps } from './config/lent-apps.ts'
import { type Retention, readRetention } from './config/retention.ts'
import type { SealingKey } from './config/sealing-key.ts'
import { type logLevels, table, type Values } from './config/settings.ts'
import { readSso, type SsoSettings } from './config/sso.ts'
import { readTraceSettings, type TraceSettings } from './config/trace-settings.ts'
import { StartError } from './errors.ts'

export interface Config {
  readonly dataDir: string
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  /** Absent: embedded, and the key is a file in `dataDir` made on the first start. */
  readonly key: SealingKey | undefined
  /** Where `key` was read from; absent: it was given itself. */
  readonly keyFile: string | undefined
  /** Keys that still open what was sealed with them, and seal nothing new. */
  readonly retiredKeys: readonly SealingKey[]
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  /** Addresses and CIDR ranges of proxies that may say who asks. */
  readonly trustedProxies: readonly string[]
  readonly role: 'all' | 'web' | 'worker'
  /** Runs at the same time in this process. */
  readonly workers: number
  /** Addresses and CIDR ranges that outbound requests may reach although they are private. */
  readonly allowAddresses: readonly string[]
  /** PEM text of certificate authorities to trust beside the usual ones. */
  readonly ca: string | undefined
  /** Absent: people sign in with passwords alone. */
  readonly sso: SsoSettings | undefined
  /** The operator's own apps at systems that people give consent at. */
  readonly lentApps: LentApps
  /** What the command line shows a running server. */
  readonly apiKey: string | undefined
  readonly alerts: AlertSettings
  /** How long what is not data is kept. */
  readonly retention: Retention
  /** Absent: no traces are made. */
  readonly traces: TraceSettings | undefined
  readonly logLevel: (typeof logLevels)[number]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Throws a StartError of one line for the first variable that cannot be used. An empty variable counts as unset. */
export function readConfig(environment: Environment = process.env): Config {
  const values = readValues(environment)
  checkTogether(values)
  return {
    dataDir: path.resolve(values.KOPPLA_DATA),
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.KOPPLA_DATABASE_CONNECTIONS,
    key: values.KOPPLA_KEY ?? values.KOPPLA_KEY_FILE,
    keyFile: environment['KOPPLA_KEY_FILE'] || undefined,
    retiredKeys: values.KOPPLA_KEYS_RETIRED,
    host: values.KOPPLA_HOST,
    port: values.KOPPLA_PORT,
    publicUrl: values.KOPPLA_PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: values.KOPPLA_TRUSTED_PROXIES,
    role: values.KOPPLA_ROLE,
    workers: values.KOPPLA_WORKERS,
    allowAddresses: values.KOPPLA_ALLOW_ADDRESSES,
    ca: values.KOPPLA_CA_FILE,
    sso: readSso(values),
    lentApps: readLentApps(environment, table),
    apiKey: values.KOPPLA_API_KEY,
    alerts: readAlertSettings(values),
    retention: readRetention(values),
    traces: readTraceSettings(values),
    logLevel: values.KOPPLA_LOG_LEVEL,
  }
}

/** The same, save for these variables. */
export const readConfigWith = (given: Environment): Config => readConfig({ ...process.env, ...given })

function readValues(environment: Environment): Values {
  const values = Object.entries(table).map(([name, entry]) => {
    const given = environment[name] || undefined
    const result = entry.schema.safeParse(given)
    if (result.success) return [name, result.data]
    const shown = 'secret' in entry ? 'holds something that cannot be used' : `is ${JSON.stringify(given)}`
    throw new StartError(`${name} ${shown}; allowed: ${entry.allowed}.`)
  })
  return Object.fromEntries(values)
}

function checkTogether(values: Values): void {
  if (values.KOPPLA_KEY && values.KOPPLA_KEY_FILE) {
    throw new StartError('KOPPLA_KEY and KOPPLA_KEY_FILE are both set; keep one of them.')
  }
  if (values.DATABASE_URL && !values.KOPPLA_KEY && !values.KOPPLA_KEY_FILE) {
    throw new StartError(
      'DATABASE_URL is set without KOPPLA_KEY or KOPPLA_KEY_FILE; make a key once with `openssl rand -base64 32`, keep it safe, and give every process the same.',
    )
  }
  if (!values.DATABASE_URL && values.KOPPLA_ROLE !== 'all') {
    throw new StartError(
      `KOPPLA_ROLE is "${values.KOPPLA_ROLE}", but the embedded database serves one process only; set DATABASE_URL, or leave KOPPLA_ROLE unset.`,
    )
  }
}
