import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, type Database, logFailure } from '../db.ts'
import type { Log } from '../log.ts'

/** What is cleared in batches, each before what it hangs on; the rows of theirs that cascade are few for each. */
const tables: ReadonlyArray<readonly [table: string, ofConnection: string]> = [
  ['rejections', 'connection_id = $1'],
  ['raw_payloads', 'connection_id = $1'],
  ['shipments', 'connection_id = $1'],
  ['invoices', 'connection_id = $1'],
  ['accounts', 'connection_id = $1'],
  ['vouchers', 'connection_id = $1'],
  ['stock_levels', 'connection_id = $1'],
  ['orders', 'connection_id = $1'],
  ['variants', 'connection_id = $1'],
  ['products', 'connection_id = $1'],
  ['customers', 'connection_id = $1'],
  ['collections', 'connection_id = $1'],
  ['spared_records', 'connection_id = $1'],
  ['sweep_marks', 'window_id IN (SELECT id FROM windows WHERE connection_id = $1)'],
  ['runs', 'connection_id = $1'],
]
const BATCH_ROWS = 1_000
const LOOK_MS = 10_000

export interface Clearing {
  /** Waits for the batch in hand. */
  stop(): Promise<void>
}

/** Clears away what deleted connections left, at once and then whenever there is something. Any process may, and goes on after another. */
export function startClearing({ db, log }: { readonly db: Database; readonly log: Log }): Clearing {
  const stopped = new AbortController()
  const work = async () => {
    while (!stopped.signal.aborted) {
      await clearDeleted(db, stopped.signal).catch(error =>
        logFailure(log, error, 'what a deleted connection left could not be cleared away; trying again'),
      )
      await sleep(LOOK_MS, undefined, { signal: stopped.signal, ref: false }).catch(() => {})
    }
  }
  const working = work()
  return {
    async stop() {
      stopped.abort()
      await working
    },
  }
}

/** Until nothing is left, or the signal. Each batch is a transaction of its own, so that nobody waits long and no batch is done twice. */
export async function clearDeleted(db: Database, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await db.transaction(clearBatch)));
}

/** False: nothing is left, or others are at it. */
async function clearBatch(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM connections WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
  )
  const id = rows[0]?.id
  if (id === undefined) return false
  for (const [table, ofConnection] of tables) {
    const { rowCount } = await client.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${ofConnection} LIMIT ${BATCH_ROWS}))`,
      [id],
    )
    if ((rowCount ?? 0) > 0) return true
  }
  await client.query('DELETE FROM connections WHERE id = $1', [id])
  return true
}
