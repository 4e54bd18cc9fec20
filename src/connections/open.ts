import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import { createHttp } from '../sdk/http.ts'
import { type AnyConnector, ConnectorError, type Registry, type StoreFacts } from '../sdk/index.ts'
import { type Credential, secretsOf } from './credential.ts'
import { limiterOf } from './limits.ts'
import { noSuchConnection } from './refusals.ts'
import type { Vault } from './secrets.ts'
import type { Network } from './verify.ts'

export interface Opening {
  readonly db: Database
  readonly vault: Vault
  readonly registry: Registry
  readonly network: Network
  readonly log: Log
}

/** A connection opened for asking its store: the connector, the client made with its credential, and what it remembers. */
export interface OpenedConnection {
  readonly connection: {
    readonly id: string
    readonly name: string
    /** A calendar date, `2026-01-31`, in the store's zone. */
    readonly orderStart: string
    readonly facts: StoreFacts
  }
  readonly connector: AnyConnector
  readonly client: unknown
  /** Lets go of the sockets that were kept alive. */
  readonly close: () => Promise<void>
}

/**
 * Its requests end with `signal`, keep the pace of the connection and tell no secret.
 * @throws Problem not_found; ConnectorError contract when its system is not known to this version
 */
export async function openConnection(context: Opening, id: string, signal: AbortSignal): Promise<OpenedConnection> {
  const { connector, credential, ...connection } = await unsealConnection(context, id)
  const { network } = context
  const limiter = limiterOf(id, connector.rateLimit)
  const http = createHttp({ ...network, signal, secrets: secretsOf(connector, credential), limiter })
  const log = context.log.child({ connectionId: id })
  const client = connector.client(credential, connection.facts, { http, log, signal, now: () => new Date() })
  return { connection, connector, client, close: async () => http.close() }
}

export interface UnsealedConnection {
  readonly id: string
  readonly name: string
  readonly orderStart: string
  readonly identity: string
  readonly facts: StoreFacts
  readonly connector: AnyConnector
  readonly credential: Credential
}

/** @throws as openConnection */
export async function unsealConnection(
  { db, vault, registry }: Pick<Opening, 'db' | 'vault' | 'registry'>,
  id: string,
): Promise<UnsealedConnection> {
  const { rows } = await db.pool.query(
    `SELECT name, system, identity, facts, order_start::text AS "orderStart", credential_key_id AS "keyId",
       credential_sealed AS sealed FROM connections WHERE id = $1`,
    [id],
  )
  const row = rows[0]
  if (row === undefined) throw noSuchConnection()
  const { name, system, identity, facts, orderStart } = row
  const connector = registry.get(system)
  if (connector === undefined) throw unknownSystem(system)
  return { id, name, orderStart, identity, facts, connector, credential: JSON.parse(vault.open(row, id)) }
}

const unknownSystem = (system: string) =>
  new ConnectorError('contract', `This version of Koppla does not know the system “${system}”.`, {
    remedy: 'Run the version that the connection was made with, or a later one.',
    code: 'unknown_system',
  })
