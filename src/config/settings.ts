import { z } from 'zod'
import { isAddressOrRange } from './addresses.ts'
import { alertTable } from './alert-settings.ts'
import { readPemFile } from './files.ts'
import { lentAppTable } from './lent-apps.ts'
import { retentionTable } from './retention.ts'
import { parseKey, readKeyFile } from './sealing-key.ts'
import { list, wholeNumber } from './shapes.ts'
import { ssoTable } from './sso.ts'
import { traceTable } from './trace-settings.ts'

/** One environment variable; the README's table is checked against these. */
export interface Setting {
  readonly name: string
  readonly describe: string
  /** What it may hold, as the refusal says it. */
  readonly allowed: string
  /** As the operator would write it; absent when nothing is assumed. */
  readonly fallback: string | undefined
  readonly secret: boolean
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const url = (protocol: RegExp) => z.url({ protocol })

const keyPattern = '32 bytes in base64 or hex, made by `openssl rand -base64 32`; a name may stand before it: 2026:…'
/** Every variable that Koppla reads, in the order in which the README tells them. */
export const table = {
  KOPPLA_DATA: {
    describe: 'Folder of the embedded database and its sealing key.',
    allowed: 'a folder that can be written to',
    schema: z.string().default('./data'),
  },
  DATABASE_URL: {
    describe:
      'PostgreSQL server to use in place of the embedded database. KOPPLA_KEY or KOPPLA_KEY_FILE is then needed.',
    allowed: 'postgresql://user:password@host:5432/database',
    secret: true,
    schema: url(/^postgres(ql)?$/).optional(),
  },
  KOPPLA_DATABASE_CONNECTIONS: {
    describe: 'Connections this process may open to the PostgreSQL server.',
    allowed: 'a whole number from 2 to 200',
    schema: wholeNumber(2, 200).prefault('10'),
  },
  KOPPLA_KEY: {
    describe: 'Key that seals the credentials. The same in every process of an installation.',
    allowed: keyPattern,
    secret: true,
    schema: z.string().transform(parseKey).optional(),
  },
  KOPPLA_KEY_FILE: {
    describe: 'File that holds the key, in place of KOPPLA_KEY.',
    allowed: `a readable file with ${keyPattern}`,
    schema: z.string().transform(readKeyFile).optional(),
  },
  KOPPLA_KEYS_RETIRED: {
    describe: 'Former keys, separated by commas: they open what they sealed and seal nothing new.',
    allowed: `keys separated by commas, each ${keyPattern}`,
    secret: true,
    schema: list.prefault('').transform((parts, context) => parts.map(part => parseKey(part, context))),
  },
  KOPPLA_HOST: {
    describe: 'Address to listen on; 0.0.0.0 for all.',
    allowed: 'an address or host name of this machine',
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
  },
  KOPPLA_PORT: {
    describe: 'Port to listen on; 0 picks a free one.',
    allowed: 'a whole number from 0 to 65535',
    schema: wholeNumber(0, 65_535).prefault('3000'),
  },
  KOPPLA_PUBLIC_URL: {
    describe: 'Address that browsers and webhooks reach this server at, where it is not host and port.',
    allowed: 'an http or https address',
    schema: url(/^https?$/).optional(),
  },
  KOPPLA_TRUSTED_PROXIES: {
    describe: 'Proxies whose word is taken for who asks (X-Forwarded-For, -Proto, -Host). Of all others it is ignored.',
    allowed: 'addresses and CIDR ranges separated by commas, such as 127.0.0.1,10.0.0.0/8,fd00::/8',
    schema: list.refine(parts => parts.every(isAddressOrRange)).prefault(''),
  },
  KOPPLA_ROLE: {
    describe: 'What this process does: web serves the API, worker imports, all does both.',
    allowed: 'all, web or worker',
    schema: z.enum(['all', 'web', 'worker']).default('all'),
  },
  KOPPLA_WORKERS: {
    describe: 'Runs at the same time in this process.',
    allowed: 'a whole number from 1 to 64',
    schema: wholeNumber(1, 64).prefault('4'),
  },
  KOPPLA_ALLOW_ADDRESSES: {
    describe: 'Private addresses that stores may have, separated by commas. All others are refused.',
    allowed: 'addresses and CIDR ranges separated by commas, such as 127.0.0.1,10.0.0.0/8,fd00::/8',
    schema: list.refine(parts => parts.every(isAddressOrRange)).prefault(''),
  },
  KOPPLA_CA_FILE: {
    describe: 'Certificate authorities to trust beside the usual ones, as a PEM file.',
    allowed: 'a readable PEM file',
    schema: z.string().transform(readPemFile).optional(),
  },
  ...ssoTable,
  KOPPLA_API_KEY: {
    describe: 'API key by which the command line talks to a server that runs. The server does not use it.',
    allowed: 'a key made by `koppla keys create`',
    secret: true,
    schema: z.string().startsWith('kpl_').optional(),
  },
  ...alertTable,
  ...retentionTable,
  ...traceTable,
  KOPPLA_LOG_LEVEL: {
    describe: 'The least serious lines that are logged.',
    allowed: logLevels.join(', '),
    schema: z.enum(logLevels).default('info'),
  },
} satisfies Record<string, { describe: string; allowed: string; secret?: boolean; schema: z.ZodType }>

type Name = keyof typeof table
/** What they hold once they are read. */
export type Values = { [N in Name]: z.output<(typeof table)[N]['schema']> }
export const settings: readonly Setting[] = Object.entries({ ...table, ...lentAppTable }).map(([name, entry]) => {
  const fallback = entry.schema.safeParse(undefined).data
  return {
    name,
    describe: entry.describe,
    allowed: entry.allowed,
    fallback: fallback === undefined || Array.isArray(fallback) ? undefined : String(fallback ?? 'forever'),
    secret: 'secret' in entry,
  }
})
