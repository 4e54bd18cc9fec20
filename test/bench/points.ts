// A shop that gives back fewer points than we could use: how much of what it gives is used, and none asked for too soon.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { shopify } from '../../connectors/shopify/index.ts'
import type { Apps } from '../../connectors/shopify/practice-store/index.ts'
import scenario from '../../connectors/shopify/practice-store/scenario.ts'
import { silentLog } from '../../src/log.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { createHttp } from '../../src/sdk/http.ts'
import { type HttpAnswer, keepAlone } from '../../src/sdk/index.ts'
import { createLimiter } from '../../src/sdk/rate-limit.ts'
import { report } from '../support/measured.ts'
import { addConnection, kinds, onDatabase } from './database.ts'
import { figure, timeMs } from './measure.ts'

const orders = 3_000
/** As a shop of the plan Advanced has them. */
const limit = { maximumAvailable: 4_000, restoreRate: 200 }

const server = fileURLToPath(new URL('../../connectors/shopify/practice-store/serve.ts', import.meta.url))
const child = spawn(process.execPath, [server, JSON.stringify({ orders, limit })], {
  stdio: ['pipe', 'pipe', 'inherit'],
})
const [line] = await once(createInterface(child.stdout), 'line')
const { baseUrl, apps } = JSON.parse(line) as { baseUrl: string; apps: Apps }
const spent = { points: 0, throttled: 0 }

function tally(answer: HttpAnswer): HttpAnswer {
  spent.points += Number(/"actualQueryCost":(\d+)/.exec(answer.text)?.[1] ?? 0)
  if (answer.text.includes('"THROTTLED"')) spent.throttled++
  return answer
}

async function open(id: string, signal: AbortSignal) {
  const { clientId: accessToken, clientSecret: secret } = apps.full
  const http = createHttp({
    ...{ signal, limiter: createLimiter(shopify.rateLimit), secrets: [secret ?? ''], allowAddresses: ['127.0.0.1'] },
  })
  const tallied = { ...http, send: (asked: Parameters<typeof http.send>[0]) => http.send(asked).then(tally) }
  const facts = scenario.facts(baseUrl)
  const credential = {
    apiUrl: baseUrl,
    way: 'app' as const,
    accessToken: accessToken ?? '',
    secret: secret ?? '',
    apiVersion: shopify.apiVersion,
  }
  const context = { http: tallied, log: silentLog, signal, now: () => new Date(), shared: keepAlone() }
  return {
    connection: { id, name: 'Bench', orderStart: '2000-01-01', facts },
    connector: shopify,
    client: shopify.client(credential, facts, context),
    close: async () => http.close(),
  }
}

const figures = await onDatabase(kinds[0]!, async db => {
  const { rows } = await db.pool.query(
    `INSERT INTO runs (connection_id, entity, kind, cause) VALUES ($1, 'orders', 'incremental', 'manual') RETURNING id`,
    [await addConnection(db)],
  )
  const deps = { db, log: silentLog, now: () => new Date(), open }
  let state: unknown
  const ours = await timeMs(async () => {
    state = await executeRun(deps, rows[0].id, new AbortController().signal)
  })
  if (state !== 'succeeded' || spent.throttled > 0)
    throw new Error(`It ${state}, and was throttled ${spent.throttled} times.`)
  const given = (spent.points - limit.maximumAvailable) / (ours / 1_000)
  return [
    figure({
      ...{ name: 'points used of those that a shop gives back', database: kinds[0]!, unit: 'points/s' },
      ...{ ours: given, floor: limit.restoreRate, limit: 0.9, atLeast: true },
      note: `${orders.toLocaleString('en')} orders of Shopify, ${spent.points.toLocaleString('en')} points, none throttled; the full bucket of the beginning is not counted`,
    }),
  ]
})
child.stdin.end()
await once(child, 'close')
report(figures)
