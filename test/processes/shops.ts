// Practice stores by the hundred, and connections to them as a person would have saved them.
import type { Test } from 'tap'
import { registry } from '../../connectors/index.ts'
import {
  type RunningStore,
  type RunOptions,
  startPracticeWooCommerce,
} from '../../connectors/woocommerce/practice-store/index.ts'
import { practiseStore } from '../../connectors/woocommerce/practice-store/practise.ts'
import scenario from '../../connectors/woocommerce/practice-store/scenario.ts'
import { parseCredential } from '../../src/connections/credential.ts'
import { saveConnection } from '../../src/connections/save.ts'
import { createVault } from '../../src/connections/secrets.ts'
import { issueToken } from '../../src/connections/verification-token.ts'
import type { Database } from '../../src/db.ts'
import type { EntityName } from '../../src/sdk/index.ts'

export interface Shop {
  readonly connectionId: string
  readonly running: RunningStore
}

/** Starts so many stores, and connects them. Their schedules are inactive yet. */
export async function openShops(
  t: Test,
  { db, key, count }: { db: Database; key: Buffer; count: number },
  options: RunOptions,
): Promise<Shop[]> {
  const shops: Shop[] = []
  for (let seed = 1; seed <= count; seed++) {
    const running = await startPracticeWooCommerce({ keepAsked: 10_000, ...options, seed })
    t.teardown(() => running.close())
    shops.push({ running, connectionId: await connect({ db, key }, running) })
  }
  return shops
}

/** As verified and saved; verifying hundreds of stores is another test's matter. */
async function connect({ db, key }: { db: Database; key: Buffer }, { baseUrl, keys }: RunningStore): Promise<string> {
  const connector = registry.get('woocommerce')!
  const vault = createVault({ id: 'test', bytes: key })
  const typed = { apiUrl: baseUrl, accessToken: keys.readWrite.key, secret: keys.readWrite.secret }
  const credential = parseCredential(connector, typed)
  const verified = { connector, credential, facts: scenario.facts(baseUrl), unreadable: {}, report: [] }
  const startRun = () => Promise.reject(new Error('None is asked for.'))
  const form = { externalSystem: connector.id, credential, orderStart: '2000-01-01' }
  const { token: verificationToken } = issueToken(vault, verified)
  const saving = { db, vault, registry, startRun }
  return saveConnection(saving, { ...form, name: baseUrl, verificationToken }, { name: 'test' })
}

/** Makes schedules due in this moment, and then not for a year. */
export async function makeDue(db: Database, shops: readonly Shop[], entities: readonly EntityName[]): Promise<void> {
  await db.pool.query(
    `UPDATE schedules SET active = true, cron = '0 0 1 1 *', time_zone = 'UTC', next_run_at = now()
     WHERE connection_id = ANY($1) AND entity = ANY($2)`,
    [shops.map(({ connectionId }) => connectionId), entities],
  )
}

const tables = { orders: 'orders', products: 'products', customers: 'customers' } as const

/** The ids that we have and those that the store has, in the same order. */
export async function compareIds(db: Database, shop: Shop, entity: keyof typeof tables) {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT external_id AS id FROM ${tables[entity]} WHERE connection_id = $1 AND deleted_at IS NULL ORDER BY external_id::int`,
    [shop.connectionId],
  )
  const theirs = practiseStore(shop.running.store).records(entity)
  return { ours: rows.map(({ id }) => id), theirs: theirs.map(one => one.externalId).sort((a, b) => +a - +b) }
}

/** Events that tell of the same record's creation twice: none, whoever imported it. */
export async function countToldTwice(db: Database): Promise<number> {
  const { rowCount } = await db.pool.query(
    `SELECT FROM events WHERE change = 'created' GROUP BY connection_id, entity, external_id HAVING count(*) > 1`,
  )
  return rowCount ?? 0
}
