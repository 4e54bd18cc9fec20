import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordChange } from '../connections/audit.ts'
import type { Client, Database } from '../db.ts'
import { Problem, type ProblemOptions } from '../errors.ts'
import type { Language, Me, MySession, SignedIn } from './api/session.ts'
import { toMe } from './caller.ts'
import { setCookies } from './set-cookies.ts'
import type { Answered, Person, SignIn } from './sign-in.ts'
import { tooMany } from './too-many.ts'

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface Given {
  readonly email: string
  readonly password: string
  readonly code?: string | undefined
}

/**
 * Opens a session: its cookie goes with the answer. Without a code where one is needed, it says so and opens none.
 * @throws Problem unauthenticated, too_many
 */
export async function startSession(
  { db, signIn }: { db: Database; signIn: SignIn },
  exchange: Exchange,
  { email, password, code }: Given,
): Promise<SignedIn> {
  const first = await signIn.ask(exchange.request, '/sign-in/email', { body: { email, password }, cookie: '' })
  if (first.status !== 200) throw refusal(exchange, first, wrongPassword)
  if (first.body['twoFactorRedirect'] !== true) return openSession(db, exchange, { answered: first })
  if (code === undefined) return { twoFactor: true, me: null }
  const second = await signIn.ask(exchange.request, ...toCodeRequest(code, first))
  if (second.status !== 200) throw refusal(exchange, second, wrongCode)
  return openSession(db, exchange, { answered: second })
}

function toCodeRequest(code: string, { cookies }: Answered) {
  const digits = code.replaceAll(/\s/g, '')
  const path = /^\d{6}$/.test(digits) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  const cookie = cookies.map(one => one.split(';')[0]).join('; ')
  return [path, { body: { code: digits }, cookie }] as const
}

const Opened = z.object({ user: z.object({ id: z.string() }) })

interface Opening {
  readonly answered: Answered
  /** Default: e-mail and password. */
  readonly via?: string
}

/** What the library opened goes with the answer, and into the audit log. */
export async function openSession(
  db: Database,
  { request, reply }: Exchange,
  { answered, via }: Opening,
): Promise<SignedIn> {
  const { id } = Opened.parse(answered.body).user
  const person = await db.transaction(async client => {
    await client.query('UPDATE users SET last_sign_in_at = now() WHERE id = $1', [id])
    await client.query('DELETE FROM sessions WHERE expires_at < now()')
    const found = await readPerson(client, id)
    const change = { action: 'session.started', target: id, ...(via && { detail: { via } }) }
    await recordChange(client, { ...{ name: found.email, via: 'person', id }, address: request.ip } as const, change)
    return found
  })
  setCookies(reply, answered)
  return { twoFactor: false, me: toMe(person) }
}

/** What the library refused, in our words; where it throttles, with the time to wait. */
export function refusal(
  { reply }: Pick<Exchange, 'reply'>,
  { status, retryAfterS }: Answered,
  otherwise: Problem,
): Problem {
  return status === 429 ? tooMany(reply, retryAfterS ?? 900) : otherwise
}

const denied = (message: string, code: string, remedy: string) => {
  const options: ProblemOptions = { remedy, more: { code } }
  return new Problem('unauthenticated', message, options)
}
const wrongPassword = denied(
  'The e-mail or the password is not right.',
  'wrong_password',
  'Try again. If it is forgotten, an admin can give you a new one: Settings > Users.',
)
const wrongCode = denied(
  'The code is not right.',
  'wrong_code',
  'Enter the one that the app shows now, or a backup code. If none is taken, see that the clock of the phone is right.',
)

type KnownPerson = Person & Pick<Me, 'hasPassword'>

export async function readPerson(client: Pick<Client, 'query'>, id: string): Promise<KnownPerson> {
  const { rows } = await client.query<KnownPerson>(
    `SELECT id, name, email, role, language, must_change_password AS "mustChangePassword",
       two_factor_enabled AS "twoFactorEnabled",
       EXISTS (SELECT 1 FROM sign_in_methods m WHERE m.user_id = users.id AND m.password IS NOT NULL) AS "hasPassword"
     FROM users WHERE id = $1`,
    [id],
  )
  if (rows[0] === undefined) throw new Problem('not_found', 'There is no such person.')
  return rows[0]
}

type Asking = Pick<FastifyRequest, 'caller' | 'actor'>

interface OwnChange {
  readonly name?: string | undefined
  readonly language?: Language | null | undefined
}

export async function changePerson(db: Database, { caller, actor }: Asking, change: OwnChange): Promise<void> {
  const { name, language } = change
  if (name === undefined && language === undefined) return
  await db.transaction(async client => {
    await client.query(
      `UPDATE users SET name = coalesce($2, name), language = CASE WHEN $3 THEN $4 ELSE language END, updated_at = now()
       WHERE id = $1`,
      [caller.id, name ?? null, language !== undefined, language ?? null],
    )
    const detail = { email: caller.email, ...change }
    await recordChange(client, actor, { action: 'user.changed', target: caller.id, detail })
  })
}

interface Row {
  id: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  address: string | null
  device: string | null
}

/** The latest seen first. */
export async function listSessions(db: Database, userId: string, current: string | undefined): Promise<MySession[]> {
  const { rows } = await db.pool.query<Row>(
    `SELECT id, created_at AS "createdAt", updated_at AS "lastSeenAt", expires_at AS "expiresAt",
       nullif(ip_address, '') AS address, nullif(user_agent, '') AS device
     FROM sessions WHERE user_id = $1 AND expires_at > now() ORDER BY updated_at DESC, id`,
    [userId],
  )
  return rows.map(row => ({
    ...row,
    current: row.id === current,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

/** @throws Problem not_found when it is none of this person's */
export async function endSession(db: Database, { caller, actor }: Asking, id: string): Promise<void> {
  await db.transaction(async client => {
    const ended = await client.query('DELETE FROM sessions WHERE id = $1 AND user_id = $2', [id, caller.id])
    if (ended.rowCount === 0) throw new Problem('not_found', 'You have no such session.')
    await recordChange(client, actor, { action: 'session.ended', target: caller.id })
  })
}
