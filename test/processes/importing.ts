// Workers in the middle of imports, and the end that those must come to whatever happens meanwhile.
import type { Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { until } from '../support/until.ts'
import { type Fleet, makeFleet } from './fleet.ts'
import { compareIds, countToldTwice, makeDue, openShops, type Shop } from './shops.ts'

export interface Importing {
  readonly db: Database
  readonly fleet: Fleet
  readonly shops: readonly Shop[]
}

interface Size {
  readonly workers: number
  readonly shops: number
  /** In each of them. */
  readonly orders: number
  readonly latencyMs: number
  /** That every run has stored. Default 1. */
  readonly pages?: number
  /** What all workers are told beside the usual. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The workers reach the database by the URL. */
export async function beginImports(
  t: Test,
  { db, url }: { db: Database; url: string },
  { workers, shops: count, orders, latencyMs, pages: least = 1, environment }: Size,
): Promise<Importing> {
  const fleet = makeFleet(t, url, environment)
  const [shops] = await Promise.all([
    openShops(t, { db, key: fleet.key, count }, { orders, latencyMs }),
    ...Array.from({ length: workers }, () => fleet.start('worker')),
  ])
  await makeDue(db, shops, ['orders'])
  await until(async () => (await readRuns(db)).filter(({ pages }) => pages >= least).length === count)
  return { db, fleet, shops }
}

export async function readRuns(db: Database) {
  const { rows } = await db.pool.query(
    'SELECT id, connection_id AS "connectionId", state, pages, attempt, problem FROM runs',
  )
  return rows
}

/**
 * Every run succeeds, all orders are there and were told once, and no store was asked for too much at once. Gives the runs.
 * @param rounds how often each shop was due
 */
export async function judgeImports(t: Test, { db, shops }: Importing, rounds = 1) {
  for (const { running } of shops) running.server.latencyMs = 0
  await until(async () => (await readRuns(db)).every(({ state }) => state === 'succeeded' || state === 'failed'))
  const ended = await readRuns(db)
  t.equal(ended.length, shops.length * rounds)
  t.same(
    ended.filter(({ state }) => state === 'failed'),
    [],
  )
  for (const shop of shops) {
    const { ours, theirs } = await compareIds(db, shop, 'orders')
    t.strictSame(ours, theirs)
    t.ok(shop.running.server.maxBusy <= 2)
  }
  t.equal(await countToldTwice(db), 0)
  return ended
}
