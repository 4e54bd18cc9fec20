// The real product in this process, as an ERP's developer meets it: everything is asked over HTTP.
import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { demoStores, registry } from '../../connectors/index.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { type Koppla, startKoppla } from '../../src/main.ts'
import { type DatabaseKind, makeTestDatabase, makeTestFolder, testServerUrl } from '../support/database.ts'
import { type Api, openApi } from './api.ts'

export { type Answered, type Json, until } from './api.ts'

export interface Product extends Api {
  readonly kind: DatabaseKind
  /** What it was started with; another process may be started with the same. */
  readonly environment: Readonly<Record<string, string>>
  readonly koppla: Koppla
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Says something to its database. The embedded one only while it is stopped. */
  readonly tell: (sql: string) => Promise<void>
}

export const kinds: readonly DatabaseKind[] = testServerUrl ? ['embedded', 'server'] : ['embedded']

/** The body on the embedded database and, where there is one, on a PostgreSQL server. */
export async function testOnProducts(
  t: Test,
  name: string,
  body: (t: Test, product: Product) => Promise<unknown>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const kind of kinds) await t.test(`${name} (${kind})`, async t => body(t, await startProduct(t, kind, settings)))
}

export async function startProduct(
  t: Test,
  kind: DatabaseKind,
  settings: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const options = await makeTestDatabase(t, kind)
  const { dir, url } = options
  const environment = {
    KOPPLA_DATA: dir || makeTestFolder(t),
    ...(url && { DATABASE_URL: url, KOPPLA_KEY: randomBytes(32).toString('base64') }),
    KOPPLA_PORT: '0',
    KOPPLA_WORKERS: '5',
    KOPPLA_LOG_LEVEL: 'silent',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.0/8,::1',
    ...settings,
  }
  const start = () => startKoppla(readConfig(environment), { registry, demoStores })
  let koppla = await start()
  t.teardown(() => koppla.close())
  return {
    ...openApi(() => ({ url: koppla.url, key: koppla.operatorKey })),
    kind,
    environment,
    get koppla() {
      return koppla
    },
    stop: () => koppla.close(),
    async start() {
      koppla = await start()
    },
    async tell(sql) {
      const db = await openDatabase({ ...options, log: silentLog })
      await db.pool.query(sql).finally(() => db.close())
    },
  }
}
