import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { SealingKey } from '../config/sealing-key.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db.ts'
import { StartError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Actor, recordChange } from './audit.ts'
import { readKey, writeKeyFile } from './key-file.ts'
import { sealAnew } from './seal-anew.ts'

export interface Sealed {
  readonly keyId: string
  readonly sealed: Buffer
}

export type Token<T> = { readonly content: T } | { readonly refused: 'malformed' | 'expired' }

/** A key for one use, made from a sealing key by HKDF. It tells nothing of the others. */
export interface DerivedKey {
  readonly keyId: string
  readonly secret: string
}

/** What the sealing key is used for. It leaves this object in no other way. */
export interface Vault {
  /** What new secrets are sealed under. */
  readonly keyId: string
  /** Seals a text for one owner (a connection's id): under another owner it does not open. */
  readonly seal: (text: string, owner: string) => Sealed
  /** @throws Error when the key is not here, the owner is another or the bytes were changed. */
  readonly open: (sealed: Sealed, owner: string) => string
  /** A text that only this installation can have made, good for so long. */
  readonly sign: (content: object, lifetimeMs: number) => string
  readonly verify: <T>(token: string, schema: z.ZodType<T>) => Token<T>
  /** A keyed hash: tells whether two texts are the same without telling the texts. */
  readonly digest: (text: string) => string
  /** Whether a digest is of this text, under this key or a retired one. */
  readonly isDigestOf: (digest: string, text: string) => boolean
  /** What people's sessions are signed and their second factors encrypted with: under the key in use, then the retired. */
  readonly signInKeys: readonly DerivedKey[]
}

export interface VaultOptions {
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'key' | 'retiredKeys'>
  readonly db: Database
  readonly log: Log
  /** Who gives the key. Default: a start. */
  readonly actor?: Actor
}

/**
 * Opens the vault with the key of this installation. Embedded, the key is made on the first start. The database remembers
 * which key it is: a process without that key does not start, and never makes a second.
 * @throws StartError
 */
export async function openVault({ config, db, log, actor = { name: 'start' } }: VaultOptions): Promise<Vault> {
  const remembered = await readKeyId(db.pool)
  const key = readKey(config, log) ?? makeFirstKey(config, remembered)
  const keys = [key, ...config.retiredKeys]
  if (!keys.some(({ id }) => id === (remembered ?? key.id))) throw wrongKey(key.id, remembered ?? '')
  if (remembered === undefined) await rememberKeyId(db, key.id)
  else if (remembered !== key.id) await replaceKeyId(db, { id: key.id, remembered }, actor)
  const vault = createVault(key, config.retiredKeys)
  await sealAnew(db, vault)
  return vault
}

/** Keys by hand, for tests and tools. */
export function createVault(key: SealingKey, retired: readonly SealingKey[] = []): Vault {
  const rings = [key, ...retired].map(deriveKeys)
  const ring = rings[0]!
  return {
    keyId: key.id,
    seal: (text, owner) => ({ keyId: key.id, sealed: seal(ring, text, owner) }),
    open: ({ keyId, sealed }, owner) => {
      const one = rings.find(({ id }) => id === keyId)
      if (one === undefined) throw new Error(`The key ${keyId} that this was sealed under is not here.`)
      return open(one, sealed, owner)
    },
    sign: (content, lifetimeMs) => sign(ring, { content, until: Date.now() + lifetimeMs }),
    verify: (token, schema) => verify(rings, token, schema),
    digest: text => digest(ring, text),
    isDigestOf: (given, text) => rings.some(one => digest(one, text) === given),
    signInKeys: rings.map(({ id, signingIn }) => ({ keyId: id, secret: signingIn.toString('base64url') })),
  }
}

interface Ring {
  readonly id: string
  readonly sealing: Buffer
  readonly signing: Buffer
  readonly digesting: Buffer
  readonly signingIn: Buffer
}

function deriveKeys({ id, bytes }: SealingKey): Ring {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', bytes, '', `koppla ${use}`, 32))
  return {
    id,
    sealing: derive('sealing'),
    signing: derive('signing'),
    digesting: derive('digesting'),
    signingIn: derive('signing in'),
  }
}

const version = 1
const ivBytes = 12
const tagBytes = 16

