import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import type { OpenedConnection } from '../records/opened.ts'
import { createHttp, type Listener, redactError } from '../sdk/http.ts'
import { type AnyConnector, ConnectorError, type Registry, type StoreFacts } from '../sdk/index.ts'
import { traceRequest } from '../trace.ts'
import { type Credential, secretsOf } from './credential.ts'
import { limiterOf } from './limits.ts'
import { noSuchConnection } from './refusals.ts'
import type { Vault } from './secrets.ts'
import { shareSecret } from './shared-secret.ts'
import { type Network, pickNetwork } from './verify.ts'

export interface Opening {
  readonly db: Database
  readonly vault: Vault
  readonly registry: Registry
  readonly network: Network
  /** Absent: none. */
  readonly practiceOrigins?: PracticeOrigins | undefined
  readonly log: Log
}

/** Where the practice stores are that this process runs, by the id of the connection to each. */
export type PracticeOrigins = ReadonlyMap<string, string>

/**
 * Its requests end with `signal`, keep the pace of the connection and tell no secret.
 * @throws Problem not_found; ConnectorError contract when its system, or what is remembered of it, is not known any more
 */
export async function openConnection(
  context: Opening,
  id: string,
  signal: AbortSignal,
  listener?: Listener,
): Promise<OpenedConnection> {
  const unsealed = await unsealConnection(context, id)
  const { connector, credential, credentialVersion, practiceOrigin, sealed: _, keyId: __, ...stored } = unsealed
  const connection = { ...stored, facts: readFacts(connector, stored.facts) }
  const limiter = limiterOf(context.db, id, connector.rateLimit)
  const secrets = secretsOf(connector, credential)
  const http = createHttp({
    ...pickNetwork(context.network),
    practiceOrigin,
    signal,
    secrets,
    limiter,
    ...listener,
    onRequest: told => {
      traceRequest(told)
      listener?.onRequest(told)
    },
  })
  const log = context.log.child({ connectionId: id })
  const shared = shareSecret(context, { id, credentialVersion, endsAt: connector.authorization?.endsAt }, signal)
  const client = connector.client(credential, connection.facts, { http, log, signal, now: () => new Date(), shared })
  const redact = (error: unknown) => redactError(error, http.redact)
  return { connection, connector, client, redact, close: async () => http.close() }
}

/** A later version may want to know more of a store than was found when it was verified. */
function readFacts({ facts }: AnyConnector, stored: unknown): StoreFacts {
  const read = facts.safeParse(stored)
  if (read.success) return read.data
  throw new ConnectorError('contract', 'This version of Koppla needs to know more of the store than is remembered.', {
    remedy: 'Verify the connection again.',
    code: 'facts_outdated',
  })
}

export interface StoredConnection {
  readonly id: string
  readonly name: string
  readonly orderStart: string
  readonly identity: string
  readonly facts: StoreFacts
  readonly connector: AnyConnector
  /** Set for a practice store. */
  readonly practiceOrigin: string | undefined
  /** The credential as it is stored: another once it was replaced. */
  readonly sealed: Buffer
  readonly keyId: string
  /** Moves when it is replaced. */
  readonly credentialVersion: number
}

/** All but its credential. @throws as openConnection; ConnectorError transient for a practice store that this process does not run */
export async function readConnection(
  { db, registry, practiceOrigins }: Pick<Opening, 'db' | 'registry' | 'practiceOrigins'>,
  id: string,
): Promise<StoredConnection> {
  const { rows } = await db.pool.query(
    `SELECT name, system, identity, facts, order_start::text AS "orderStart", credential_key_id AS "keyId",
       credential_sealed AS sealed, credential_version AS "credentialVersion", practice IS NOT NULL AS practice FROM connections WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  )
  const row = rows[0]
  if (row === undefined) throw noSuchConnection()
  const { system, practice, ...stored } = row
  const connector = registry.get(system)
  if (connector === undefined) throw unknownSystem(system)
  return { id, ...stored, connector, practiceOrigin: practice ? findOrigin(practiceOrigins, id) : undefined }
}

export interface UnsealedConnection extends StoredConnection {
  readonly credential: Credential
}

/** @throws as readConnection; ConnectorError auth where the key is lost that sealed the credential */
export async function unsealConnection(
  context: Pick<Opening, 'db' | 'vault' | 'registry' | 'practiceOrigins'>,
  id: string,
): Promise<UnsealedConnection> {
  const stored = await readConnection(context, id)
  const credential = JSON.parse(context.vault.open(stored, id))
  if (credential === null) throw credentialLost()
  return { ...stored, credential }
}

function findOrigin(origins: PracticeOrigins | undefined, id: string): string {
  const origin = origins?.get(id)
  if (origin !== undefined) return origin
  throw new ConnectorError('transient', 'The practice store of this connection does not run in this process.', {
    remedy: 'Start Koppla again; if that does not help, delete this connection and start another practice store.',
    code: 'practice_stopped',
  })
}

export const credentialLost = () =>
  new ConnectorError('auth', 'The key that the credential of this connection was sealed with is lost.', {
    remedy: 'Enter the credential again, in the settings of the connection.',
    code: 'credential_lost',
  })

const unknownSystem = (system: string) =>
  new ConnectorError('contract', `This version of Koppla does not know the system “${system}”.`, {
    remedy: 'Run the version that the connection was made with, or a later one.',
    code: 'unknown_system',
  })
