import { randomUUID } from 'node:crypto'
import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { defaultSchedule } from '../schedules/schedule.ts'
import type { AnyConnector, Registry } from '../sdk/index.ts'
import { type Actor, recordChange } from './audit.ts'
import { brokenConstraint, isNameOf } from './constraint.ts'
import { type Credential, findConnector, parseCredential, showCredential } from './credential.ts'
import { type Grant, giveGrant } from './grant.ts'
import { todayIn } from './order-start.ts'
import { nameTaken, noSuchPlace } from './refusals.ts'
import type { Vault } from './secrets.ts'
import type { StartRun } from './start-run.ts'
import { type Finding, readToken } from './verification-token.ts'

export interface Saving {
  readonly db: Database
  readonly vault: Vault
  readonly registry: Registry
  readonly startRun: StartRun
}

export interface NewConnection {
  readonly name: string
  readonly externalSystem: string
  readonly credential: Readonly<Record<string, unknown>>
  /** Default: today in the store's zone. */
  readonly orderStart?: string | undefined
  readonly warehouseId?: string | null | undefined
  readonly companyGroupId?: string | null | undefined
  /** Entities to import once right away. */
  readonly importNow?: readonly string[] | undefined
  readonly verificationToken?: string | null | undefined
  /** What consent for it ended in. */
  readonly grant?: Grant | undefined
  /** For a practice store of this process: what it takes to start it again. Not to be had over HTTP. */
  readonly practice?: object
}

interface Draft {
  readonly id: string
  readonly input: NewConnection
  readonly connector: AnyConnector
  readonly credential: Credential
  readonly finding: Finding
}

/**
 * Stores a verified connection with one inactive schedule for each entity, and returns its id.
 * @throws Problem invalid, or conflict: codes `token_…`, `name_taken`, `already_connected` (with the first one)
 */
export async function saveConnection(context: Saving, input: NewConnection, actor: Actor): Promise<string> {
  const { db, vault, registry } = context
  const connector = findConnector(registry, input.externalSystem)
  const credential = parseCredential(connector, input.credential)
  const finding = readToken(vault, input.verificationToken, {
    ...{ system: connector.id, credential, grantId: input.grant?.id },
  })
  const draft = { id: randomUUID(), input, connector, credential, finding }
  checkImportNow(draft)
  try {
    await db.transaction(async client => {
      await insertConnection(client, vault, draft)
      if (input.grant) await giveGrant(client, vault, { grant: input.grant, connectionId: draft.id, connector })
      await insertSchedules(client, draft)
      await importNow(client, context, { draft, actor })
      const { name, orderStart, importNow: imported } = input
      const detail = { name, system: connector.id, store: finding.facts['url'], orderStart, importNow: imported }
      await recordChange(client, actor, { action: 'connection.created', target: draft.id, detail })
    })
  } catch (error) {
    throw await explain(db, error, draft)
  }
  return draft.id
}

async function insertConnection(client: Client, vault: Vault, draft: Draft): Promise<void> {
  const { id, input, connector, credential, finding } = draft
  const { keyId, sealed } = vault.seal(JSON.stringify(credential), id)
  await client.query(
    `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown,
       facts, report, verified_at, order_start, warehouse_id, company_group_id, practice)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      input.name,
      connector.id,
      finding.facts.identity,
      keyId,
      sealed,
      JSON.stringify(showCredential(connector, credential)),
      JSON.stringify(finding.facts),
      JSON.stringify(finding.report),
      finding.verifiedAt,
      input.orderStart ?? todayIn(zoneOf(finding), new Date()),
      input.warehouseId ?? null,
      input.companyGroupId ?? null,
      input.practice === undefined ? null : JSON.stringify(input.practice),
    ],
  )
}

async function insertSchedules(client: Client, { id, connector, finding }: Draft): Promise<void> {
  for (const { name, import: imported } of connector.entities) {
    if (imported === undefined) continue
    const { cron, timeZone } = defaultSchedule(name, id, zoneOf(finding))
    await client.query(
      'INSERT INTO schedules (connection_id, entity, cron, time_zone, unreadable_because) VALUES ($1, $2, $3, $4, $5)',
      [id, name, cron, timeZone, finding.unreadable[name] ?? null],
    )
  }
}

const zoneOf = ({ facts }: Finding) => String(facts['timeZone'])

async function importNow(
  client: Client,
  { startRun }: Saving,
  { draft, actor }: { draft: Draft; actor: Actor },
): Promise<void> {
  for (const entity of new Set(draft.input.importNow)) {
    const wanted = { connectionId: draft.id, entity, kind: 'incremental', cause: 'import_now' } as const
    const started = await startRun(client, { ...wanted, requestedBy: actor.name })
    if ('refused' in started) throw new Error(`A new connection's run was refused: ${started.refused.reason}`)
  }
}

function checkImportNow({ input, connector, finding }: Draft): void {
  const entities = connector.entities.filter(entity => entity.import !== undefined).map(({ name }) => String(name))
  for (const entity of input.importNow ?? []) {
    const unreadable = finding.unreadable[entity]
    const known = entities.includes(entity)
    if (known && unreadable === undefined) continue
    const message = known
      ? `${entity} cannot be read: ${unreadable}`
      : `${connector.name} has no ${entity}. Allowed: ${entities.join(', ')}.`
    throw new Problem('invalid', message, { fields: [{ path: 'importNow', message }] })
  }
}

async function explain(db: Database, error: unknown, { input, connector, finding }: Draft): Promise<unknown> {
  const constraint = brokenConstraint(error)
  if (isNameOf(constraint, 'connections')) return nameTaken(input.name)
  if (constraint !== 'connections_system_identity_key') return noSuchPlace(constraint) ?? error
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM connections WHERE system = $1 AND identity = $2',
    [connector.id, finding.facts.identity],
  )
  const first = rows[0]
  return new Problem('conflict', `This store is already connected${first ? `, as “${first.name}”` : ''}.`, {
    remedy: 'Use that connection. To change its key, replace its credential.',
    more: { code: 'already_connected', ...(first && { connection: first }) },
  })
}
