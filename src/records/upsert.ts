import type { PoolClient } from 'pg'
import type { Change, ChangeName } from '../events/outbox.ts'
import type { CanonicalRecord, Entity } from '../sdk/index.ts'
import { toColumns } from './columns.ts'
import type { Normalised } from './normalise.ts'
import { type ChildTable, type RecordTable, type Row, toCamel } from './table.ts'
import { listOf, tables } from './tables.ts'
import { type UpsertSql, upsertSql } from './upsert-sql.ts'

/** What is written, and for whom. */
export interface Target {
  readonly connectionId: string
  readonly entity: Entity
  /** Null outside a run (a retried rejection). */
  readonly runId: string | null
  /** True: an older modified time never replaces a newer one. */
  readonly keepNewer?: boolean
}

interface Known {
  readonly externalId: string
  readonly hash: string
  readonly fingerprint: string | null
  readonly modifiedAt: Date | null
  readonly deleted: boolean
}

interface Written {
  readonly id: string
  readonly externalId: string
  readonly inserted: boolean
}

/** Writes what differs from what is stored, set by set, and tells what changed. */
export async function upsertRecords(
  client: PoolClient,
  target: Target,
  records: readonly Normalised[],
): Promise<Change[]> {
  const table = tables[target.entity.name]
  const known = await readKnown(client, target, records)
  const differing = records.filter(one => differs(one, known.get(one.externalId)))
  await moveMarks(
    client,
    target,
    records.filter(one => isOnlyMarkedAnew(one, known.get(one.externalId))),
  )
  if (differing.length === 0) return []
  const sql = upsertSql(table, target.entity.import?.firstStays ?? [])
  const isNew = ({ externalId }: Normalised) => !known.has(externalId)
  const values = toValues(target, sql, { differing, fresh: differing.filter(isNew) })
  const { rows: written } = await client.query<Written>(sql.write, values)
  const changed = pair(differing, written)
  const replaced = changed.filter(([record, { inserted }]) => !inserted || !isNew(record))
  if (replaced.length > 0) await replaceChildren(client, { target, sql }, replaced)
  return changed.map(([record, { inserted }]) =>
    toChange(target, record, inserted ? undefined : known.get(record.externalId)),
  )
}

/** One look-up each by the unique key: asked for as `= ANY`, a planner without statistics reads the whole connection. */
async function readKnown(client: PoolClient, target: Target, records: readonly Normalised[]) {
  const { rows } = await client.query<Known>(
    `SELECT t.external_id AS "externalId", t.hash, t.fingerprint, t.modified_at AS "modifiedAt", t.deleted_at IS NOT NULL AS deleted
     FROM unnest($2::text[]) AS r(external_id) CROSS JOIN LATERAL (SELECT * FROM ${tables[target.entity.name].table} o
       WHERE o.connection_id = $1 AND o.external_id = r.external_id LIMIT 1) t`,
    [target.connectionId, records.map(one => one.externalId)],
  )
  return new Map(rows.map(row => [row.externalId, row]))
}

const differs = ({ hash, record }: Normalised, known: Known | undefined) =>
  known === undefined || known.hash !== hash || known.deleted !== record.deleted

/**
 * Same content, yet another fingerprint (a newer connector makes it otherwise) or modified time (its parent was saved): no
 * change to tell of.
 */
const isOnlyMarkedAnew = (one: Normalised, known: Known | undefined) =>
  known !== undefined && !differs(one, known) && (known.fingerprint !== one.fingerprint || isMoved(one, known))

const isMoved = ({ record: { modifiedAt } }: Normalised, known: Known) =>
  known.modifiedAt?.getTime() !== (modifiedAt === null ? undefined : Date.parse(modifiedAt))

