import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { createVault } from '../../src/connections/secrets.ts'
import type { Database } from '../../src/db.ts'
import type { Role } from '../../src/http/api/keys.ts'
import { createKey } from '../../src/http/keys.ts'
import { createServer, type ServerOptions } from '../../src/http/server.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { makeTestFolder } from './database.ts'
import { toyRegistry } from './toy-store.ts'

export interface Asking {
  readonly body?: unknown
  /** Sent as it is, in place of `body`. */
  readonly raw?: string
  /** Default admin; null: without a key. */
  readonly as?: Role | null
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer
  readonly body: any
}

export interface TestApi {
  readonly baseUrl: string
  readonly tokens: Readonly<Record<Role, string>>
  /** Asks the API; `path` starts after `/api/v1`, or at the root with `//`. */
  readonly ask: (method: string, path: string, asking?: Asking) => Promise<Answered>
  /** All that is served, whether the document shows it or not: `GET /api/v1/orders/{id}`. */
  readonly listRoutes: () => string[]
}

/** The API over a real socket, with one key of each role. */
export async function startApi(t: Test, db: Database, options: Partial<ServerOptions> = {}): Promise<TestApi> {
  const queue = await openQueue(db, silentLog)
  t.teardown(() => queue.stop(1_000))
  const vault = createVault({ id: 'test', bytes: randomBytes(32) })
  const network = { allowAddresses: ['127.0.0.0/8'], ca: undefined }
  const dataDir = makeTestFolder(t)
  const own = { db, queue, vault, network, dataDir, registry: toyRegistry, log: silentLog, version: '0.0.0' }
  const app = await createServer({ ...own, ...options })
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const tokenOf = async (role: Role) => (await createKey(db, { name: `the ${role}`, role }, { name: 'test' })).key
  const tokens = { admin: await tokenOf('admin'), support: await tokenOf('support'), viewer: await tokenOf('viewer') }
  const ask: TestApi['ask'] = async (method, path, { body, raw, as = 'admin', headers = {}, signal } = {}) => {
    const url = path.startsWith('//') ? baseUrl + path.slice(1) : `${baseUrl}/api/v1${path}`
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await fetch(url, {
      method,
      headers: {
        ...(as !== null && { authorization: `Bearer ${tokens[as]}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
      ...(signal && { signal }),
    })
    const text = await answer.text()
    const json = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: json ? JSON.parse(text) : undefined }
  }
  return { baseUrl, tokens, ask, listRoutes: () => readRoutes(app.printRoutes({ commonPrefix: false })) }
}

/** Out of the tree that the framework draws: four columns for each level. */
function readRoutes(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap(line => {
    const [, indent = '', part = '', methods = ''] = /^(.*)[├└]── (\S*) \(([A-Z, ]+)\)$/.exec(line) ?? []
    const level = indent.length / 4
    above.splice(level, above.length, (above[level - 1] ?? '') + part)
    const path = above[level]!.replaceAll(/:(\w+)/g, '{$1}')
    return methods
      .split(', ')
      .filter(method => method !== '' && method !== 'HEAD')
      .map(method => `${method} ${path}`)
  })
}
