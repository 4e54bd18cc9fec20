// What happens to the world beside the shop's trade and broken answers: clocks, people, restarts.
import { cancelRun } from '../../src/runs/cancel.ts'
import { requestRun } from '../../src/runs/request.ts'
import { editSchedule } from '../../src/schedules/edit.ts'
import { actAs } from './hooked-database.ts'
import { pickBy } from './random.ts'
import { type Play, strike } from './run-due.ts'
import type { Happening } from './story.ts'
import { makeActor } from './turnstile.ts'
import { giveBack, work } from './work-force.ts'
import { entitiesOf, type World } from './world.ts'

interface Chance {
  readonly a: number
  readonly b: number
  /** Told once it has happened: it counts then, and not where there was nothing to do it to. */
  readonly done: () => void
}
type Happens = (own: Play, chance: Chance) => unknown

const hourMs = 3_600_000

const happens: Readonly<Record<string, Happens>> = {
  restart: ({ processes }, { a, done }) => {
    pickBy(processes, a)?.stop.abort()
    done()
  },
  /** Its machine is stopped for some minutes, and goes on as if nothing had been. */
  suspended: ({ processes, world }, { a, b, done }) => {
    const one = pickBy(busy(processes), a)
    if (one === undefined) return
    world.turnstile.suspend(one, 20 + Math.floor(b * 300))
    done()
  },
  takenForDead: (own, { a, b, done }) => {
    const owner =
      busy(own.processes).find(one => own.world.turnstile.isSuspended(one)) ?? pickBy(busy(own.processes), a)
    const other = own.processes.find(one => one !== owner && !one.dead)
    if (owner === undefined || other === undefined) return
    own.world.time.real += Math.floor(b * 20) * 60_000
    aside(own, async () => {
      await giveBack(own.world, owner, { id: [...owner.owns][0]! })
      // While the one that is thought dead goes on, another takes over.
      own.asides.push(work(own.world, other, { ticks: false }))
      done()
    })
  },
  storeClockJump: (own, { b, done }) => jump(own, done, () => (own.world.clock.skewMs += hoursOf(b))),
  ourClockJump: (own, { b, done }) => jump(own, done, () => (own.world.time.oursMs += hoursOf(b))),
  zoneChange: ({ world: { shop } }, { a, done }) => {
    shop.changeZone(pickBy(['Europe/Stockholm', 'Asia/Tokyo', 'America/St_Johns', '+05:45'], a)!)
    done()
  },
  scheduleEdited: (own, { a, b, done }) => {
    const { db, now, connectionId, shop } = own.world
    const cron = pickBy(['*/10 * * * *', '30 2 * * *', '5 */3 * * *', '0 * * * *'], b)!
    const entity = pickBy(entitiesOf(shop), a)!
    aside(own, () => editSchedule({ db, now }, { connectionId, entity, cron }).then(done))
  },
  cancelled: (own, { a, done }) => aside(own, () => cancelOne(own.world, a, done)),
  runAsked: (own, { a, b, done }) =>
    aside(own, async () => {
      const { db, queue, connectionId } = own.world
      const entity = pickBy(await findIdle(own.world), a)
      const kind = b < 0.3 ? 'full' : 'reconcile'
      if (entity === undefined) return
      await db.transaction(client => requestRun({ queue }, client, { connectionId, entity, kind, cause: 'manual' }))
      done()
    }),
  spoiltRecord: ({ world: { shop } }, { a, b, done }) => {
    shop.spoil({ a, b })
    done()
  },
  hiddenRows: ({ world: { shop } }, { a, b, done }) => {
    shop.hide({ a, b })
    done()
  },
}

const busy = (processes: Play['processes']) => processes.filter(one => one.owns.size > 0 && !one.dead)

/** Whole seconds, up to three hours either way. */
const hoursOf = (b: number): number => Math.round(((b - 0.5) * 6 * hourMs) / 1_000) * 1_000

export async function happenInWorld(own: Play, { what, a, b }: Happening): Promise<void> {
  await happens[what]!(own, { a, b, done: () => strike(own, what) })
}

/** Done by somebody else meanwhile, in a process of its own, or between two rounds; what is refused is refused. */
function aside(own: Play, act: () => Promise<unknown>): unknown {
  if (!own.driving) return act().catch(() => {})
  const other = makeActor('somebody else')
  return void own.asides.push(Promise.race([actAs(other, own.world.hooks, act).catch(() => {}), other.died]))
}

/** Those of which no run is in the way of another; orders more than once, as people care most for them. */
async function findIdle({ db, connectionId, shop }: World): Promise<string[]> {
  const { rows } = await db.pool.query<{ entity: string }>(
    `SELECT DISTINCT entity FROM runs WHERE connection_id = $1 AND state IN ('queued', 'running', 'waiting')`,
    [connectionId],
  )
  const busy = rows.map(row => row.entity)
  return ['orders', 'orders', ...entitiesOf(shop)].filter(one => !busy.includes(one))
}

async function cancelOne({ db, queue, connectionId }: World, a: number, done: () => void): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM runs WHERE connection_id = $1 AND state IN ('queued', 'running', 'waiting') ORDER BY entity`,
    [connectionId],
  )
  const run = pickBy(rows, a)
  if (run === undefined) return
  await cancelRun({ db, queue }, run.id)
  done()
}

/** One clock between two looks of every entity at both: two that move together cannot be told from none. */
function jump(own: Play, done: () => void, move: () => unknown): void {
  if (own.jumpedAt !== null) return
  own.jumpedAt = new Date()
  move()
  done()
}
