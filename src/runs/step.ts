import type { PoolClient } from 'pg'
import { appendEvents, type Change } from '../events/outbox.ts'
import { CancelledError } from '../sdk/index.ts'
import { currentSpan } from '../trace.ts'
import { type Asked, addAsked, askedValues } from './asked.ts'
import { holdCheckpoint } from './checkpoint.ts'
import type { RunContext } from './context.ts'
import type { Mark } from './window.ts'

/** What one step got done. */
export interface Progress {
  readonly changes: readonly Change[]
  readonly pages?: number
  /** Records, stored or set aside. What is no record (a checkout draft) and what a page shows twice is not counted. */
  readonly read?: number
  readonly unchanged?: number
  readonly rejected?: number
  /** Records left in the window, where it can be told. */
  readonly remaining?: number | undefined
}

/**
 * One transaction of a run: the checkpoint is held, `work` writes, the run's counters move, the events are told, and all
 * of it commits together or not at all.
 * @throws SupersededError when another run or process has taken over; CancelledError after a commit that found the wish.
 */
export async function commitStep(
  context: RunContext,
  work: (client: PoolClient, mark: Mark | null) => Promise<Progress>,
): Promise<void> {
  const asked = context.asked.unwritten
  const cancelled = await context.db.transaction(async client => {
    const mark = await holdCheckpoint(client, context)
    const progress = await work(client, mark)
    noteProgress(progress)
    const wish = await countProgress(client, context, { ...progress, asked })
    await appendEvents(client, progress.changes)
    return wish
  })
  context.asked.noteWritten(asked)
  if (cancelled) throw new CancelledError()
}

function noteProgress({ read = 0, rejected = 0, changes }: Progress): void {
  currentSpan()?.note({
    'koppla.records.read': read,
    'koppla.records.stored': changes.length,
    'koppla.records.rejected': rejected,
  })
}

async function countProgress(
  client: PoolClient,
  { run }: RunContext,
  progress: Progress & { asked: Asked },
): Promise<boolean> {
  const count = (...names: string[]) => progress.changes.filter(one => names.includes(one.change)).length
  const { rows } = await client.query<{ cancelled: boolean }>(
    `UPDATE runs SET pages = pages + $2, read = read + $3, created = created + $4, updated = updated + $5,
       deleted = deleted + $6, unchanged = unchanged + $7, rejected = rejected + $8, remaining = coalesce($9::int, remaining),
       progressed_at = now(), ${addAsked(10)}
     WHERE id = $1 RETURNING cancel_requested_at IS NOT NULL AS cancelled`,
    [
      run.id,
      progress.pages ?? 0,
      progress.read ?? 0,
      count('created'),
      count('updated', 'restored'),
      count('deleted'),
      progress.unchanged ?? 0,
      progress.rejected ?? 0,
      progress.remaining ?? null,
      ...askedValues(progress.asked),
    ],
  )
  return rows[0]!.cancelled
}
