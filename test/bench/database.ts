import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'

export type Kind = 'embedded' | 'PostgreSQL'

export const kinds: readonly Kind[] = process.env['TEST_DATABASE_URL'] ? ['PostgreSQL', 'embedded'] : ['embedded']

export interface Place {
  readonly options: { readonly dir: string; readonly url?: string }
  readonly remove: () => Promise<void>
}

/** Runs the work on a new, migrated database of the kind, on disk as in real life, and removes it. */
export async function onDatabase<T>(kind: Kind, work: (db: Database) => Promise<T>): Promise<T> {
  const place = await makePlace(kind)
  try {
    return await onPlace(place.options, work)
  } finally {
    await place.remove()
  }
}

export async function onPlace<T>(options: Place['options'], work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ ...options, log: silentLog })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

export function makePlace(kind: Kind): Promise<Place> {
  return kind === 'embedded' ? makeFolder() : makeServerDatabase()
}

async function makeFolder(): Promise<Place> {
  const dir = mkdtempSync(path.join(tmpdir(), 'koppla-bench-'))
  return { options: { dir }, remove: async () => rmSync(dir, { recursive: true, force: true }) }
}

async function makeServerDatabase(): Promise<Place> {
  const admin = new URL(process.env['TEST_DATABASE_URL']!)
  const name = `koppla_bench_${randomUUID().slice(0, 8)}`
  await onServer(admin, `CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return {
    options: { dir: tmpdir(), url: url.href },
    remove: () => onServer(admin, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function onServer(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A connection as saving makes one, for benches that need rows to hang on it. */
export async function addConnection(db: Database, name = 'Bench'): Promise<string> {
  const { rows } = await db.pool.query(
    `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     VALUES ($1, 'woocommerce', $1, 'bench', '\\x00', '{}', '{}', '{}', now(), '2000-01-01') RETURNING id`,
    [name],
  )
  return rows[0].id as string
}
