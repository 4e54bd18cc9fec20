import { type Actor, recordChange } from '../connections/audit.ts'
import type { StartRun } from '../connections/start-run.ts'
import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { DemoStore, PracticeFault } from '../sdk/demo-store.ts'
import { changeNotes, type PracticeNotes } from './notes.ts'
import type { PracticeStores } from './stores.ts'

export interface Playing {
  readonly db: Database
  readonly practice: PracticeStores
  readonly startRun: StartRun
}

/** These are wrong with the store from now on, and no others. Throws Problem: not_found, unavailable. */
export async function setFaults(
  context: Playing,
  connectionId: string,
  { faults, actor }: { faults: readonly PracticeFault[]; actor: Actor },
): Promise<void> {
  const store = await findRunning(context, connectionId)
  const change = (notes: PracticeNotes) => ({ ...notes, faults: [...faults] })
  await note(context, connectionId, { change, actor, action: 'practice.faults_set', detail: { faults } })
  store.setFaults(faults)
}

/** How many orders can be asked for; each is placed again at every start. */
const mostSold = 1_000

/**
 * Places one order, and imports it. Returns its number and the run, where one could be started.
 * @throws Problem not_found, unavailable, or conflict when it has sold enough
 */
export async function sell(
  context: Playing,
  connectionId: string,
  actor: Actor,
): Promise<{ order: string; runId: string | null }> {
  const store = await findRunning(context, connectionId)
  const at = new Date()
  const change = (notes: PracticeNotes) => ({ ...notes, sold: [...refuseMore(notes.sold), at.toISOString()] })
  await note(context, connectionId, { change, actor, action: 'practice.sold', detail: {} })
  const order = store.sell(at)
  const run = { connectionId, entity: 'orders', kind: 'incremental', cause: 'import_now' } as const
  const started = await context.db.transaction(client => context.startRun(client, { ...run, requestedBy: actor.name }))
  return { order, runId: 'runId' in started ? started.runId : null }
}

function refuseMore(sold: readonly string[]): readonly string[] {
  if (sold.length < mostSold) return sold
  throw new Problem('conflict', `This practice store has sold ${mostSold} orders; it sells no more.`, {
    remedy: 'Delete its connection, and start another one.',
  })
}

async function findRunning({ db, practice }: Playing, connectionId: string): Promise<DemoStore> {
  const store = practice.get(connectionId)
  if (store !== undefined) return store
  const { rowCount } = await db.pool.query(
    'SELECT FROM connections WHERE id = $1 AND practice IS NOT NULL AND deleted_at IS NULL',
    [connectionId],
  )
  if (rowCount === 0) throw noSuchStore()
  throw new Problem('unavailable', 'This practice store does not run: its address was taken when Koppla started.', {
    remedy: 'Start Koppla again; if that does not help, delete this connection and start another practice store.',
  })
}

interface Noted {
  readonly change: (notes: PracticeNotes) => PracticeNotes
  readonly actor: Actor
  readonly action: string
  readonly detail: Readonly<Record<string, unknown>>
}

const note = ({ db }: Playing, connectionId: string, { change, actor, action, detail }: Noted): Promise<void> =>
  db.transaction(async client => {
    if (!(await changeNotes(client, connectionId, change))) throw noSuchStore()
    await recordChange(client, actor, { action, target: connectionId, detail })
  })

const noSuchStore = () => new Problem('not_found', 'There is no such practice store.')
