import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  type Broken,
  createPracticeStore,
  type WooStore,
} from '../../../connectors/woocommerce/practice-store/index.ts'

/** Answers of real stores, cut down to what is compared here. */
interface Recorded {
  readonly name: string
  readonly server: string
  readonly version?: '8.1' | '10.5'
  readonly request: {
    readonly method: string
    readonly url: string
    readonly scheme: string
    readonly key?: string
    readonly headers?: Record<string, string>
    readonly body?: unknown
  }
  readonly status: number
  readonly headers: Record<string, string>
  readonly body?: unknown
  readonly html?: string
  readonly rows?: boolean
}

const fixtures = new URL('fixtures/', import.meta.url)
const recorded: Recorded[] = JSON.parse(readFileSync(new URL('replayed.json', fixtures), 'utf8'))

const keyNames = {
  rw: 'readWrite',
  ro: 'readOnly',
  wo: 'writeOnly',
  customer_rw: 'customer',
  editor_rw: 'editor',
  manager_rw: 'manager',
} as const

function openStore({ server, version = '10.5' }: Recorded) {
  const options = { orders: 30, products: 20, customers: 5, version } as const
  if (server === 'normal') return createPracticeStore(options)
  if (server !== 'applicationPasswords') return createPracticeStore({ ...options, broken: server as Broken })
  return createPracticeStore({ ...options, applicationPasswords: { admin: 'abcd efgh' } })
}

/** The recorded ids became ours: an order, a product with counted stock, a refund. */
function translate(url: string, { state, keys }: WooStore): string {
  const order = state.orders[0]!.id
  return url
    .replace('ck_REDACTED', keys.readWrite.key)
    .replace('cs_REDACTED', keys.readWrite.secret)
    .replace(/orders\/(586|3699|900)\b/, `orders/${order}`)
    .replace(/products\/(25|28)\b/, `products/${state.products[0]!.id}`)
}

function ask(store: WooStore, { request }: Recorded) {
  const url = new URL(`${request.scheme}://shop.example${translate(request.url, store)}`)
  const key = request.key && store.keys[keyNames[request.key as keyof typeof keyNames]]
  const known = key || (request.key ? { key: 'ck_unknown', secret: 'cs_unknown' } : null)
  const body = request.body === undefined ? '' : raw(request.body)
  const headers = {
    ...(known && { authorization: `Basic ${btoa(`${known.key}:${known.secret}`)}` }),
    ...(body && { 'content-type': 'application/json' }),
    ...lowered(request.headers ?? {}),
  }
  return store.answer({
    method: request.method,
    url,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    at: 0,
  })
}

const raw = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))
const lowered = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as string]))

for (const one of recorded) {
  t.test(`answers as the real store did: ${one.name}`, async t => {
    const store = openStore(one)
    store.state.home = 'https://shop.example'
    const answer = ask(store, one)
    t.equal(answer.status ?? 200, one.status, 'status')
    const headers = lowered(answer.headers ?? {})
    for (const [name, value] of Object.entries(lowered(one.headers))) {
      if (!['allow', 'x-wp-total'].includes(name)) t.equal(headers[name], translate(value, store), name)
    }
    if (one.body) t.same(answer.body, one.body, 'body')
    if (one.html) t.equal(String(answer.body).slice(0, 60), one.html, 'how the page begins')
    if (one.rows) t.ok(Array.isArray(answer.body), 'a list')
  })
}
