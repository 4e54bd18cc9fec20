import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Actor, recordChange } from '../connections/audit.ts'
import { brokenConstraint } from '../connections/constraint.ts'
import { noSuchPlace } from '../connections/refusals.ts'
import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { CreatedKey, Key, NewKey, Role } from './api/keys.ts'

const prefix = 'kpl_'
const tokenPattern = /^kpl_[\w-]{43}$/
const companyGroup = `(SELECT json_build_object('id', g.id, 'name', g.name) FROM company_groups g WHERE g.id = company_group_id) AS "companyGroup"`
const columns = `id, name, role, ending, ${companyGroup}, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt",
  (SELECT users.name FROM users WHERE users.id = api_keys.created_by) AS "createdBy"`

interface Row {
  id: string
  name: string
  role: Role
  companyGroup: Key['companyGroup']
  ending: string
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  createdBy: string | null
}

/** The token is in the answer and nowhere else: only its hash is stored. */
export async function createKey(db: Database, input: NewKey, actor: Actor): Promise<CreatedKey> {
  try {
    return await db.transaction(client => insertKey(client, input, actor))
  } catch (error) {
    throw noSuchPlace(brokenConstraint(error)) ?? error
  }
}

export async function listKeys(db: Database): Promise<Key[]> {
  const { rows } = await db.pool.query<Row>(`SELECT ${columns} FROM api_keys ORDER BY created_at, id`)
  return rows.map(toKey)
}

/** A revoked key stays in the list. The last admin key is kept, so that nobody is locked out. */
export async function revokeKey(db: Database, id: string, actor: Actor): Promise<Key> {
  return db.transaction(async client => {
    await lockKeys(client)
    const { rows } = await client.query<Row>(`SELECT ${columns} FROM api_keys WHERE id = $1`, [id])
    const key = rows[0]
    if (key === undefined) throw new Problem('not_found', 'There is no such key.')
    if (key.revokedAt !== null) return toKey(key)
    await refuseLastAdmin(client, key)
    return revokeWithin(client, key, actor)
  })
}

/** All that a person made, in the transaction that removes them. */
export async function revokeKeysOf(client: Client, userId: string, actor: Actor): Promise<void> {
  await lockKeys(client)
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM api_keys WHERE created_by = $1 AND revoked_at IS NULL ORDER BY created_at, id`,
    [userId],
  )
  for (const key of rows) {
    await refuseLastAdmin(client, key)
    await revokeWithin(client, key, actor)
  }
}

async function revokeWithin(client: Client, { id, name, role }: Row, actor: Actor): Promise<Key> {
  const { rows } = await client.query<Row>(
    `UPDATE api_keys SET revoked_at = now() WHERE id = $1 RETURNING ${columns}`,
    [id],
  )
  await recordChange(client, actor, { action: 'key.revoked', target: id, detail: { name, role } })
  return toKey(rows[0]!)
}

type KnownKey = Pick<Key, 'id' | 'name' | 'role' | 'companyGroup'>

/** The key that a token belongs to; undefined when it is unknown or revoked. When it was last used is kept to the minute. */
export async function findKey(db: Database, token: string): Promise<KnownKey | undefined> {
  if (!tokenPattern.test(token)) return undefined
  const { rows } = await db.pool.query<KnownKey & { stale: boolean }>(
    `SELECT id, name, role, ${companyGroup}, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
     FROM api_keys WHERE hash = $1 AND revoked_at IS NULL`,
    [hash(token)],
  )
  if (rows[0] === undefined) return undefined
  const { stale, ...key } = rows[0]
  if (stale) await db.pool.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [key.id])
  return key
}

/**
 * On the first start there is no key: one for an admin is made, shown, and its token returned this once. Shown before it
 * counts: whoever is killed in between leaves no key that nobody has seen, and the next start shows another.
 */
export async function ensureFirstKey(
  db: Database,
  show: (token: string) => void = () => {},
): Promise<string | undefined> {
  return db.transaction(async client => {
    await lockKeys(client)
    const { rows } = await client.query('SELECT 1 FROM api_keys LIMIT 1')
    if (rows.length > 0) return undefined
    const { key } = await insertKey(client, { name: 'first admin', role: 'admin' }, { name: 'first start' })
    show(key)
    return key
  })
}

/** A key for an admin that is stored nowhere: it opens the process that made it, and ends with it. */
export function createOperatorKey(): string {
  return prefix + randomBytes(32).toString('base64url')
}

export function isOperator(token: string, operatorKey: string | undefined): boolean {
  if (operatorKey === undefined) return false
  return timingSafeEqual(Buffer.from(hash(token)), Buffer.from(hash(operatorKey)))
}

async function insertKey(client: Client, { name, role, companyGroupId }: NewKey, actor: Actor): Promise<CreatedKey> {
  const token = prefix + randomBytes(32).toString('base64url')
  const { rows } = await client.query<Row>(
    `INSERT INTO api_keys (name, role, hash, ending, created_by, company_group_id)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
    [name, role, hash(token), token.slice(-4), actor.via === 'person' ? actor.id : null, companyGroupId ?? null],
  )
  const key = toKey(rows[0]!)
  const detail = { name, role, ...(key.companyGroup && { companyGroup: key.companyGroup.name }) }
  await recordChange(client, actor, { action: 'key.created', target: key.id, detail })
  return { ...key, key: token }
}

/** Of all company groups: an admin of one cannot make another key. */
async function refuseLastAdmin(client: Client, { id, role, companyGroup }: Row): Promise<void> {
  if (role !== 'admin' || companyGroup !== null) return
  const { rows } = await client.query(
    `SELECT 1 FROM api_keys
     WHERE role = 'admin' AND company_group_id IS NULL AND revoked_at IS NULL AND id <> $1 LIMIT 1`,
    [id],
  )
  if (rows.length > 0) return
  throw new Problem('conflict', 'This is the last admin key: without it nobody could manage Koppla.', {
    remedy: 'Create another admin key first.',
    more: { code: 'last_admin_key' },
  })
}

const lockKeys = (client: Client) => client.query('LOCK TABLE api_keys IN SHARE ROW EXCLUSIVE MODE')
const hash = (token: string) => createHash('sha256').update(token).digest('hex')

const toKey = (row: Row): Key => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
})
