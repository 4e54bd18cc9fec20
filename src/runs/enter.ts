import { startOfDay } from '../connections/order-start.ts'
import { holdCheckpoint } from './checkpoint.ts'
import type { Clocks } from './clock.ts'
import { readClocks } from './clock.ts'
import type { RunContext } from './context.ts'
import { addNotice } from './notices.ts'
import { createdFromOf, laterMark, type Mark, nextSince, toMark } from './window.ts'
import { loadWindow, type NewWindow, type OpenWindow, openWindow } from './windows.ts'

export interface Entered {
  readonly window: OpenWindow
  readonly resumed: boolean
}

/** The window that this run is to read: the one left open, with its bounds as they are, or a new one up to now. */
export async function enterWindow(context: RunContext): Promise<Entered> {
  const { db, held, run } = context
  const { mark, left } = await db.transaction(async client => {
    const mark = await holdCheckpoint(client, context)
    return { mark, left: await loadWindow(client, held, run.kind) }
  })
  const resumed = left !== null && resumes(context, left)
  const window = resumed ? left : await openNew(context, mark, left)
  await db.pool.query('UPDATE runs SET since = $2, until = $3 WHERE id = $1', [run.id, window.since, window.until])
  return { window, resumed }
}

/** True when what the window does not show may be deleted: its ids are marked as they are seen. */
export function marksSeen({ source, run }: RunContext): boolean {
  return run.kind === 'reconcile' || (!source.incremental && run.kind !== 'backfill')
}

/** The watermark once the window is complete. */
export function markAfter(window: OpenWindow, mark: Mark | null): Mark | null {
  if (window.purpose === 'incremental') return toMark(window)
  return window.purpose === 'full' || window.purpose === 'from_date' ? laterMark(mark, window) : mark
}

/** A half-read incremental window is anyone's to finish. All others belong to the run that opened them. */
function resumes(context: RunContext, left: OpenWindow): boolean {
  return left.runId === context.run.id || (context.run.kind === 'incremental' && !marksSeen(context))
}

async function openNew(context: RunContext, mark: Mark | null, left: OpenWindow | null): Promise<OpenWindow> {
  const { db, held, opened, now } = context
  const clocks = await readClocks({ ...opened, now }, mark?.clockDifferenceMs ?? null)
  if (!clocks.told)
    await addNotice(
      context,
      'The store did not tell its time, so our own clock was used. A cache before the store may be why.',
    )
  const planned = planWindow(context, { mark, clocks, left })
  return db.transaction(async client => {
    await holdCheckpoint(client, context)
    return openWindow(client, held, planned)
  })
}

interface Known {
  readonly mark: Mark | null
  readonly clocks: Clocks
  readonly left: OpenWindow | null
}

function planWindow({ run, source, opened }: RunContext, { mark, clocks, left }: Known): NewWindow {
  const { orderStart, facts } = opened.connection
  return {
    purpose: run.kind,
    since: since(),
    until: clocks.storeTime,
    createdFrom: source.startsAtOrderStart ? createdFrom() : null,
    createdBefore: run.kind === 'backfill' ? backfillEnd(run.toDate, left) : null,
    ourTime: clocks.ourTime,
    clockDifferenceMs: clocks.differenceMs,
    runId: run.id,
  }

  function createdFrom(): Date {
    const reachDays = source.reachDays?.(facts) ?? null
    const isReconcile = run.kind === 'reconcile'
    return createdFromOf(startOfDay(orderStart, facts.timeZone), { ...clocks, reachDays, isReconcile })
  }

  function since(): Date | null {
    if (!source.incremental) return null
    if (run.kind === 'from_date') return run.fromDate
    return run.kind === 'incremental' ? nextSince(mark, clocks, source.overlapSeconds) : null
  }
}

/** No less than a backfill before this one that was not completed. Null: no end. */
function backfillEnd(toDate: Date | null, left: OpenWindow | null): Date | null {
  if (toDate === null || left === null) return toDate
  return left.createdBefore === null || left.createdBefore > toDate ? left.createdBefore : toDate
}
