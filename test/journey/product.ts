// The real product in this process, as an ERP's developer meets it: everything is asked over HTTP.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { demoStores, registry } from '../../connectors/index.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { type Koppla, startKoppla } from '../../src/main.ts'
import { type DatabaseKind, makeTestDatabase, makeTestFolder, testServerUrl } from '../support/database.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
export type Json = any

export interface Answered {
  readonly status: number
  readonly body: Json
}

export interface Api {
  /** `GET /runs`: below `/api/v1`. Any answer is an answer. */
  readonly ask: (request: string, body?: unknown) => Promise<Answered>
  /** The same, where nothing but success is expected. */
  readonly get: (request: string, body?: unknown) => Promise<Json>
  /** Every item of a list. */
  readonly all: (path: string) => Promise<Json[]>
}

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

/** The API of a server, asked where it is at the moment. */
export function openApi(where: () => Place): Api {
  const ask = (request: string, body?: unknown) => askKoppla(where(), request, body)
  const get = async (request: string, body?: unknown) => successOf(request, await ask(request, body))
  return { ask, get, all: path => readAll(get, path) }
}

interface Place {
  readonly url: string
  readonly key: string
}

async function askKoppla({ url, key }: Place, request: string, body?: unknown): Promise<Answered> {
  const [path, method] = request.split(' ').reverse() as [string, string | undefined]
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: method ?? 'GET',
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

function successOf(request: string, { status, body }: Answered): Json {
  if (status < 300) return body
  throw new Error(`${request} answered ${status}: ${JSON.stringify(body)}`)
}

async function readAll(get: Api['get'], path: string): Promise<Json[]> {
  const items: Json[] = []
  const question = `${path}${path.includes('?') ? '&' : '?'}limit=200`
  for (let after = ''; ; ) {
    const page = await get(after ? `${question}&after=${encodeURIComponent(after)}` : question)
    items.push(...page.items)
    if (page.next === null) return items
    after = page.next
  }
}

/** Asks until the answer fits. */
export async function until({ get }: Pick<Api, 'get'>, path: string, fits: (body: Json) => boolean): Promise<Json> {
  for (;;) {
    const body = await get(path)
    if (fits(body)) return body
    await sleep(20)
  }
}
