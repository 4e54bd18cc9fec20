// One episode's world: a shop, a connection to it in a real database, our processes, and a time that passes when told to.
import { createHash } from 'node:crypto'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import type { Queue } from '../../src/queue.ts'
import type { OpenedConnection } from '../../src/records/opened.ts'
import { nextRun } from '../../src/schedules/next.ts'
import { defaultSchedule, nextReconcile } from '../../src/schedules/schedule.ts'
import { createHttp } from '../../src/sdk/http.ts'
import type { Http, HttpRequest } from '../../src/sdk/http-types.ts'
import { keepAlone } from '../../src/sdk/index.ts'
import type { Limiter } from '../../src/sdk/rate-limit.ts'
import type { PracticeClock } from '../../src/sdk/testing/index.ts'
import type { Hooks } from './hooked-database.ts'
import { type Line, openLine } from './line.ts'
import { kindOf } from './shops/index.ts'
import type { Shop } from './shops/shop.ts'
import type { Story } from './story.ts'
import { type Actor, Turnstile } from './turnstile.ts'

const entities = ['orders', 'products', 'customers', 'shipments', 'stock', 'invoices', 'accounts', 'vouchers'] as const

/** What the shop's system has, in an order that stays as kinds are added: stories choose by place. */
export const entitiesOf = ({ connector }: Pick<Shop, 'connector'>) =>
  entities.filter(entity => connector.entities.some(({ name }) => name === entity))

/** What all episodes of a process share. */
export interface Ground {
  readonly db: Database
  readonly queue: Queue
}

export interface Time {
  /** Epoch milliseconds, as nobody's clock tells them. */
  real: number
  /** How far our clock is ahead of it. */
  oursMs: number
}

export interface World extends Ground {
  readonly story: Story
  readonly system: string
  readonly shop: Shop
  /** The shop's. */
  readonly clock: PracticeClock
  readonly connectionId: string
  readonly time: Time
  readonly line: Line
  readonly turnstile: Turnstile
  readonly hooks: Hooks
  readonly now: () => Date
  /** What is logged as an error of our own. */
  readonly bugs: string[]
}

export interface Reins {
  readonly before: (step: number) => Promise<void>
  readonly takeFault: Hooks['takeFault']
  readonly kill: (who: Actor) => void
  readonly dice: ConstructorParameters<typeof Turnstile>[0]['dice']
  readonly waitsForLock: (session: object) => Promise<boolean>
}

export async function openWorld(ground: Ground, story: Story, reins: Reins): Promise<World> {
  const time = { real: story.startsAt, oursMs: 0 }
  const clock = { skewMs: 0, now: () => new Date(time.real + clock.skewMs) }
  const { system } = story
  const shop = kindOf(system).open(story, clock)
  const line = await openLine(shop, { clock, time })
  const turnstile = new Turnstile({ ...reins, oneSession: ground.db.embedded })
  const connectionId = uuidOf(`simulated ${story.seed}`)
  const now = () => new Date(time.real + time.oursMs)
  await addConnection(ground.db, { connectionId, story, shop, now: now() })
  const hooks = { turnstile, kill: reins.kill, takeFault: reins.takeFault }
  return { ...ground, story, system, shop, clock, connectionId, time, line, turnstile, hooks, now, bugs: [] }
}

export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function addConnection(
  { pool }: Database,
  { connectionId, story, shop, now }: { connectionId: string; story: Story; shop: Shop; now: Date },
): Promise<void> {
  await pool.query(
    `INSERT INTO connections (id, name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     VALUES ($1, $2, $3, $2, 'none', '\\x00', '{}', '{}', '{}', now(), '2000-01-01')`,
    [connectionId, `Shop ${story.seed}`, story.system],
  )
  for (const entity of entitiesOf(shop)) {
    const timing = defaultSchedule(entity, connectionId, story.store.timeZone)
    await pool.query(
      `INSERT INTO schedules (id, connection_id, entity, cron, time_zone, active, next_run_at, next_reconcile_at)
       VALUES ($1, $2, $3, $4, $5, true, $6, $7)`,
      [
        uuidOf(`${connectionId} ${entity}`),
        connectionId,
        entity,
        timing.cron,
        timing.timeZone,
        story.dueAtOnce ? now : nextRun(timing, now),
        nextReconcile(entity, connectionId, timing, now),
      ],
    )
  }
}

/** Opens the connection as the product does, but for the pace: requests go through the turnstile, and waits take no time. */
export function opener(world: World, who: Actor) {
  return async (_: string, signal: AbortSignal): Promise<OpenedConnection> => {
    const { line, shop, connectionId } = world
    const { connector } = shop
    const facts = shop.facts(line.baseUrl)
    const credential = shop.credential(line.baseUrl)
    const secrets = Object.values(credential).filter(value => value !== line.baseUrl && value.length > 8)
    const timer = { now: () => world.time.real, wait: (ms: number, by?: AbortSignal) => waitQuickly(world, ms, by) }
    const limiter = limiterAt(world, who)
    const owned = createHttp({
      ...{ signal, limiter, timer, secrets, allowAddresses: ['127.0.0.1'], random: () => 0.5 },
    })
    const close = async () => owned.close()
    who.holds.add(close)
    const http: Http = { ...owned, send: request => owned.send(hurried(line, request)), json: owned.json }
    const context = { http, log: silentLog, signal, now: world.now, shared: keepAlone() }
    const client = connector.client(credential, facts as never, context)
    const connection = { id: connectionId, name: 'Shop', orderStart: '2000-01-01', facts }
    return { connection, connector, client, close }
  }
}

async function waitQuickly({ time }: World, ms: number, signal?: AbortSignal): Promise<void> {
  await new Promise(setImmediate)
  signal?.throwIfAborted()
  time.real += ms
}

/** A store that does not answer is given up at once where the story wants it, not after half a minute. */
const hurried = (line: Line, request: HttpRequest): HttpRequest => ({
  ...request,
  get timeoutMs() {
    return line.withholds ? 25 : 30_000
  },
})

function limiterAt(world: World, who: Actor): Limiter {
  const { turnstile, line, time } = world
  return {
    concurrency: 2,
    pause: ms => {
      time.real += ms
    },
    async acquire(signal) {
      const session = {}
      await turnstile.enter({ who, kind: 'http', session, text: 'request' }, signal)
      if (!(await line.prepare())) {
        world.hooks.kill(who)
        await turnstile.enter({ who, kind: 'http', session, text: 'dead' })
      }
      return {
        release: () => {
          line.recover()
          turnstile.leave(session)
        },
      }
    },
  }
}
