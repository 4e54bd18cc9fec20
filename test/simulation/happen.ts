// What happens to the world beside the shop's trade and broken answers: clocks, people, restarts.
import { cancelRun } from '../../src/runs/cancel.ts'
import { requestRun } from '../../src/runs/request.ts'
import { editSchedule } from '../../src/schedules/edit.ts'
import { actAs } from './hooked-database.ts'
import { pickBy } from './random.ts'
import type { Play } from './run-due.ts'
import type { Happening } from './story.ts'
import { makeActor } from './turnstile.ts'
import { giveBack, work } from './work-force.ts'
import { entitiesOf, type World } from './world.ts'

type Happens = (own: Play, a: number, b: number) => unknown

const hourMs = 3_600_000

const happens: Readonly<Record<string, Happens>> = {
  restart: ({ processes }, a) => pickBy(processes, a)?.stop.abort(),
  /** Its machine is stopped for some minutes, and goes on as if nothing had been. */
  suspended: ({ processes, world }, a, b) => {
    const one = pickBy(busy(processes), a)
    if (one !== undefined) world.turnstile.suspend(one, 20 + Math.floor(b * 300))
  },
  takenForDead: (own, a, b) => {
    const owner =
      busy(own.processes).find(one => own.world.turnstile.isSuspended(one)) ?? pickBy(busy(own.processes), a)
    const other = own.processes.find(one => one !== owner && !one.dead)
    if (owner === undefined || other === undefined) return
    own.world.time.real += Math.floor(b * 20) * 60_000
    aside(own, async () => {
      await giveBack(own.world, owner, { id: [...owner.owns][0]! })
      // While the one that is thought dead goes on, another takes over.
      own.asides.push(work(own.world, other, { ticks: false }))
    })
  },
  storeClockJump: (own, _, b) => jump(own, by => (own.world.clock.skewMs += by), (b - 0.5) * 6 * hourMs),
  ourClockJump: (own, _, b) => jump(own, by => (own.world.time.oursMs += by), (b - 0.5) * 6 * hourMs),
  zoneChange: ({ world: { shop } }, a) =>
    shop.changeZone(pickBy(['Europe/Stockholm', 'Asia/Tokyo', 'America/St_Johns', '+05:45'], a)!),
  scheduleEdited: (own, a, b) => {
    const { db, now, connectionId, shop } = own.world
    const cron = pickBy(['*/10 * * * *', '30 2 * * *', '5 */3 * * *', '0 * * * *'], b)!
    aside(own, () => editSchedule({ db, now }, { connectionId, entity: pickBy(entitiesOf(shop), a)!, cron }))
  },
  cancelled: (own, a) => aside(own, () => cancelOne(own.world, a)),
  runAsked: (own, a, b) =>
    aside(own, async () => {
      const { db, queue, connectionId } = own.world
      const entity = pickBy(await findIdle(own.world), a)
      const kind = b < 0.3 ? 'full' : 'reconcile'
      if (entity === undefined) return
      await db.transaction(client => requestRun({ queue }, client, { connectionId, entity, kind, cause: 'manual' }))
    }),
  spoiltRecord: ({ world: { shop } }, a, b) => shop.spoil({ a, b }),
  hiddenRows: ({ world: { shop } }, a, b) => shop.hide({ a, b }),
}

const busy = (processes: Play['processes']) => processes.filter(one => one.owns.size > 0 && !one.dead)

export async function happenInWorld(own: Play, { what, a, b }: Happening): Promise<void> {
  await happens[what]!(own, a, b)
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

async function cancelOne({ db, queue, connectionId }: World, a: number): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM runs WHERE connection_id = $1 AND state IN ('queued', 'running', 'waiting') ORDER BY entity`,
    [connectionId],
  )
  const run = pickBy(rows, a)
  if (run !== undefined) await cancelRun({ db, queue }, run.id)
}

/** One clock between two looks of every entity at both: two that move together cannot be told from none. */
function jump(own: Play, move: (byMs: number) => void, byMs: number): void {
  if (own.jumpedAt !== null) return
  own.jumpedAt = new Date()
  move(Math.round(byMs / 1_000) * 1_000)
}
