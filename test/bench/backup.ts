// 200,000 orders with all that hangs on them, backed up into a file and restored into an empty database.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Database } from '../../src/db.ts'
import { report } from '../support/measured.ts'
import { addConnection, type Kind, kinds, makePlace, onPlace, type Place } from './database.ts'
import { importOrders } from './import.ts'
import { type Figure, figure, timeMs } from './measure.ts'
import { startStore } from './store.ts'

const few = 20_000
const many = 200_000

/** What an import of orders fills, each after what its rows refer to. */
const tables = ['orders', 'order_lines', 'order_taxes', 'order_refunds', 'raw_payloads', 'events'] as const

/** The same orders once more, of another connection. */
async function copyOrders(db: Database, from: string, copy: number): Promise<void> {
  const to = await addConnection(db, `Copy ${copy}`)
  const changed: Readonly<Record<string, string>> = {
    id: `md5(id::text || '${copy}')::uuid`,
    order_id: `md5(order_id::text || '${copy}')::uuid`,
    connection_id: `'${to}'::uuid`,
    position: `position + ${copy * few * 2}`,
  }
  for (const table of tables) {
    const { rows } = await db.pool.query<{ column: string }>(
      `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    )
    const columns = rows.map(({ column }) => column)
    const values = columns.map(one => (one === 'position' && table !== 'events' ? one : (changed[one] ?? one)))
    const ofOrders = `order_id IN (SELECT id FROM orders WHERE connection_id = '${from}')`
    await db.pool.query(
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${table}
       WHERE ${columns.includes('order_id') ? ofOrders : `connection_id = '${from}'`}`,
    )
  }
}

interface Work {
  readonly ms: number
  readonly maxRssKiB: number
}

const worker = fileURLToPath(new URL('backup-work.ts', import.meta.url))

async function work(what: 'backup' | 'restore', { options }: Place, file: string): Promise<Work> {
  const { stdout } = await promisify(execFile)(process.execPath, [worker, what, JSON.stringify(options), file])
  return JSON.parse(stdout) as Work
}

/** There and back. */
async function travel(kind: Kind, place: Place, file: string) {
  const backup = await work('backup', place, file)
  const empty = await makePlace(kind)
  const restore = await work('restore', empty, file).finally(empty.remove)
  return { backup, restore }
}

/** What the database alone takes to write these rows as text, and to copy them into tables with the same indexes. */
async function measureFloors(db: Database) {
  const copyOut = await timeMs(async () => {
    for (const table of tables) await db.pool.query(`COPY ${table} TO '/dev/null'`)
  })
  await db.pool.query('CREATE SCHEMA again')
  const copyIn = await timeMs(() =>
    db.transaction(async client => {
      for (const table of tables)
        await client.query(
          `CREATE TABLE again.${table} (LIKE ${table} INCLUDING ALL); INSERT INTO again.${table} SELECT * FROM ${table}`,
        )
    }),
  )
  return { backup: copyOut, restore: copyIn }
}

async function compare(kind: Kind, folder: string): Promise<Figure[]> {
  const place = await makePlace(kind)
  const { stop, ...store } = await startStore({ orders: few })
  const from = await onPlace(place.options, async db => {
    const id = await addConnection(db)
    await importOrders(db, store, id)
    return id
  })
  await stop()
  const small = await travel(kind, place, path.join(folder, `${kind}.few`))
  await onPlace(place.options, async db => {
    for (let copy = 1; copy < many / few; copy++) await copyOrders(db, from, copy)
  })
  const file = path.join(folder, `${kind}.many`)
  const large = await travel(kind, place, file)
  const floors = await onPlace(place.options, measureFloors)
  await place.remove()
  const note = `${many.toLocaleString('en')} orders; a file of ${Math.round(statSync(file).size / 1e6)} MB`
  return (['backup', 'restore'] as const).flatMap(what => [
    figure({
      name: `${what}, against the database alone ${what === 'backup' ? 'writing' : 'copying'} the same rows`,
      database: kind,
      ours: large[what].ms / 1_000,
      floor: floors[what] / 1_000,
      unit: 's',
      limit: null,
      note,
    }),
    figure({
      name: `peak memory of a ${what}`,
      database: kind,
      ours: large[what].maxRssKiB / 1_024,
      floor: small[what].maxRssKiB / 1_024,
      unit: 'MiB',
      limit: 1.5,
      note: `${many.toLocaleString('en')} orders against ${few.toLocaleString('en')}`,
    }),
  ])
}

const folder = mkdtempSync(path.join(tmpdir(), 'koppla-bench-'))
const figures: Figure[] = []
try {
  for (const kind of kinds) figures.push(...(await compare(kind, folder)))
} finally {
  rmSync(folder, { recursive: true })
}
report(figures)
