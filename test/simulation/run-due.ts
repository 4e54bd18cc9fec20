// What is due is run by processes that are there, until there is nothing left to do.
import { actAs, type DatabaseFault } from './hooked-database.ts'
import { makeActor } from './turnstile.ts'
import type { Witness } from './witness.ts'
import { type Process, startProcess, takeBackOrphans, work } from './work-force.ts'
import type { World } from './world.ts'

/** What the playing of an episode keeps at hand. */
export interface Play {
  readonly world: World
  readonly processes: Process[]
  readonly witness: Witness
  /** What is being done beside the runs, such as a person editing a schedule. */
  readonly asides: Array<Promise<unknown>>
  readonly databaseFaults: Array<{ readonly what: string; readonly fault: DatabaseFault; readonly onCommit: boolean }>
  /** How often each has struck, but for those on the way to the store. */
  readonly faults: Record<string, number>
  edits: number
  started: number
  /** Somebody lets others through. */
  driving: boolean
  /** When a clock last jumped, in real time, as long as not every entity has looked at the clocks since. */
  jumpedAt: Date | null
}

/** Counts what was done, not what was only meant to be. */
export function strike({ faults }: Play, what: string): void {
  faults[what] = (faults[what] ?? 0) + 1
}

/** Two processes, the dead ones replaced, tick and work until there is nothing to do; the erp reads along. */
export async function runWhatIsDue(own: Play, how: { ticks: boolean }): Promise<void> {
  const { world, processes } = own
  const living = processes.filter(one => !one.dead && !one.stop.signal.aborted)
  while (living.length < 2) living.push(await startProcess(world, `process ${++own.started}`))
  processes.splice(0, processes.length, ...living)
  await takeBackOrphans(world, living)
  const working = living.map(one => work(world, one, how))
  own.asides.length = 0
  const erp = startReading(own)
  const asides = async () => {
    for (const aside of own.asides) await aside
  }
  const all = async () => {
    await Promise.all(working)
    await asides()
    await erp.stop()
    // Begun while the erp came to its end: left in its transaction it would keep what it has locked.
    await asides()
  }
  own.driving = true
  await world.turnstile.drive(all())
  own.driving = false
  await own.witness.read()
}

/** An ERP follows the feed all the while. */
function startReading({ world, witness }: Play): { readonly stop: () => Promise<void> } {
  let going = true
  const follow = async () => {
    while (going) await witness.read()
  }
  const reading = actAs(makeActor('erp'), world.hooks, follow)
  // What goes wrong with it is told when it is stopped.
  reading.catch(() => {})
  const stop = () => {
    going = false
    return reading
  }
  return { stop }
}

/** Where the store refused the key, a person has verified the connection again. */
export async function verifyAgain({ world: { db, connectionId } }: Play): Promise<void> {
  await db.pool.query(
    'UPDATE connections SET attention = NULL, verified_at = now() WHERE id = $1 AND attention IS NOT NULL',
    [connectionId],
  )
  await db.pool.query('UPDATE schedules SET unreadable_because = NULL WHERE connection_id = $1', [connectionId])
}
