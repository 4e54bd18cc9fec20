// The quiet moment: what waits comes to its end, each entity is run twice more, and everything is compared.
import { approveRun } from '../../src/runs/approve.ts'
import { requestRun } from '../../src/runs/request.ts'
import { checkAfterIncremental, checkAtTheEnd } from './check.ts'
import { readPicture } from './our-books.ts'
import { type Play, runWhatIsDue, verifyAgain } from './run-due.ts'
import { nextStart, takeBackOrphans } from './work-force.ts'
import { entitiesOf, type World } from './world.ts'

/** What does not hold; empty: all is well. */
export async function endQuietly(own: Play): Promise<string[]> {
  const { world, witness } = own
  world.shop.heal()
  world.time.real += 600_000
  await drain(own)
  const trouble = await runAll(own, 'incremental')
  const theirs = world.shop.picture()
  const missed = checkAfterIncremental(await readPicture(world), theirs, world.shop)
  trouble.push(...missed, ...(await runAll(own, 'reconcile')))
  trouble.push(...checkAtTheEnd(await readPicture(world), world.shop.picture()))
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
  for (const entity of entitiesOf(world.shop)) {
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
