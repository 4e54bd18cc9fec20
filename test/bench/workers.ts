// One, two and four workers on one database, each a real process that imports one run at a time.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { woocommerce } from '../../connectors/woocommerce/index.ts'
import scenario from '../../connectors/woocommerce/practice-store/scenario.ts'
import { createVault } from '../../src/connections/secrets.ts'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { requestRun } from '../../src/runs/request.ts'
import { cli } from '../support/cli.ts'
import { report } from '../support/measured.ts'
import { kinds, makePlace, onPlace, type Place } from './database.ts'
import { type Figure, figure, medianOf } from './measure.ts'
import { type BenchStore, startStore } from './store.ts'

const stores = 8
const orders = 1_000
const bytes = randomBytes(32)
const vault = createVault({ id: 'bench', bytes })

async function startWorker({ options }: Place): Promise<() => Promise<unknown>> {
  const env = {
    ...process.env,
    DATABASE_URL: options.url,
    KOPPLA_KEY: `bench:${bytes.toString('base64')}`,
    KOPPLA_ROLE: 'worker',
    KOPPLA_WORKERS: '1',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
  }
  const child = spawn(process.execPath, [cli, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) if (line.includes('Koppla has started')) break
  child.stdout.resume()
  const ended = once(child, 'exit')
  return () => {
    child.kill('SIGTERM')
    return ended
  }
}

/** A connection to each store, as saving makes one. */
async function connect(db: Database, all: readonly BenchStore[]): Promise<string[]> {
  const ids: string[] = []
  for (const { baseUrl, keys } of all) {
    const id = crypto.randomUUID()
    const credential = { apiUrl: baseUrl, accessToken: keys.readWrite.key, secret: keys.readWrite.secret }
    await db.pool.query(
      `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
       VALUES ($1, $2, $3, $2, 'bench', $4, '{}', $5, '{}', now(), '2000-01-01')`,
      [
        id,
        baseUrl,
        woocommerce.id,
        vault.seal(JSON.stringify(credential), id).sealed,
        JSON.stringify(scenario.facts(baseUrl)),
      ],
    )
    ids.push(id)
  }
  return ids
}

/** Orders a second, from the first run that was taken to the last that ended. */
async function measure(db: Database, ids: readonly string[]): Promise<number> {
  const queue = await openQueue(db, silentLog)
  const cause = { kind: 'full', cause: 'manual' } as const
  await db.transaction(async client => {
    for (const connectionId of ids) await requestRun({ queue }, client, { connectionId, entity: 'orders', ...cause })
  })
  for (;;) {
    const { rows } = await db.pool.query<{ states: string[]; created: number; seconds: number }>(
      `SELECT array_agg(DISTINCT state) AS states, sum(created)::int AS created,
         extract(epoch FROM max(ended_at) - min(started_at))::float8 AS seconds FROM runs`,
    )
    const { states, created, seconds } = rows[0]!
    if (states.includes('failed')) throw new Error('A run failed.')
    if (states.every(state => state === 'succeeded')) {
      await queue.stop(0)
      return created / seconds
    }
    await sleep(50)
  }
}

/** With so many workers on a new database, that has been warmed up by one round that is not counted. */
async function rateWith(workers: number, all: readonly BenchStore[], rounds: number): Promise<number> {
  const place = await makePlace('PostgreSQL')
  try {
    return await onPlace(place.options, async db => {
      const stops = await Promise.all(Array.from({ length: workers }, () => startWorker(place)))
      const rates: number[] = []
      for (let round = -1; round < rounds; round++) {
        const rate = await measure(db, await connect(db, round < 0 ? all.slice(0, workers) : all))
        if (round >= 0) rates.push(rate)
        await db.pool.query('DELETE FROM connections')
      }
      await Promise.all(stops.map(stop => stop()))
      return medianOf(rates)
    })
  } finally {
    await place.remove()
  }
}

async function compare(what: string, latencyMs: number): Promise<Figure[]> {
  // Waiting takes the same time in every round; working does not.
  const rounds = latencyMs > 0 ? 1 : 3
  const all = await Promise.all(Array.from({ length: stores }, () => startStore({ orders, latencyMs })))
  const floor = await rateWith(1, all, rounds)
  const figures: Figure[] = []
  for (const workers of [2, 4]) {
    const ours = await rateWith(workers, all, rounds)
    const limit = latencyMs > 0 ? 0.75 * workers : null
    const note = `${stores} stores of ${orders.toLocaleString('en')} orders, one run at a time in each; ${cpus().length} cores for workers, stores and database`
    const name = `${workers} workers against one, ${what}`
    figures.push(figure({ name, database: 'PostgreSQL', ours, floor, unit: 'orders/s', limit, atLeast: true, note }))
  }
  await Promise.all(all.map(({ stop }) => stop()))
  return figures
}

const figures: Figure[] = []
if (kinds.includes('PostgreSQL')) {
  figures.push(...(await compare('stores that take 300 ms an answer', 300)))
  figures.push(...(await compare('stores that answer at once', 0)))
}
report(figures)
