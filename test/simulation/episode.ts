// One episode: rounds of trade and trouble, then a quiet moment, one incremental and one reconcile run of each entity, and
// the invariants.
import { approveRun } from '../../src/runs/approve.ts'
import { requestRun } from '../../src/runs/request.ts'
import { pictureStore } from '../journey/store-picture.ts'
import { checkAfterIncremental, checkAtTheEnd } from './check.ts'
import { databaseFaults, httpFaults, meddling } from './faults.ts'
import { happenInWorld, heal } from './happen.ts'
import { type DatabaseFault, pidOf } from './hooked-database.ts'
import { makeMove, moveNames } from './moves.ts'
import { readPicture } from './our-books.ts'
import { rollDice } from './random.ts'
import type { Happening, Round, Story } from './story.ts'
import type { Actor } from './turnstile.ts'
import { openWitness, type Witness } from './witness.ts'
import { nextStart, type Process, startProcess, takeBackOrphans, work } from './work-force.ts'
import { entities, type Ground, openWorld, type World } from './world.ts'

export interface Outcome {
  /** What does not hold; empty: all is well. */
  readonly broken: readonly string[]
  readonly edits: number
  readonly steps: number
  /** How often each fault was tried. */
  readonly faults: Readonly<Record<string, number>>
}

/** What the playing of an episode keeps at hand. */
export interface Play {
  readonly world: World
  readonly processes: Process[]
  readonly witness: Witness
  /** What is being done beside the runs, such as a person editing a schedule. */
  readonly asides: Array<Promise<unknown>>
  readonly databaseFaults: Array<{ readonly fault: DatabaseFault; readonly onCommit: boolean }>
  readonly faults: Record<string, number>
  edits: number
  started: number
  /** When a clock last jumped, in real time, as long as not every entity has looked at the clocks since. */
  jumpedAt: Date | null
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
    takeFault: (text: string) => takeFault(episode!, text),
    async before(step: number) {
      while (coming[0] && coming[0].at <= step - base) await happen(episode!, coming.shift()!)
    },
  }
  const world = await openWorld(ground, story, reins)
  const witness = await openWitness(ground.db)
  const kept = { databaseFaults: [], faults: {}, edits: 0, started: 0, asides: [], jumpedAt: null }
  const own: Play = { world, processes: [], witness, ...kept }
  episode = own
  try {
    for (const round of story.rounds) {
      coming = [...round.happenings]
      base = world.turnstile.step
      await playRound(own, round)
      for (const late of coming.filter(one => moveNames.includes(one.what))) await happen(own, late)
      coming = []
    }
    const broken = await endQuietly(own)
    return { broken, edits: own.edits, steps: world.turnstile.step, faults: own.faults }
  } finally {
    for (const one of own.processes) world.turnstile.kill(one)
    world.turnstile.bury()
    await world.line.close()
    await forget(world)
  }
}

async function playRound(own: Play, round: Round): Promise<void> {
  const { world } = own
  world.time.real += round.minutes * 60_000
  await verifyAgain(own)
  await runWhatIsDue(own, { ticks: true })
  own.databaseFaults.length = world.line.faults.length = 0
  if (own.jumpedAt !== null && (await allHaveLooked(world, own.jumpedAt))) own.jumpedAt = null
}

