import { markDeleted, markLeftOut } from '../records/deletions.ts'
import { markSeen } from '../records/marks.ts'
import { type Batch, normaliseInTurns } from '../records/normalise.ts'
import { supersedeRejections } from '../records/rejections.ts'
import { storeBatch } from '../records/store.ts'
import { cleanText } from '../records/text.ts'
import type { Page } from '../sdk/index.ts'
import { fetchAhead } from './ahead.ts'
import { moveWatermark } from './checkpoint.ts'
import { noteClosed, noteCounts } from './closed.ts'
import { type RunContext, targetOf } from './context.ts'
import { enterWindow, markAfter, marksSeen } from './enter.ts'
import { judgeGone } from './gone.ts'
import { tellMassEdit } from './mass-change.ts'
import { deleteUnseen } from './missing.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'
import { endSweep } from './sweep-end.ts'
import { walkWindow } from './walk.ts'
import { dropWindow, moveWindow, type OpenWindow, toSdkWindow } from './windows.ts'

/**
 * Reads one entity. A window that was left half read is finished first, as it was; the run that closes it goes straight
 * on with a new one, so that after a run everything up to its start is stored.
 */
export async function importEntity(context: RunContext): Promise<void> {
  for (;;) {
    const { window, resumed } = await enterWindow(context)
    await readWindow(context, window)
    await tellMassEdit(context)
    if (!resumed || window.purpose !== 'incremental' || isFresh(context, window)) return
  }
}

/** Opened by this very run a moment ago: what came since is the next run's, or one that often breaks off would never end. */
function isFresh({ run, now }: RunContext, window: OpenWindow): boolean {
  return window.runId === run.id && now().getTime() - window.openedAt.getTime() < 300_000
}

/** Reads a window to its end and closes it. Where ids are marked, what was not seen is then deleted. */
export async function readWindow(context: RunContext, window: OpenWindow): Promise<void> {
  const { source, opened } = context
  if (window.sweptAt === null) {
    const ask = (from: unknown) => readBatches(context, source.pages(opened.client, toSdkWindow(window), from))
    await walkWindow(context, window, { ask, commit: read => commitPage(context, window, read) })
  }
  if (marksSeen(context)) await closeSwept(context, window)
}

export async function closeSwept(context: RunContext, window: OpenWindow): Promise<void> {
  await deleteUnseen(context, window)
  await commitStep(context, async (client, mark) => {
    await noteCounts(client, context, window)
    await moveWatermark(client, context.held, markAfter(window, mark))
    await dropWindow(client, context.held, window.purpose)
    await noteClosed(client, context, window)
    return { changes: [] }
  })
}

interface Read {
  readonly page: Page<unknown>
  readonly batch: Batch
  readonly next: unknown
  readonly hidden: number | undefined
}

/**
 * Normalised as they are read, so that the page ahead is ready when the last one is committed. The one after it is asked
 * for before, and gets on its way: a slow store is never kept waiting for us.
 */
async function* readBatches(
  { entity, opened }: RunContext,
  pages: AsyncGenerator<Page<unknown>>,
): AsyncGenerator<Read> {
  for await (const page of fetchAhead(pages)) {
    const batch = await normaliseInTurns(entity, opened.connection.facts, page.records)
    yield { page, batch, ...placeOf(page) }
  }
}

const placeOf = ({ next, hidden }: Page<unknown>) => ({ next, hidden })

/** Parents of which all records were read. One that could not be read was set aside under its own id. */
function wholeAgain({ rejections }: Batch, parents: readonly string[]): readonly string[] {
  const rejected = new Set(rejections.map(one => one.externalId))
  return parents.filter(id => !rejected.has(id))
}

/** One page: its records, rejections, events, the counters and the position that comes after it, or nothing at all. */
async function commitPage(context: RunContext, window: OpenWindow, { page, batch }: Read): Promise<void> {
  if (page.notice !== undefined) await addNotice(context, page.notice)
  const target = targetOf(context)
  const seen = [...batch.records, ...batch.rejections].map(one => one.externalId)
  const externalIds = seen.filter(id => id !== null)
  const gone = await judgeGone(context, page.gone ?? [])
  await commitStep(context, async (client, mark) => {
    const stored = await storeBatch(client, target, batch)
    // A record that does not tell its id may be any of those we have.
    const parents = externalIds.length === seen.length ? (page.wholeParents ?? []).map(cleanText) : []
    const leftOut = await markLeftOut(client, target, { parents, externalIds })
    await supersedeRejections(client, target, wholeAgain(batch, parents))
    const erased = await markDeleted(client, target, gone)
    await supersedeRejections(client, target, gone)
    if (marksSeen(context)) await markSeen(client, window.id, externalIds)
    if (page.next !== null) await moveWindow(client, window.id, page.next)
    else if (marksSeen(context)) await endSweep(client, context, window)
    else {
      await moveWatermark(client, context.held, markAfter(window, mark))
      await dropWindow(client, context.held, window.purpose)
      await noteClosed(client, context, window)
    }
    return {
      changes: [...stored.changes, ...leftOut, ...erased],
      pages: 1,
      read: batch.records.length + batch.rejections.length,
      unchanged: stored.unchanged,
      rejected: stored.rejections.length,
      remaining: page.next === null ? 0 : page.remaining,
    }
  })
}
