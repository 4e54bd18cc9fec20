import type { Client } from '../db.ts'
import { Problem } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { type Credential, parseCredential, showCredential } from './credential.ts'
import { type Grant, giveGrant, openGrant } from './grant.ts'
import { limiterOf } from './limits.ts'
import { type Opening, readConnection, type StoredConnection, unsealConnection } from './open.ts'
import type { CheckOutcome } from './outcome.ts'
import { noSuchConnection } from './refusals.ts'
import { forgetShared, shareSecret } from './shared-secret.ts'
import { type Finding, findingOf, readToken } from './verification-token.ts'
import { finishChecks, type Verification, type Verifying, verifyCredential } from './verify.ts'

export type Reverifying = Opening & Verifying

export interface Reverify {
  readonly signal: AbortSignal
  readonly actor: Actor
}

/**
 * Verifies what is stored, and remembers the report. Green: what was found is remembered too, and runs may start again. A
 * credential that was replaced meanwhile has a report of its own, which stays.
 */
export async function* verifyConnection(
  context: Reverifying,
  id: string,
  { signal, actor }: Reverify,
): AsyncGenerator<CheckOutcome, Verification> {
  const { connector, credential, credentialVersion, identity, practiceOrigin, sealed } = await unsealConnection(
    context,
    id,
  )
  const shared = shareSecret(context, { id, credentialVersion, endsAt: connector.authorization?.endsAt }, signal)
  const limiter = limiterOf(context.db, id, connector.rateLimit)
  const verification = yield* verifyCredential(context, {
    ...{ connector, credential, identity },
    ...{ practiceOrigin, limiter, shared, signal },
  })
  const { report, verified } = verification
  await context.db.transaction(async client => {
    if (!(await isStillSealed(client, id, sealed))) return
    if (verified !== undefined) await storeFinding(client, id, findingOf(verified))
    else await storeReport(client, id, report)
    const detail = { green: verified !== undefined }
    await recordChange(client, actor, { action: 'connection.verified', target: id, detail })
  })
  return verification
}

/** Locks the connection. */
async function isStillSealed(client: Client, id: string, sealed: Buffer): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    'SELECT credential_sealed = $2 AS same FROM connections WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
    [id, sealed],
  )
  if (rows[0] === undefined) throw noSuchConnection()
  return rows[0].same
}

export interface Replacement extends Reverify {
  readonly credential: Readonly<Record<string, unknown>>
  /** Of a report on this credential for this connection. Without it, the checks are run now. */
  readonly verificationToken?: string | null | undefined
  /** What consent for it ended in. */
  readonly grant?: Grant | undefined
}

/**
 * Puts another credential of the same store in the place of the one in use, which stays so until then.
 * @throws Problem not_found, invalid, or conflict: codes `token_…`, `other_store`, `not_verified` (with the report)
 */
export async function replaceCredential(context: Reverifying, id: string, replacement: Replacement): Promise<void> {
  const { db, vault } = context
  const stored = await readConnection(context, id)
  const { connector } = stored
  const credential = parseCredential(connector, replacement.credential)
  const finding = await findOut(context, stored, { ...replacement, credential })
  if (finding.facts.identity !== stored.identity) throw otherStore()
  const { keyId, sealed } = vault.seal(JSON.stringify(credential), id)
  const shown = showCredential(connector, credential)
  await db.transaction(async client => {
    await storeFinding(client, id, finding)
    await client.query(
      `UPDATE connections SET credential_key_id = $2, credential_sealed = $3, credential_shown = $4,
         credential_version = credential_version + 1 WHERE id = $1`,
      [id, keyId, sealed, JSON.stringify(shown)],
    )
    await forgetShared(client, id)
    const { grant } = replacement
    if (grant) await giveGrant(client, vault, { grant, connectionId: id, connector })
    await recordChange(client, replacement.actor, { action: 'credential.replaced', target: id, detail: { shown } })
  })
}

async function findOut(
  context: Reverifying,
  { id, connector, identity, practiceOrigin }: StoredConnection,
  { credential, verificationToken, grant, signal }: Replacement & { readonly credential: Credential },
): Promise<Finding> {
  if (verificationToken !== undefined && verificationToken !== null)
    return readToken(context.vault, verificationToken, {
      ...{ system: connector.id, credential, connectionId: id, grantId: grant?.id },
    })
  const shared = grant && (await openGrant(context, grant, connector))
  const limiter = limiterOf(context.db, id, connector.rateLimit)
  const checks = verifyCredential(context, {
    ...{ connector, credential, identity, practiceOrigin, limiter, signal },
    ...(shared && { shared }),
  })
  const { report, verified } = await finishChecks(checks)
  if (verified === undefined) throw notVerified(report)
  return findingOf(verified)
}

async function storeReport(client: Client, id: string, report: readonly CheckOutcome[]): Promise<void> {
  const { rowCount } = await client.query(
    'UPDATE connections SET report = $2, verified_at = now() WHERE id = $1 AND deleted_at IS NULL',
    [id, JSON.stringify(report)],
  )
  if (rowCount === 0) throw noSuchConnection()
}

async function storeFinding(client: Client, id: string, finding: Finding): Promise<void> {
  await storeReport(client, id, finding.report)
  await client.query(
    'UPDATE connections SET facts = $2, verified_at = $3, attention = NULL, updated_at = now() WHERE id = $1',
    [id, JSON.stringify(finding.facts), finding.verifiedAt],
  )
  await client.query('UPDATE schedules SET unreadable_because = $2::jsonb ->> entity WHERE connection_id = $1', [
    id,
    JSON.stringify(finding.unreadable),
  ])
}

const otherStore = () =>
  new Problem('conflict', 'This credential is of another store than the one of this connection.', {
    remedy: 'Give a credential of the same store, or create a connection of its own for the other one.',
    more: { code: 'other_store' },
  })

function notVerified(report: readonly CheckOutcome[]): Problem {
  const message = 'The new credential did not pass its verification; the one in use stays.'
  const { diagnosis, remedy, field } = report.find(check => check.result.status === 'failed')?.result ?? {}
  return new Problem('conflict', [message, diagnosis].filter(Boolean).join(' '), {
    remedy: remedy ?? 'Put right what the report says, and try again.',
    ...(field !== undefined && { fields: [{ path: `credential.${field}`, message: diagnosis ?? message }] }),
    more: { code: 'not_verified', report },
  })
}
