import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { RunningStore } from '../../connectors/woocommerce/practice-store/index.ts'
import { makeTestDatabase } from '../support/database.ts'
import { readFeed, wordsOf } from './feed.ts'
import { listIds } from './our-picture.ts'
import { startInVain, startProcess } from './process.ts'
import { type Json, kinds, type Product, startProduct, until } from './product.ts'
import { connect, ended, start, startShop } from './shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const size = { orders: 420, products: 12, customers: 3 }

/** Every order is there, and each was told of once. */
async function compareOrders(t: Test, product: Product, { store }: RunningStore) {
  const theirs = idsOf(store.state, 'orders')
  t.strictSame(await listIds(product, '/orders'), theirs, 'nothing is lost')
  const events = await readFeed(product, 0)
  t.strictSame(
    events.map(wordsOf).sort(),
    theirs.map(id => `orders ${id} created`),
    'nothing is told twice',
  )
  t.strictSame(
    events.map(event => event.position),
    events.map((_, n) => n + 1),
    'and nothing left out',
  )
}

const hasPages = (count: number) => (run: { pages: number; state: string }) =>
  run.pages >= count || run.state === 'waiting'

t.jobs = 3
const buffered = { buffered: true }

if (kinds.includes('server')) {
  t.test('every database connection lost, again and again, in mid-run', buffered, async t => {
    const shop = await startShop(t, size)
    const product = await startProduct(t, 'server')
    const id = await connect(product, shop)
    shop.server.latencyMs = 120
    const runId = await start(product, id, { entity: 'orders' })
    for (const pages of [1, 2]) {
      await until(patient(product), `/runs/${runId}`, hasPages(pages))
      await product.tell(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
    }
    const seen = await until(patient(product), `/runs/${runId}`, run => run.problem !== null || ended(run))
    if (!ended(seen)) t.match(seen.problem, { kind: 'database', message: /could not be reached/, remedy: /goes on/ })
    // The seconds until it is tried again are made to be over.
    await product.tell(`UPDATE pgboss.job SET start_after = now() WHERE state = 'created'`)
    const run = await until(patient(product), `/runs/${runId}`, ended)
    t.match(run, { state: 'succeeded', problem: null, rejected: 0 })
    await compareOrders(t, product, shop)
  })
}

/** Asks again while the database is away. */
const patient = ({ ask }: Product) => ({
  async get(path: string): Promise<Json> {
    for (;;) {
      const { status, body } = await ask(path)
      if (status === 200) return body
      if (status !== 503) throw new Error(`${path} answered ${status}`)
      await sleep(20)
    }
  },
})

for (const kind of kinds) {
  t.test(`the process killed in mid-run (${kind})`, buffered, async t => {
    const shop = await startShop(t, size)
    const product = await startProduct(t, kind)
    const id = await connect(product, shop)
    const { key } = await product.get('POST /keys', { name: 'to the end', role: 'admin' })
    await product.stop()
    const doomed = await startProcess(t, product.environment)
    const get = async (path: string, body?: unknown): Promise<Json> => {
      const headers = {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
      return (await fetch(`${doomed.url}/api/v1${path}`, { headers, ...sent })).json()
    }
    shop.server.latencyMs = 150
    const { id: runId } = await get(`/connections/${id}/runs`, { entity: 'orders' })
    await until({ get }, `/runs/${runId}`, hasPages(2))
    await doomed.kill()
    // Another process of a server takes a run whose heart has stopped; the seconds until then are made to be over.
    if (kind === 'server')
      await product.tell(
        `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute', retry_delay = 0 WHERE state = 'active'`,
      )
    await product.start()
    t.match(await product.get(`/runs/${runId}`), { endedAt: null }, 'it was not taken for a success')
    shop.server.latencyMs = 0
    t.match(await until(product, `/runs/${runId}`, ended), { state: 'succeeded', attempt: 2, rejected: 0 })
    await compareOrders(t, product, shop)
  })
}

t.test('a second process is refused in plain words', buffered, async t => {
  const { environment, koppla } = await startProduct(t, 'embedded')
  const again = await startInVain(t, environment)
  t.match(again, { code: 3, told: /data folder .* is in use by another process/ })
  t.notMatch(again.told, /^\s+at /m, 'without a stack')
  const { port } = new URL(koppla.url)
  const { dir } = await makeTestDatabase(t, 'embedded')
  const taken = await startInVain(t, { ...environment, KOPPLA_DATA: dir, KOPPLA_PORT: port })
  t.match(taken, { code: 3, told: new RegExp(`cannot listen on 127.0.0.1:${port}: another program does`) })
  t.notMatch(taken.told, /^\s+at /m)
  const nobody = {
    DATABASE_URL: 'postgres://koppla:geheim@127.0.0.1:1/koppla',
    KOPPLA_KEY: randomBytes(32).toString('hex'),
  }
  const gone = await startInVain(t, { ...environment, ...nobody })
  t.match(gone, { code: 3, told: /postgres:\/\/koppla@127.0.0.1:1\/koppla cannot be reached/ })
  t.notMatch(gone.told, /geheim|^\s+at /m)
})
