import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { brokenConstraint, isNameOf } from './constraint.ts'

/** What a connection may belong to: a name, and nothing else yet. */
export interface PlaceKind {
  readonly word: string
  readonly table: 'warehouses' | 'company_groups'
  /** The connections' column that points to it. */
  readonly column: 'warehouse_id' | 'company_group_id'
}

export const warehouses: PlaceKind = { word: 'warehouse', table: 'warehouses', column: 'warehouse_id' }
export const companyGroups: PlaceKind = {
  word: 'company group',
  table: 'company_groups',
  column: 'company_group_id',
}

export interface Place {
  readonly id: string
  readonly name: string
  /** How many connections use it. */
  readonly connections: number
}

const columnsOf = ({ column }: PlaceKind) =>
  `p.id, p.name, (SELECT count(*)::int FROM connections c WHERE c.${column} = p.id) AS connections`

export async function listPlaces(db: Database, kind: PlaceKind): Promise<Place[]> {
  const { rows } = await db.pool.query<Place>(`SELECT ${columnsOf(kind)} FROM ${kind.table} p ORDER BY p.name`)
  return rows
}

/** @throws Problem conflict, code `name_taken` */
export function createPlace(db: Database, kind: PlaceKind, { name, actor }: Naming): Promise<Place> {
  return naming(kind, name, () =>
    db.transaction(async client => {
      const { rows } = await client.query<Place>(
        `INSERT INTO ${kind.table} AS p (name) VALUES ($1) RETURNING ${columnsOf(kind)}`,
        [name],
      )
      const place = rows[0]!
      await recordChange(client, actor, { action: `${kind.word}.created`, target: place.id, detail: { name } })
      return place
    }),
  )
}

/** @throws Problem not_found, or conflict, code `name_taken` */
export function renamePlace(db: Database, kind: PlaceKind, { id, name, actor }: Naming & { id: string }) {
  return naming(kind, name, () =>
    db.transaction(async client => {
      const { rows } = await client.query<Place>(
        `UPDATE ${kind.table} AS p SET name = $2 WHERE id = $1 RETURNING ${columnsOf(kind)}`,
        [id, name],
      )
      if (rows[0] === undefined) throw noSuchPlace(kind)
      await recordChange(client, actor, { action: `${kind.word}.renamed`, target: id, detail: { name } })
      return rows[0]
    }),
  )
}

/** @throws Problem not_found, or conflict, code `in_use`, with the connections that use it */
export function deletePlace(db: Database, kind: PlaceKind, { id, actor }: { id: string; actor: Actor }): Promise<void> {
  return db.transaction(async client => {
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${kind.table} WHERE id = $1 FOR UPDATE`, [
      id,
    ])
    if (rows[0] === undefined) throw noSuchPlace(kind)
    const used = await client.query<{ id: string; name: string }>(
      `SELECT id, name FROM connections WHERE ${kind.column} = $1 ORDER BY name LIMIT 10`,
      [id],
    )
    if (used.rows.length > 0) throw inUse(kind, used.rows)
    if (kind === companyGroups) await refuseKeysOf(client, id)
    await client.query(`DELETE FROM ${kind.table} WHERE id = $1`, [id])
    await recordChange(client, actor, { action: `${kind.word}.deleted`, target: id, detail: { name: rows[0].name } })
  })
}

export interface Naming {
  readonly name: string
  readonly actor: Actor
}

async function naming<T>(kind: PlaceKind, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isNameOf(brokenConstraint(error), kind.table)) throw error
    const message = `Another ${kind.word} is named “${name}”.`
    throw new Problem('conflict', message, {
      remedy: 'Choose another name.',
      fields: [{ path: 'name', message }],
      more: { code: 'name_taken' },
    })
  }
}

async function refuseKeysOf(client: Client, id: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM api_keys WHERE company_group_id = $1 AND revoked_at IS NULL ORDER BY name LIMIT 10',
    [id],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => `“${name}”`).join(', ')
  throw new Problem('conflict', `API keys see this company group and nothing else: ${names}.`, {
    remedy: 'Revoke those keys first.',
    more: { code: 'in_use' },
  })
}

const noSuchPlace = ({ word }: PlaceKind) => new Problem('not_found', `There is no such ${word}.`)

function inUse({ word }: PlaceKind, connections: readonly { id: string; name: string }[]): Problem {
  const names = connections.map(({ name }) => `“${name}”`).join(', ')
  return new Problem('conflict', `This ${word} is in use by ${names}.`, {
    remedy: 'Give those connections another one first.',
    more: { code: 'in_use', connections },
  })
}
