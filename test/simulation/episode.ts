// One episode: rounds of trade and trouble, then a quiet moment, one incremental and one reconcile run of each entity, and
// the invariants.
import { databaseFaults, httpFaults, meddling } from './faults.ts'
import { happenInWorld } from './happen.ts'
import { type DatabaseFault, pidOf } from './hooked-database.ts'
import { endQuietly } from './quiet.ts'
import { rollDice } from './random.ts'
import { type Play, runWhatIsDue, strike, verifyAgain } from './run-due.ts'
import { kindOf } from './shops/index.ts'
import type { Happening, Round, Story } from './story.ts'
import type { Actor } from './turnstile.ts'
import { openWitness } from './witness.ts'
import { entitiesOf, type Ground, openWorld, type World } from './world.ts'

export interface Outcome {
  /** What does not hold; empty: all is well. */
  readonly broken: readonly string[]
  readonly edits: number
  readonly steps: number
  /** How often each fault has struck; what was still to come when a round ended does not count. */
  readonly faults: Readonly<Record<string, number>>
}

export async function playEpisode(ground: Ground, story: Story): Promise<Outcome> {
  const random = Math.random
  // The jitter of waits: it only moves a time that is made up anyway.
  Math.random = () => 0.5
  try {
    return await play(ground, story)
  } finally {
    Math.random = random
  }
}

async function play(ground: Ground, story: Story): Promise<Outcome> {
  let episode: Play | undefined
  let coming: Happening[] = []
  let base = 0
  const reins = {
    dice: rollDice(story.seed ^ 0x5eed),
    waitsForLock: (session: object) => waitsForLock(ground, session),
    kill: (who: Actor) => episode!.world.turnstile.kill(who),
    takeFault: (who: Actor, text: string) => (who.name === 'erp' ? null : takeFault(episode!, text)),
    async before(step: number) {
      while (coming[0] && coming[0].at <= step - base) await happen(episode!, coming.shift()!)
    },
  }
  const world = await openWorld(ground, story, reins)
  const witness = await openWitness(ground.db)
  const kept = { databaseFaults: [], faults: {}, edits: 0, started: 0, driving: false, asides: [], jumpedAt: null }
  const own: Play = { world, processes: [], witness, ...kept }
  episode = own
  async function playRounds(): Promise<string[]> {
    for (const round of story.rounds) {
      coming = [...round.happenings]
      base = world.turnstile.step
      await playRound(own, round)
      for (const late of coming.filter(one => comesLate(world, one.what))) await happen(own, late)
      coming = []
    }
    return await endQuietly(own)
  }
  const broken = [...(await playRounds().catch(tell)), ...(await clear(own).catch(tell))]
  return { broken, edits: own.edits, steps: world.turnstile.step, faults: { ...own.faults, ...world.line.struck } }
}

const tell = (error: Error): string[] => [String(error.stack)]

async function clear({ world, processes }: Play): Promise<string[]> {
  for (const one of processes) world.turnstile.kill(one)
  world.turnstile.bury()
  await world.line.close()
  await forget(world)
  return []
}

async function playRound(own: Play, round: Round): Promise<void> {
  const { world } = own
  world.time.real += round.minutes * 60_000
  await verifyAgain(own)
  await runWhatIsDue(own, { ticks: true })
  own.databaseFaults.length = world.line.faults.length = 0
  if (own.jumpedAt !== null && (await allHaveLooked(world, own.jumpedAt))) own.jumpedAt = null
}

async function allHaveLooked({ db, connectionId, shop }: World, since: Date): Promise<boolean> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(DISTINCT entity)::int AS count FROM runs
     WHERE connection_id = $1 AND kind = 'incremental' AND state = 'succeeded' AND started_at > $2`,
    [connectionId, since],
  )
  return rows[0]?.count === entitiesOf(shop).length
}

/** What the seed wants to happen now. */
async function happen(own: Play, happening: Happening): Promise<void> {
  const { world } = own
  const { what, a, b } = happening
  if (kindOf(world.system).moveNames.includes(what)) {
    own.edits += world.shop.move(what, happening)
    world.time.real += Math.floor(a * 900)
    return
  }
  const times = 1 + Math.floor(b * b * 9)
  const fault = databaseFaults[what]
  if (fault !== undefined) own.databaseFaults.push({ what, fault, onCommit: false })
  else if (what === 'commitLost') own.databaseFaults.push({ what, fault: 'lost_after', onCommit: true })
  else if (what === 'commitKilled')
    own.databaseFaults.push({ what, fault: a < 0.5 ? 'kill' : 'kill_after', onCommit: true })
  else if (what in httpFaults || what in meddling || ['portClosed', 'slowAnswer', 'timeout'].includes(what))
    world.line.faults.push(...Array.from({ length: what === 'timeout' ? 1 : times }, () => what))
  else if (what === 'killAtRequest') world.line.faults.push(what)
  else await happenInWorld(own, happening)
}

/** What needs no run under way: trade, and a run that a person asks for. */
const comesLate = ({ system }: World, what: string): boolean =>
  kindOf(system).moveNames.includes(what) || what === 'runAsked'

function takeFault(own: Play, text: string): DatabaseFault | null {
  const { databaseFaults: faults } = own
  const next = faults[0]
  if (next === undefined || /^ROLLBACK/i.test(text)) return null
  if (next.onCommit && text !== 'COMMIT') return null
  faults.shift()
  strike(own, next.what)
  return next.fault
}

async function waitsForLock({ db }: Ground, session: object): Promise<boolean> {
  const pid = pidOf(session)
  if (db.embedded || pid === undefined) return false
  const { rows } = await db.pool.query('SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])
  return rows.length > 0
}

async function forget({ db, connectionId }: World): Promise<void> {
  await db.pool.query(`DELETE FROM pgboss.job WHERE data ->> 'connectionId' = $1`, [connectionId])
  await db.pool.query('DELETE FROM connections WHERE id = $1', [connectionId])
}
