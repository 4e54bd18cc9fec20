import { ConnectorError } from '../sdk/index.ts'
import { traceStep } from '../trace.ts'
import { fetchAhead } from './ahead.ts'
import type { RunContext } from './context.ts'
import { tellHidden } from './hidden.ts'
import { addNotice } from './notices.ts'
import { commitStep } from './step.ts'
import { moveWindow, type OpenWindow } from './windows.ts'

interface Walked {
  readonly next: unknown
  readonly hidden?: number | undefined
}

/** How the pages of a window are asked for, and what is done with each. */
export interface Walk<P extends Walked> {
  readonly ask: (from: unknown) => AsyncGenerator<P>
  /** Stores the page with its `next`. */
  readonly commit: (page: P) => Promise<void>
}

const mostRestarts = 3

/**
 * Takes the pages of a window one after the other from where it stands, one fetched ahead. A position that is no longer
 * good for anything makes it start over.
 * @throws ConnectorError
 */
export async function walkWindow<P extends Walked>(
  context: RunContext,
  window: OpenWindow,
  walk: Walk<P>,
): Promise<void> {
  let from = readPosition(context, window)
  if (from === null && window.position !== null) await startOver(context, window)
  for (let restarts = 0; ; restarts++) {
    const moved = { on: from !== null }
    try {
      return await walkPages(context, walk, { from, moved })
    } catch (error) {
      const stale = error instanceof ConnectorError && error.kind === 'position'
      if (!stale || !moved.on || restarts === mostRestarts) throw error
      await startOver(context, window)
      from = null
    }
  }
}

interface Start {
  readonly from: unknown
  /** Set once a position beyond the beginning is stored. */
  readonly moved: { on: boolean }
}

async function walkPages<P extends Walked>(context: RunContext, walk: Walk<P>, { from, moved }: Start): Promise<void> {
  const { signal } = context.abort
  let hidden = 0
  for await (const page of fetchAhead(walk.ask(from))) {
    signal.throwIfAborted()
    hidden += page.hidden ?? 0
    try {
      await traceStep('page', () => walk.commit(page))
    } catch (error) {
      context.abort.abort(error)
      throw error
    }
    if (page.next === null) return await tellHidden(context, hidden)
    moved.on = true
  }
  signal.throwIfAborted()
  throw new ConnectorError(
    'contract',
    `${context.opened.connector.name} ended before the last page of ${context.entity.name}.`,
    {
      remedy: 'This is a fault of the connector. Please report it; what was read so far is stored.',
      code: 'unfinished',
    },
  )
}

function readPosition({ source }: RunContext, { position }: OpenWindow): unknown {
  if (position === null) return null
  const parsed = source.position.safeParse(position)
  return parsed.success ? parsed.data : null
}

async function startOver(context: RunContext, window: OpenWindow): Promise<void> {
  await commitStep(context, async client => {
    await moveWindow(client, window.id, null)
    return { changes: [] }
  })
  await addNotice(context, 'The place where the last page ended could not be found again, so the reading started over.')
}
