// An import of all orders: as the product does it, and as its floors do.
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { type Batch, normalise } from '../../src/records/normalise.ts'
import { executeRun } from '../../src/runs/execute.ts'
import type { Page } from '../../src/sdk/index.ts'
import { addConnection } from './database.ts'
import { type BenchStore, openStore, type Told } from './store.ts'

type StoreAddress = Pick<BenchStore, 'baseUrl' | 'keys'>

/** Executes a run on a connection, or on a new one. Returns how many orders were created. */
export async function importOrders(db: Database, store: StoreAddress, connectionId?: string): Promise<number> {
  const id = connectionId ?? (await addConnection(db))
  const { rows } = await db.pool.query(
    `INSERT INTO runs (connection_id, entity, kind, cause) VALUES ($1, 'orders', 'incremental', 'manual') RETURNING id`,
    [id],
  )
  const open = async (_: string, signal: AbortSignal) => openStore(store, { id, signal })
  const deps = { db, log: silentLog, now: () => new Date(), open }
  await executeRun(deps, rows[0].id, new AbortController().signal)
  const { rows: ended } = await db.pool.query('SELECT state, created, rejected, problem FROM runs WHERE id = $1', [
    rows[0].id,
  ])
  const { state, created, rejected } = ended[0]
  if (state !== 'succeeded' || rejected > 0) throw new Error(`The import failed: ${JSON.stringify(ended[0])}`)
  return created
}

/** The same pages, one after the other, each given to `take`. Returns how many orders they held. */
export async function readPages(
  store: StoreAddress,
  take: (batch: Page<unknown>) => unknown = () => {},
  onRequest?: Told,
): Promise<number> {
  const { connector, client, close } = openStore(store, onRequest && { onRequest })
  const window = {
    since: null,
    until: new Date().toISOString(),
    createdFrom: '1999-12-31T23:00:00Z',
    createdBefore: null,
  }
  const source = connector.entities.find(one => one.name === 'orders')!.import!
  let read = 0
  for await (const page of source.pages(client, window, null)) {
    read += page.records.length
    await take(page)
  }
  await close()
  return read
}

/** The same pages, one after the other, mapped and checked as they are before they are stored. */
export function readBatches(store: StoreAddress, take: (batch: Batch) => unknown = () => {}): Promise<number> {
  const { connector, connection } = openStore(store)
  const entity = connector.entities.find(one => one.name === 'orders')!
  return readPages(store, page => take(normalise(entity, connection.facts, page.records)))
}
