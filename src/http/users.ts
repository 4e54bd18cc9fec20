import { randomInt } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { type Actor, recordChange } from '../connections/audit.ts'
import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Role } from './api/keys.ts'
import type { Language } from './api/session.ts'
import type { ChangeUser, NewUser, User, UserWithPassword } from './api/users.ts'
import { revokeKeysOf } from './keys.ts'

const columns = `id, name, email, role, language, two_factor_enabled AS "twoFactor",
  must_change_password AS "mustChangePassword", created_at AS "createdAt", last_sign_in_at AS "lastSignInAt",
  (SELECT count(*)::int FROM sessions s WHERE s.user_id = users.id AND s.expires_at > now()) AS sessions,
  (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'role', k.role) ORDER BY k.created_at, k.id), '[]')
   FROM api_keys k WHERE k.created_by = users.id AND k.revoked_at IS NULL) AS keys`

interface Row {
  id: string
  name: string
  email: string
  role: Role
  language: Language | null
  twoFactor: boolean
  mustChangePassword: boolean
  createdAt: Date
  lastSignInAt: Date | null
  sessions: number
  keys: User['keys']
}

export async function listUsers(db: Database): Promise<User[]> {
  const { rows } = await db.pool.query<Row>(`SELECT ${columns} FROM users ORDER BY lower(name), id`)
  return rows.map(toUser)
}

/** With a password to hand over: it is in the answer and nowhere else, and must be changed at the first sign-in. */
export async function createUser(db: Database, input: NewUser, actor: Actor): Promise<UserWithPassword> {
  const password = generatePassword()
  const made = { ...input, password: await hashPassword(password), mustChangePassword: true }
  return { ...(await db.transaction(client => insertUser(client, made, actor))), password }
}

/** The first of all people, an admin. Of two who try at once, one is. */
export async function createFirstAdmin(
  db: Database,
  { password, ...input }: Omit<NewUser, 'role'> & { password: string },
  actor: Actor,
): Promise<User> {
  const made = { ...input, role: 'admin', password: await hashPassword(password), mustChangePassword: false } as const
  return db.transaction(async client => {
    await lockUsers(client)
    if (await hasUsers(client)) throw alreadySetUp()
    return insertUser(client, made, actor)
  })
}

export async function hasUsers(client: Pick<Client, 'query'>): Promise<boolean> {
  return (await client.query('SELECT 1 FROM users LIMIT 1')).rows.length > 0
}

export const alreadySetUp = () =>
  new Problem('conflict', 'Koppla is set up already.', {
    remedy: 'Sign in. An admin can add you: Settings > Users. Locked out? `koppla users reset-password <e-mail>`.',
    more: { code: 'already_set_up' },
  })

/** A change of role counts from the next request on. The last admin stays one, so that nobody is locked out. */
export async function changeUser(db: Database, id: string, change: ChangeUser, actor: Actor): Promise<User> {
  return db.transaction(async client => {
    const user = await lockUser(client, id)
    if (user.role === 'admin' && (change.role ?? 'admin') !== 'admin') await refuseLastAdmin(client, id)
    const { rows } = await client.query<Row>(
      `UPDATE users SET name = coalesce($2, name), role = coalesce($3, role), updated_at = now()
       WHERE id = $1 RETURNING ${columns}`,
      [id, change.name ?? null, change.role ?? null],
    )
    await recordChange(client, actor, { action: 'user.changed', target: id, detail: { email: user.email, ...change } })
    return toUser(rows[0]!)
  })
}

interface Deletion {
  readonly id: string
  /** Those that the person made; kept, they go on working. */
  readonly keys: 'keep' | 'revoke'
}

export async function deleteUser(db: Database, { id, keys }: Deletion, actor: Actor): Promise<void> {
  await db.transaction(async client => {
    const user = await lockUser(client, id)
    const { role, email, name } = user
    if (role === 'admin') await refuseLastAdmin(client, id)
    if (keys === 'revoke') await revokeKeysOf(client, id, actor)
    await client.query('DELETE FROM users WHERE id = $1', [id])
    const kept = keys === 'keep' ? user.keys.map(key => key.name) : []
    const detail = { email, name, role, ...(kept.length > 0 && { keptKeys: kept }) }
    await recordChange(client, actor, { action: 'user.deleted', target: id, detail })
  })
}

