// Another sealing key for a thousand credentials, each with a token that was granted for it, while orders of one of them are imported by another process.
import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sealAnew } from '../../src/connections/seal-anew.ts'
import { createVault } from '../../src/connections/secrets.ts'
import { sharedOwner } from '../../src/connections/shared-row.ts'
import type { Database } from '../../src/db.ts'
import { report } from '../support/measured.ts'
import { until } from '../support/until.ts'
import { type Kind, kinds, makePlace, onPlace, type Place } from './database.ts'
import { type Figure, figure, medianMs } from './measure.ts'
import { startStore } from './store.ts'

const credentials = 1_000
const orders = 40_000
const times = 15

const keys = ['one', 'two'].map(id => ({ id, bytes: randomBytes(32) }))
const vaults = [createVault(keys[0]!, keys.slice(1)), createVault(keys[1]!, keys.slice(0, 1))]

/** Connections as saving makes them. Gives the id of one. */
async function addConnections(db: Database): Promise<string> {
  const ids = Array.from({ length: credentials }, () => randomUUID())
  const text = JSON.stringify({ apiUrl: 'https://shop.example.com', accessToken: `ck_${'1'.repeat(40)}`, secret: 'x' })
  await db.pool.query(
    `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     SELECT id, id, 'woocommerce', id, $2, sealed, '{}', '{}', '{}', now(), '2000-01-01' FROM unnest($1::uuid[], $3::bytea[]) AS one(id, sealed)`,
    [ids, keys[0]!.id, ids.map(id => vaults[0]!.seal(text, id).sealed)],
  )
  await db.pool.query(
    `INSERT INTO shared_secrets (connection_id, credential_version, key_id, sealed)
     SELECT id, 0, $2, sealed FROM unnest($1::uuid[], $3::bytea[]) AS one(id, sealed)`,
    [ids, keys[0]!.id, ids.map(id => vaults[0]!.seal('1'.repeat(900), sharedOwner(id)).sealed)],
  )
  return ids[0]!
}

/** From each key to the other, in turn. */
function rotateIn(db: Database): () => Promise<void> {
  let turn = 0
  return () => sealAnew(db, vaults[++turn % 2]!)
}

/** The least that it could be: the same rows written again as they are, in one statement for each table. */
const rewriteIn = (db: Database) => () =>
  db.transaction(async client => {
    await client.query(
      'UPDATE connections SET credential_key_id = credential_key_id, credential_sealed = credential_sealed',
    )
    await client.query('UPDATE shared_secrets SET key_id = key_id, sealed = sealed')
  })

async function measure(db: Database) {
  const ours = await medianMs(times, rotateIn(db))
  const lost = await db.pool.query('SELECT FROM shared_secrets WHERE sealed IS NULL')
  if (lost.rowCount !== 0) throw new Error('Tokens were thrown away rather than sealed anew.')
  return { ours, floor: await medianMs(times, rewriteIn(db)) }
}

const importer = fileURLToPath(new URL('memory-import.ts', import.meta.url))

/** What the work gives, if an import of this connection was under way until then. */
async function besideImport<T>({ options }: Place, db: Database, id: string, work: () => Promise<T>): Promise<T> {
  const { stop, ...store } = await startStore({ orders })
  const given = [options, store, id].map(one => JSON.stringify(one))
  const child = spawn(process.execPath, [importer, ...given], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'close')
  try {
    await until(async () => (await db.pool.query('SELECT FROM orders LIMIT 1')).rowCount === 1)
    const measured = await work()
    if (child.exitCode !== null) throw new Error('The import ended before all was measured.')
    return measured
  } finally {
    child.kill()
    await Promise.all([ended, stop()])
  }
}

async function compare(kind: Kind): Promise<Figure[]> {
  const place = await makePlace(kind)
  const common = { database: kind, unit: 'ms' }
  const figures: Figure[] = []
  const what = `${credentials.toLocaleString('en')} credentials and as many granted tokens sealed under another key`
  const name = `${what}, against writing the same rows`
  await onPlace(place.options, async db => {
    const id = await addConnections(db)
    const idle = await measure(db)
    figures.push(figure({ ...common, ...idle, name, limit: 10 }))
    if (kind === 'embedded') return
    const busy = await besideImport(place, db, id, () => measure(db))
    figures.push(figure({ ...common, ...busy, name: `${name}, while importing`, limit: 10 }))
    const floor = idle.ours
    figures.push(
      figure({ ...common, ours: busy.ours, floor, name: `${what} while importing, against idle`, limit: null }),
    )
  })
  await place.remove()
  return figures
}

const figures: Figure[] = []
for (const kind of kinds) figures.push(...(await compare(kind)))
report(figures)
