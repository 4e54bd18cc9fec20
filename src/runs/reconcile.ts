import { findDiffering, markSeen } from '../records/marks.ts'
import { normalise } from '../records/normalise.ts'
import { storeBatch } from '../records/store.ts'
import { cleanText } from '../records/text.ts'
import type { Mark, Sweep } from '../sdk/index.ts'
import { type RunContext, targetOf } from './context.ts'
import { enterWindow } from './enter.ts'
import { closeSwept, readWindow } from './import.ts'
import { tellMassChange } from './mass-change.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'
import { endSweep } from './sweep-end.ts'
import { walkWindow } from './walk.ts'
import { moveWindow, type OpenWindow, toSdkWindow } from './windows.ts'

const fetchAtOnce = 100

/**
 * Compares all that the store has with all that we have: finds what bumps no modification time, and what is gone. Where
 * the connector cannot sweep, everything is read.
 */
export async function reconcileEntity(context: RunContext): Promise<void> {
  const { window } = await enterWindow(context)
  if (context.source.sweep === undefined) await readWindow(context, window)
  else {
    if (window.sweptAt === null) await sweepWindow(context, window, context.source.sweep)
    await closeSwept(context, window)
  }
  await tellMassChange(context, window)
}

type SweepOf = NonNullable<RunContext['source']['sweep']>

async function sweepWindow(context: RunContext, window: OpenWindow, sweep: SweepOf): Promise<void> {
  const ask = (from: unknown) => sweep(context.opened.client, toSdkWindow(window), from)
  await walkWindow(context, window, { ask, commit: page => commitSweep(context, window, page) })
}

async function commitSweep(context: RunContext, window: OpenWindow, page: Sweep<unknown>): Promise<void> {
  if (page.notice !== undefined) await addNotice(context, page.notice)
  const marks = page.marks.map(cleanMark)
  const differing = await findDiffering(context.db.pool, targetOf(context), marks)
  for (let at = 0; at < differing.length; at += fetchAtOnce)
    await readAgain(context, differing.slice(at, at + fetchAtOnce))
  await commitStep(context, async client => {
    await markSeen(
      client,
      window.id,
      marks.map(one => one.externalId),
    )
    await (page.next === null ? endSweep(client, context, window) : moveWindow(client, window.id, page.next))
    const unchanged = marks.length - differing.length
    const remaining = page.next === null ? 0 : page.remaining
    return { changes: [], pages: 1, read: marks.length, unchanged, remaining }
  })
}

function cleanMark({ externalId, fingerprint }: Mark): Mark {
  return { externalId: cleanText(externalId), fingerprint: cleanText(fingerprint) }
}

async function readAgain(context: RunContext, externalIds: readonly string[]): Promise<void> {
  context.abort.signal.throwIfAborted()
  const raws = await context.source.fetch(context.opened.client, externalIds)
  const batch = normalise(context.entity, context.opened.connection.facts, raws)
  await commitStep(context, async client => {
    const stored = await storeBatch(client, targetOf(context), batch)
    return { changes: stored.changes, unchanged: stored.unchanged, rejected: stored.rejections.length }
  })
}