/** Wherever the person is signed in, they are not any more. */
export async function endSessions(db: Database, id: string, actor: Actor): Promise<User> {
  return db.transaction(async client => {
    const user = await lockUser(client, id)
    await client.query('DELETE FROM sessions WHERE user_id = $1', [id])
    await recordChange(client, actor, { action: 'user.sessions_ended', target: id, detail: { email: user.email } })
    return { ...user, sessions: 0 }
  })
}

/** Ends all of the person's sessions too. */
export async function resetPassword(db: Database, id: string, actor: Actor): Promise<UserWithPassword> {
  const password = generatePassword()
  const hash = await hashPassword(password)
  const user = await db.transaction(async client => {
    const { email } = await lockUser(client, id)
    await client.query('DELETE FROM sessions WHERE user_id = $1', [id])
    await client.query(`DELETE FROM sign_in_methods WHERE user_id = $1 AND provider_id = 'credential'`, [id])
    await insertPassword(client, id, hash)
    const { rows } = await client.query<Row>(
      `UPDATE users SET must_change_password = true, updated_at = now() WHERE id = $1 RETURNING ${columns}`,
      [id],
    )
    await recordChange(client, actor, { action: 'user.password_reset', target: id, detail: { email } })
    return toUser(rows[0]!)
  })
  return { ...user, password }
}

/** For who has lost the phone and the backup codes. */
export async function removeTwoFactor(db: Database, id: string, actor: Actor): Promise<User> {
  return db.transaction(async client => {
    const { email } = await lockUser(client, id)
    await client.query('DELETE FROM two_factors WHERE user_id = $1', [id])
    const { rows } = await client.query<Row>(
      `UPDATE users SET two_factor_enabled = false, updated_at = now() WHERE id = $1 RETURNING ${columns}`,
      [id],
    )
    await recordChange(client, actor, { action: 'user.two_factor_removed', target: id, detail: { email } })
    return toUser(rows[0]!)
  })
}

interface MadeUser extends NewUser {
  /** Its hash. Without one, a person signs in by other ways. */
  readonly password?: string
  readonly mustChangePassword: boolean
}

export async function insertUser(
  client: Client,
  { name, email, role, ...made }: MadeUser,
  actor: Actor,
): Promise<User> {
  const { rows } = await client.query<Row>(
    `INSERT INTO users (name, email, role, must_change_password) VALUES ($1, $2, $3, $4)
     ON CONFLICT (email) DO NOTHING RETURNING ${columns}`,
    [name, email, role, made.mustChangePassword],
  )
  const user = rows[0]
  if (user === undefined) throw emailTaken(email)
  if (made.password !== undefined) await insertPassword(client, user.id, made.password)
  await recordChange(client, actor, { action: 'user.created', target: user.id, detail: { email, name, role } })
  return toUser(user)
}

const insertPassword = (client: Client, userId: string, hash: string) =>
  client.query(
    `INSERT INTO sign_in_methods (user_id, account_id, provider_id, password)
     VALUES ($1::uuid, ($1::uuid)::text, 'credential', $2)`,
    [userId, hash],
  )

async function lockUser(client: Client, id: string): Promise<User> {
  await lockUsers(client)
  const { rows } = await client.query<Row>(`SELECT ${columns} FROM users WHERE id = $1`, [id])
  if (rows[0] === undefined) throw new Problem('not_found', 'There is no such person.')
  return toUser(rows[0])
}

async function refuseLastAdmin(client: Client, id: string): Promise<void> {
  const { rows } = await client.query(`SELECT 1 FROM users WHERE role = 'admin' AND id <> $1 LIMIT 1`, [id])
  if (rows.length > 0) return
  throw new Problem('conflict', 'This is the last admin: without one nobody could manage Koppla.', {
    remedy: 'Make another person an admin first.',
    more: { code: 'last_admin' },
  })
}

function emailTaken(email: string): Problem {
  const message = `${email} is the address of a person who is here already.`
  return new Problem('conflict', message, { fields: [{ path: 'email', message }], more: { code: 'email_taken' } })
}

const lockUsers = (client: Client) => client.query('LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE')

/** Easy to read out: no letters that look like others. 20 of 30 are 98 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz2346789'
const generatePassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )

const toUser = (row: Row): User => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
})
