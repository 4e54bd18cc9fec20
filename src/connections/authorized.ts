import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { makeStorable } from '../records/text.ts'
import { createHttp } from '../sdk/http.ts'
import { type AnyConnector, type AuthorizationRefusal, ConnectorError, keepAlone } from '../sdk/index.ts'
import { createLimiter } from '../sdk/rate-limit.ts'
import { traceRequest } from '../trace.ts'
import { type Actor, recordChange } from './audit.ts'
import { type Asked, type AuthorizationOutcome, type Authorizing, hashState, parseSome } from './authorize.ts'
import { findConnector, secretsOf } from './credential.ts'
import { sealGrant } from './grant.ts'
import { pickNetwork, type Verifying } from './verify.ts'

export type FinishingAuthorization = Authorizing & Pick<Verifying, 'network' | 'log'>

/** What the browser came back with; each part may be missing. */
export interface Returned {
  readonly state?: string | undefined
  readonly code?: string | undefined
  /** The system's refusal, and what it says of it. */
  readonly error?: string | undefined
  readonly errorDescription?: string | undefined
}

export interface AuthorizationEnded {
  readonly id: string
  /** The system's. */
  readonly name: string
  readonly outcome: AuthorizationOutcome
}

/**
 * Ends what was begun in this session: the code is exchanged, and what came of it is stored for the form.
 * @throws Problem conflict: codes `authorization_unknown`, `authorization_used`, `authorization_expired`
 */
export async function finishAuthorization(
  context: FinishingAuthorization,
  returned: Returned,
  { sessionId, actor }: { sessionId: string; actor: Actor },
): Promise<AuthorizationEnded> {
  const { db, vault, registry } = context
  const { id, system, keyId, sealed } = await claim(db, returned.state, sessionId)
  const connector = findConnector(registry, system)
  const asked = JSON.parse(vault.open({ keyId, sealed }, id)) as Asked
  const { shared, ...judged } = await judge(context, connector, { asked, returned })
  const outcome = makeStorable(judged)
  const kept = shared === undefined ? undefined : sealGrant(vault, id, shared)
  await db.transaction(async client => {
    const { rowCount } = await client.query(storeOutcome, [id, JSON.stringify(outcome), kept?.keyId, kept?.sealed])
    if (rowCount === 0) throw refusals.unknown
    const action = 'fields' in outcome ? 'authorization.granted' : 'authorization.refused'
    await recordChange(client, actor, { action, target: id, detail: { name: connector.name } })
  })
  return { id, name: connector.name, outcome }
}

/** What is kept for a connection waits for it a little less than an hour, which is how long an access token may last. */
const storeOutcome = `
  UPDATE authorizations SET outcome = $2, key_id = coalesce($3, key_id), sealed = $4::bytea,
    expires_at = CASE WHEN $4::bytea IS NULL THEN expires_at ELSE now() + interval '50 minutes' END
  WHERE id = $1`

interface Claimed {
  readonly id: string
  readonly system: string
  readonly keyId: string
  readonly sealed: Buffer
}

/** Whoever comes first has it; what another session began is told to nobody. */
async function claim({ pool }: Database, state: string | undefined, sessionId: string): Promise<Claimed> {
  if (state === undefined) throw refusals.unknown
  const own = [hashState(state), sessionId]
  const { rows } = await pool.query<Claimed>(
    `UPDATE authorizations SET used_at = now()
     WHERE state_hash = $1 AND session_id = $2 AND used_at IS NULL AND expires_at > now()
     RETURNING id, system, key_id AS "keyId", sealed`,
    own,
  )
  if (rows[0] !== undefined) return rows[0]
  const { rows: known } = await pool.query<{ used: boolean }>(
    'SELECT used_at IS NOT NULL AS used FROM authorizations WHERE state_hash = $1 AND session_id = $2',
    own,
  )
  if (known[0] === undefined) throw refusals.unknown
  throw known[0].used ? refusals.used : refusals.expired
}

const refusal = (code: string, message: string) =>
  new Problem('conflict', message, {
    remedy: 'Go back to the form and begin again there.',
    more: { code: `authorization_${code}` },
  })
const refusals = {
  unknown: refusal('unknown', 'This consent was not asked for in this browser, or it was cancelled.'),
  used: refusal('used', 'This consent was used already.'),
  expired: refusal('expired', 'This consent was asked for more than ten minutes ago.'),
}

interface Back {
  readonly asked: Asked
  readonly returned: Returned
}

type Judged = AuthorizationOutcome & { readonly shared?: string | undefined }

async function judge(context: FinishingAuthorization, connector: AnyConnector, back: Back): Promise<Judged> {
  const { error, errorDescription, code } = back.returned
  if (error !== undefined) return { problem: explainRefusal(connector, error, errorDescription) }
  if (code === undefined) return { problem: explainRefusal(connector, 'no code', undefined) }
  return redeem(context, connector, { ...back.asked, code })
}

/** The connector may know better what it means. */
function explainRefusal(
  { name, authorization }: AnyConnector,
  error: string,
  description: string | undefined,
): AuthorizationRefusal {
  const known = authorization?.refused?.(error, description)
  if (known !== undefined) return known
  if (error === 'access_denied')
    return { message: `Nobody gave consent at ${name}.`, remedy: 'Begin again, and allow what is asked for there.' }
  const told = description === undefined ? error : `${error}: ${description}`
  return { message: `${name} refused (${told}).`, remedy: 'Put that right there, then begin again.' }
}

async function redeem(
  { network, log }: FinishingAuthorization,
  connector: AnyConnector,
  { given, ...code }: Asked & { readonly code: string },
): Promise<Judged> {
  const { signal } = new AbortController()
  const secrets = [...secretsOf(connector, given), code.code, code.codeVerifier]
  const limiter = createLimiter(connector.rateLimit)
  const http = createHttp({ ...pickNetwork(network), signal, secrets, attempts: 1, limiter, onRequest: traceRequest })
  const { finish, fills } = connector.authorization!
  try {
    const { fields, shared } = await finish(given, code, {
      http,
      log,
      signal,
      now: () => new Date(),
      shared: keepAlone(),
    })
    return { fields: parseSome(connector, fills, fields), shared }
  } catch (error) {
    if (!(error instanceof ConnectorError)) log.error({ err: error, system: connector.id }, 'consent led to nothing')
    const { message, remedy, field } = error instanceof ConnectorError ? error : ownFault(connector)
    const words = { message: http.redact(message), remedy: http.redact(remedy) }
    return { problem: { ...words, ...(field !== undefined && { field }) } }
  } finally {
    http.close()
  }
}

/** The connector made a mistake, or was told what it cannot be. */
const ownFault = ({ name }: AnyConnector) =>
  new ConnectorError('contract', `${name} gave consent, and Koppla can make nothing of the answer.`, {
    remedy: 'Begin again. If it happens again, tell the operator: the log says what happened.',
  })