async function allHaveLooked({ db, connectionId }: World, since: Date): Promise<boolean> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(DISTINCT entity)::int AS count FROM runs
     WHERE connection_id = $1 AND kind = 'incremental' AND state = 'succeeded' AND started_at > $2`,
    [connectionId, since],
  )
  return rows[0]?.count === entities.length
}

/** Two processes, the dead ones replaced, tick and work until there is nothing to do; the erp reads along. */
async function runWhatIsDue(own: Play, how: { ticks: boolean }): Promise<void> {
  const { world, processes } = own
  const living = processes.filter(one => !one.dead && !one.stop.signal.aborted)
  while (living.length < 2) living.push(await startProcess(world, `process ${++own.started}`))
  processes.splice(0, processes.length, ...living)
  await takeBackOrphans(world, living)
  const working = living.map(one => work(world, one, how))
  own.asides.length = 0
  const all = async () => {
    await Promise.all(working)
    for (const aside of own.asides) await aside
  }
  await world.turnstile.drive(all())
  await own.witness.read()
}

/** What the seed wants to happen now. */
async function happen(own: Play, happening: Happening): Promise<void> {
  const { world } = own
  const { what, a, b } = happening
  if (moveNames.includes(what)) {
    own.edits += makeMove(what, world, happening)
    world.time.real += Math.floor(a * 900)
    return
  }
  own.faults[what] = (own.faults[what] ?? 0) + 1
  const times = 1 + Math.floor(b * b * 9)
  const fault = databaseFaults[what]
  if (fault !== undefined) own.databaseFaults.push({ fault, onCommit: false })
  else if (what === 'commitLost') own.databaseFaults.push({ fault: 'lost_after', onCommit: true })
  else if (what === 'commitKilled') own.databaseFaults.push({ fault: a < 0.5 ? 'kill' : 'kill_after', onCommit: true })
  else if (what in httpFaults || what in meddling || ['portClosed', 'slowAnswer', 'timeout'].includes(what))
    world.line.faults.push(...Array.from({ length: what === 'timeout' ? 1 : times }, () => what))
  else if (what === 'killAtRequest') world.line.faults.push(what)
  else happenInWorld(own, happening)
}

function takeFault({ databaseFaults: faults }: Play, text: string): DatabaseFault | null {
  const next = faults[0]
  if (next === undefined || /^ROLLBACK/i.test(text)) return null
  if (next.onCommit && text !== 'COMMIT') return null
  faults.shift()
  return next.fault
}

async function waitsForLock({ db }: Ground, session: object): Promise<boolean> {
  const pid = pidOf(session)
  if (db.embedded || pid === undefined) return false
  const { rows } = await db.pool.query('SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])
  return rows.length > 0
}

/** Where the store refused the key, a person has verified the connection again. */
async function verifyAgain({ world: { db, connectionId } }: Play): Promise<void> {
  await db.pool.query(
    'UPDATE connections SET attention = NULL, verified_at = now() WHERE id = $1 AND attention IS NOT NULL',
    [connectionId],
  )
  await db.pool.query('UPDATE schedules SET unreadable_because = NULL WHERE connection_id = $1', [connectionId])
}

async function endQuietly(own: Play): Promise<string[]> {
  const { world, witness } = own
  heal(own)
  world.time.real += 600_000
  await drain(own)
  const trouble = await runAll(own, 'incremental')
  const theirs = pictureStore(world.store.state)
  const missed = checkAfterIncremental(await readPicture(world), theirs, world.silent)
  trouble.push(...missed, ...(await runAll(own, 'reconcile')))
  trouble.push(...checkAtTheEnd(await readPicture(world), pictureStore(world.store.state)))
  return [...trouble, ...world.bugs, ...(await witness.judge(world))]
}

/** Every run that waits comes to its end; what a brake stopped is approved. */
async function drain(own: Play): Promise<void> {
  const { world } = own
  await verifyAgain(own)
  for (let rounds = 0; rounds < 200; rounds++) {
    await takeBackOrphans(world, own.processes)
    const approved = await approveAll(world)
    const at = await nextStart(world)
    if (at === null && !approved) return
    if (at !== null && at > world.now()) world.time.real += at.getTime() - world.now().getTime()
    await runWhatIsDue(own, { ticks: false })
  }
  throw new Error('The runs do not come to their end.')
}

async function approveAll(world: World): Promise<boolean> {
  const { rows } = await world.db.pool.query<{ id: string }>(
    `SELECT id FROM runs WHERE connection_id = $1 AND state = 'needs_approval' ORDER BY queued_at`,
    [world.connectionId],
  )
  let approved = false
  for (const { id } of rows)
    approved =
      (await approveRun(world, id).then(
        () => true,
        () => false,
      )) || approved
  return approved
}

/** A run of each entity, which must succeed. */
async function runAll(own: Play, kind: 'incremental' | 'reconcile'): Promise<string[]> {
  const { world } = own
  const { db, queue, connectionId } = world
  const ids: string[] = []
  for (const entity of entities) {
    const asked = await db.transaction(client =>
      requestRun({ queue }, client, { connectionId, entity, kind, cause: 'manual' }),
    )
    if ('refused' in asked) return [`The last ${kind} run of ${entity} was refused: ${asked.refused.reason}`]
    ids.push(asked.runId)
  }
  await drain(own)
  const { rows } = await db.pool.query(
    `SELECT entity, state, problem, rejected FROM runs WHERE id = ANY ($1) AND (state <> 'succeeded' OR rejected > 0)`,
    [ids],
  )
  return rows.map(row => `The last ${kind} run: ${JSON.stringify(row)}`)
}

async function forget({ db, connectionId }: World): Promise<void> {
  await db.pool.query(`DELETE FROM pgboss.job WHERE data ->> 'connectionId' = $1`, [connectionId])
  await db.pool.query('DELETE FROM connections WHERE id = $1', [connectionId])
}
