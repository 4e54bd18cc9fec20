import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from './errors.ts'

/** 32 bytes that seal credentials, and the name they are known by in the database. */
export interface SealingKey {
  readonly id: string
  readonly bytes: Buffer
}

export interface Config {
  readonly dataDir: string
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  /** Absent: embedded, and the key is a file in `dataDir` made on the first start. */
  readonly key: SealingKey | undefined
  /** Keys that still open what was sealed with them, and seal nothing new. */
  readonly retiredKeys: readonly SealingKey[]
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly role: 'all' | 'web' | 'worker'
  /** Runs at the same time in this process. */
  readonly workers: number
  /** Addresses and CIDR ranges that outbound requests may reach although they are private. */
  readonly allowAddresses: readonly string[]
  /** PEM text of certificate authorities to trust beside the usual ones. */
  readonly ca: string | undefined
  /** What the command line shows a running server. */
  readonly apiKey: string | undefined
  readonly logLevel: (typeof logLevels)[number]
}

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

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max))
const list = z.string().transform(text => text.split(',').flatMap(part => part.trim() || []))
const url = (protocol: RegExp) => z.url({ protocol })

const keyPattern = '32 bytes in base64 or hex, made by `openssl rand -base64 32`; a name may stand before it: 2026:…'
const table = {
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
  KOPPLA_API_KEY: {
    describe: 'API key by which the command line talks to a server that runs. The server does not use it.',
    allowed: 'a key made by `koppla keys create`',
    secret: true,
    schema: z.string().startsWith('kpl_').optional(),
  },
  KOPPLA_LOG_LEVEL: {
    describe: 'The least serious lines that are logged.',
    allowed: logLevels.join(', '),
    schema: z.enum(logLevels).default('info'),
  },
} satisfies Record<string, { describe: string; allowed: string; secret?: boolean; schema: z.ZodType }>

type Name = keyof typeof table
type Values = { [N in Name]: z.output<(typeof table)[N]['schema']> }
type Environment = Readonly<Record<string, string | undefined>>

export const settings: readonly Setting[] = Object.entries(table).map(([name, entry]) => {
  const fallback = entry.schema.safeParse(undefined).data
  return {
    name,
    describe: entry.describe,
    allowed: entry.allowed,
    fallback: fallback === undefined || Array.isArray(fallback) ? undefined : String(fallback),
    secret: 'secret' in entry,
  }
})

/** Throws a StartError of one line for the first variable that cannot be used. An empty variable counts as unset. */
export function readConfig(environment: Environment = process.env): Config {
  const values = readValues(environment)
  checkTogether(values)
  return {
    dataDir: path.resolve(values.KOPPLA_DATA),
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.KOPPLA_DATABASE_CONNECTIONS,
    key: values.KOPPLA_KEY ?? values.KOPPLA_KEY_FILE,
    retiredKeys: values.KOPPLA_KEYS_RETIRED,
    host: values.KOPPLA_HOST,
    port: values.KOPPLA_PORT,
    publicUrl: values.KOPPLA_PUBLIC_URL?.replace(/\/+$/, ''),
    role: values.KOPPLA_ROLE,
    workers: values.KOPPLA_WORKERS,
    allowAddresses: values.KOPPLA_ALLOW_ADDRESSES,
    ca: values.KOPPLA_CA_FILE,
    apiKey: values.KOPPLA_API_KEY,
    logLevel: values.KOPPLA_LOG_LEVEL,
  }
}

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

/** `key` or `id:key`, in base64 or hex. Without a name, the key is known by a hash of itself. */
function parseKey(text: string, context: z.RefinementCtx): SealingKey {
  const [, id, body = ''] = /^(?:([\w-]{1,32}):)?(.*)$/s.exec(text.trim()) ?? []
  const bytes = Buffer.from(body, /^[0-9a-f]{64}$/i.test(body) ? 'hex' : 'base64')
  if (bytes.length !== 32 || !/^[\w+/=-]+$/.test(body)) context.addIssue('not a key')
  return { id: id ?? createHash('sha256').update('koppla key id').update(bytes).digest('hex').slice(0, 8), bytes }
}

function readKeyFile(file: string, context: z.RefinementCtx): SealingKey {
  return parseKey(readText(file, context), context)
}

function readPemFile(file: string, context: z.RefinementCtx): string {
  const text = readText(file, context)
  if (!text.includes('-----BEGIN CERTIFICATE-----')) context.addIssue('no certificate')
  return text
}

function readText(file: string, context: z.RefinementCtx): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    context.addIssue('unreadable')
    return ''
  }
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (bits === undefined) return true
  try {
    new BlockList().addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family === 6 ? 'ipv6' : 'ipv4')
    return true
  } catch {
    return false
  }
}