/** version, nonce, tag, ciphertext. */
function seal({ id, sealing }: Ring, text: string, owner: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(`${id}\n${owner}`))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body])
}

function open({ id, sealing }: Ring, sealed: Buffer, owner: string): string {
  const [from, to] = [1 + ivBytes, 1 + ivBytes + tagBytes]
  if (sealed[0] !== version || sealed.length < to) throw new Error('This is not something that was sealed here.')
  const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, from), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(`${id}\n${owner}`)).setAuthTag(sealed.subarray(from, to))
  return Buffer.concat([decipher.update(sealed.subarray(to)), decipher.final()]).toString('utf8')
}

const Envelope = z.object({ content: z.unknown(), until: z.number() })

function sign({ signing }: Ring, envelope: z.output<typeof Envelope>): string {
  const body = Buffer.from(JSON.stringify(envelope)).toString('base64url')
  return `${body}.${mac(signing, body).toString('base64url')}`
}

const digest = ({ digesting }: Ring, text: string) => mac(digesting, text).toString('base64url')

function verify<T>(rings: readonly Ring[], token: string, schema: z.ZodType<T>): Token<T> {
  const [body = '', signature = '', ...rest] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const own = rings.map(ring => mac(ring.signing, body))
  if (rest.length > 0) return { refused: 'malformed' }
  if (!own.some(one => one.length === given.length && timingSafeEqual(one, given))) return { refused: 'malformed' }
  const envelope = Envelope.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  if (envelope.until < Date.now()) return { refused: 'expired' }
  const content = schema.safeParse(envelope.content)
  return content.success ? { content: content.data } : { refused: 'malformed' }
}

const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()

function makeFirstKey(config: VaultOptions['config'], remembered: string | undefined): SealingKey {
  if (config.databaseUrl !== undefined)
    throw new StartError('DATABASE_URL is set without KOPPLA_KEY or KOPPLA_KEY_FILE.')
  if (remembered === undefined) return writeKeyFile(config.dataDir)
  throw new StartError(
    `The sealing key ${remembered} of ${config.dataDir} is lost: without it the credentials cannot be opened. ` +
      `Put the copy of koppla.key back, or set KOPPLA_KEY to what it held. Is there none? koppla keys forget ${remembered}`,
  )
}

const wrongKey = (id: string, remembered: string) =>
  new StartError(
    `The key given is ${id}, but the credentials in this database are sealed with ${remembered}. Give that key as ` +
      'KOPPLA_KEY or KOPPLA_KEY_FILE; to change it, give the new one there and the old one in KOPPLA_KEYS_RETIRED. ' +
      `Is it lost? koppla keys forget ${remembered}`,
  )

/** Of the key that the secrets in this database are sealed with. */
export async function readKeyId(client: Pick<pg.ClientBase, 'query'>): Promise<string | undefined> {
  const found = `SELECT value->>'id' AS id FROM settings WHERE key = 'sealing_key'`
  const { rows } = await client.query<{ id: string }>(found)
  return rows[0]?.id
}

/** Two processes that start at once on an empty database: the first one's key is remembered, the other must have it too. */
async function rememberKeyId(db: Database, id: string): Promise<void> {
  const value = JSON.stringify({ id })
  await db.pool.query(`INSERT INTO settings (key, value) VALUES ('sealing_key', $1) ON CONFLICT DO NOTHING`, [value])
  await refuseOther(db.pool, id)
}

interface Replacement {
  readonly id: string
  readonly remembered: string
}

async function replaceKeyId(db: Database, { id, remembered }: Replacement, actor: Actor): Promise<void> {
  await db.transaction(async client => {
    if (!(await setKeyId(client, id, remembered))) return refuseOther(client, id)
    const detail = { keyId: id, before: remembered }
    await recordChange(client, actor, { action: 'sealing key.replaced', detail })
  })
}

/** False when it is not that key that is in use. */
export async function setKeyId(client: Pick<pg.ClientBase, 'query'>, id: string, before: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE settings SET value = $1 WHERE key = 'sealing_key' AND value->>'id' = $2`,
    [JSON.stringify({ id }), before],
  )
  return rowCount === 1
}

async function refuseOther(client: Pick<pg.ClientBase, 'query'>, id: string): Promise<void> {
  const now = await readKeyId(client)
  if (now !== id) throw wrongKey(id, now ?? '')
}