async function moveMarks(client: PoolClient, target: Target, records: readonly Normalised[]): Promise<void> {
  if (records.length === 0) return
  await client.query(
    `UPDATE ${tables[target.entity.name].table} t SET fingerprint = r.fingerprint, modified_at = r.modified_at
     FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS r(external_id, fingerprint, modified_at)
     WHERE t.connection_id = $1 AND t.external_id = r.external_id
       AND NOT ($5::boolean AND coalesce(r.modified_at < t.modified_at, false))`,
    [
      target.connectionId,
      records.map(one => one.externalId),
      records.map(one => one.fingerprint),
      records.map(one => one.record.modifiedAt),
      target.keepNewer ?? false,
    ],
  )
}

interface Writing {
  readonly differing: readonly Normalised[]
  /** Those of them that we do not have yet. */
  readonly fresh: readonly Normalised[]
}

/** JSON text holds no line break, so that all bodies travel as one text: nothing needs to be escaped on the way. */
function toValues({ connectionId, entity, keepNewer }: Target, sql: UpsertSql, { differing, fresh }: Writing) {
  const table = tables[entity.name]
  const bodies = differing.map(one => one.raw).join('\n')
  const parents = differing.map(one => toRow(table, one))
  const children = [...sql.children].map(([child, shape]) =>
    toColumns(
      shape,
      fresh.flatMap(({ record, externalId }) => childRows(child, { owner: externalId }, record)),
    ),
  )
  return [connectionId, entity.name, keepNewer ?? false, bodies, ...toColumns(sql.parents, parents), ...children.flat()]
}

const toRow = (table: RecordTable, { record, hash, fingerprint }: Normalised): Row => ({
  ...record,
  ...table.derive?.(record),
  hash,
  fingerprint,
  search: table.search?.(record),
})

/** What was written with its rows, in the records' order. */
function pair(records: readonly Normalised[], written: readonly Written[]): Array<[Normalised, Written]> {
  const rows = new Map(written.map(row => [row.externalId, row]))
  return records.flatMap(record => {
    const row = rows.get(record.externalId)
    return row ? [[record, row] as [Normalised, Written]] : []
  })
}

interface Replacing {
  readonly target: Target
  readonly sql: UpsertSql
}

/** The rows of records that were there before. */
async function replaceChildren(
  client: PoolClient,
  { target, sql }: Replacing,
  replaced: ReadonlyArray<[Normalised, Written]>,
): Promise<void> {
  const { connectionId } = target
  const ids = replaced.map(([, { id }]) => id)
  for (const [child, { text, shape }] of sql.replace) {
    const owner = toCamel(child.parent)
    const rows = replaced.flatMap(([{ record }, { id }]) => childRows(child, { connectionId, [owner]: id }, record))
    await client.query(text, [ids, ...toColumns(shape, rows)])
  }
}

function childRows(child: ChildTable, owner: Row, record: CanonicalRecord): Row[] {
  const rows = listOf(record, child).map((one, position) => ({ ...(child.flatten?.(one) ?? one), position, ...owner }))
  return child.mayRepeat ? rows.map((row, at) => ({ ...row, ...numberRepeats(child, rows, at) })) : rows
}

/** A key seen before gets its number: `0`, `0#2`. */
function numberRepeats(child: ChildTable, rows: readonly Row[], at: number): Row {
  const key = toCamel(child.keys[0]!)
  const before = rows.slice(0, at).filter(row => row[key] === rows[at]?.[key]).length
  return before === 0 ? {} : { [key]: `${rows[at]?.[key]}#${before + 1}` }
}

function toChange(target: Target, { externalId, record }: Normalised, known: Known | undefined): Change {
  const { connectionId, entity, runId } = target
  return { connectionId, entity: entity.name, externalId, runId, change: nameChange(known, record.deleted) }
}

function nameChange(known: Known | undefined, deleted: boolean): ChangeName {
  if (deleted) return known?.deleted ? 'updated' : 'deleted'
  if (known === undefined) return 'created'
  return known.deleted ? 'restored' : 'updated'
}
