import { createHash, randomUUID } from 'node:crypto'
import { calculatePKCECodeChallenge, randomPKCECodeVerifier, randomState } from 'openid-client'
import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { AnyConnector, Authorization, AuthorizationRefusal, Registry } from '../sdk/index.ts'
import { type Credential, findConnector, parseCredential } from './credential.ts'
import type { Vault } from './secrets.ts'

export interface Authorizing {
  readonly db: Database
  readonly vault: Vault
  readonly registry: Registry
}

export interface AuthorizationWanted {
  readonly externalSystem: string
  /** What is filled in so far. */
  readonly credential: Readonly<Record<string, unknown>>
  /** Where the system sends the browser back to: the same for all, for it is registered there. */
  readonly redirectUri: string
  /** Nobody else can end it, or learn how it ended. */
  readonly sessionId: string
}

export interface AuthorizationBegun {
  readonly id: string
  /** Where the browser goes. */
  readonly url: string
  readonly expiresAt: Date
}

/** What must be known again when the browser comes back: sealed until then. */
export interface Asked {
  readonly given: Credential
  readonly redirectUri: string
  readonly codeVerifier: string
}

export type AuthorizationOutcome = { readonly fields: Credential } | { readonly problem: AuthorizationRefusal }

/** Of what a browser brings back, only this is stored. */
export const hashState = (state: string): string => createHash('sha256').update(state).digest('base64url')

/**
 * Asks for consent at the system's own page. Good for ten minutes, and for one return of the browser.
 * @throws Problem invalid: the system, or what must be filled in before
 */
export async function beginAuthorization(
  { db, vault, registry }: Authorizing,
  { externalSystem, credential, redirectUri, sessionId }: AuthorizationWanted,
): Promise<AuthorizationBegun> {
  const connector = findConnector(registry, externalSystem)
  const authorization = authorizationOf(connector)
  const given = parseSome(connector, authorization.needs, credential)
  const [id, state, codeVerifier] = [randomUUID(), randomState(), randomPKCECodeVerifier()]
  const codeChallenge = await calculatePKCECodeChallenge(codeVerifier)
  const url = pageIn(authorization.url(given, { redirectUri, state, codeChallenge }))
  const { keyId, sealed } = vault.seal(JSON.stringify({ given, redirectUri, codeVerifier } satisfies Asked), id)
  const { rows } = await db.pool.query<{ expiresAt: Date }>(
    `INSERT INTO authorizations (id, session_id, system, state_hash, key_id, sealed, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '10 minutes') RETURNING expires_at AS "expiresAt"`,
    [id, sessionId, connector.id, hashState(state), keyId, sealed],
  )
  return { id, url, expiresAt: rows[0]!.expiresAt }
}

function authorizationOf({ name, authorization }: AnyConnector): Authorization {
  if (authorization !== undefined) return authorization
  const message = `${name} has no page where consent could be given.`
  throw new Problem('invalid', message, {
    fields: [{ path: 'externalSystem', message }],
    remedy: 'Copy the values that the form asks for.',
  })
}

/** Those of the values that are of these fields. @throws Problem invalid */
export function parseSome(
  { name, fields }: AnyConnector,
  keys: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Credential {
  const pick = <T>(from: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))
  return parseCredential({ name, fields: pick(fields) }, pick(given))
}

/** The address is in part what somebody typed. */
function pageIn(url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  throw new Problem('invalid', 'The address that was filled in leads to no page.')
}

export interface AuthorizationView {
  readonly id: string
  readonly externalSystem: string
  readonly state: 'pending' | 'granted' | 'refused' | 'expired'
  /** What is to be filled in. */
  readonly fields: Credential | null
  /** Something is kept here for the connection: see `Grant`. */
  readonly holdsSecret: boolean
  readonly problem: AuthorizationRefusal | null
}

/** @throws Problem not_found: there is none that this session began */
export async function readAuthorization(db: Database, id: string, sessionId: string): Promise<AuthorizationView> {
  const { rows } = await db.pool.query<{
    system: string
    outcome: AuthorizationOutcome | null
    holdsSecret: boolean
    expired: boolean
  }>(
    `SELECT system, outcome, outcome IS NOT NULL AND sealed IS NOT NULL AS "holdsSecret", greatest(expires_at, used_at + interval '2 minutes') <= now() AS expired
     FROM authorizations WHERE id = $1 AND session_id = $2`,
    [id, sessionId],
  )
  const [row] = rows
  if (row === undefined) throw noSuchAuthorization()
  const { system: externalSystem, outcome, holdsSecret, expired } = row
  const view = { id, externalSystem, fields: null, holdsSecret, problem: null }
  if (outcome === null) return { ...view, state: expired ? 'expired' : 'pending' }
  return 'fields' in outcome ? { ...view, state: 'granted', ...outcome } : { ...view, state: 'refused', ...outcome }
}

/** What was asked for is not waited for any more: whoever comes back with it is refused. @throws Problem not_found */
export async function cancelAuthorization(db: Database, id: string, sessionId: string): Promise<void> {
  const { rowCount } = await db.pool.query('DELETE FROM authorizations WHERE id = $1 AND session_id = $2', [
    id,
    sessionId,
  ])
  if (rowCount === 0) throw noSuchAuthorization()
}

const noSuchAuthorization = () => new Problem('not_found', 'This session has not asked for such a consent.')

/** Nobody waits any more for what ended so long ago. */
export async function pruneAuthorizations({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  await pool.query(`DELETE FROM authorizations WHERE expires_at < $1::timestamptz - interval '1 hour'`, [now])
}
