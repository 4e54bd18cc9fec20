import type { Stretch } from '../walk.ts'

/**
 * Completes each stretch (credit memos, children …) while the next one is being read, so that what hangs on records costs
 * no time of its own as long as it takes no longer. The order is kept, and an error waits for its turn.
 */
export async function* completeAhead<Done>(
  stretches: AsyncGenerator<Stretch>,
  complete: (rows: readonly unknown[]) => Promise<Done>,
): AsyncGenerator<Done & Omit<Stretch, 'rows'>> {
  let upcoming = stretches.next()
  for (;;) {
    const stretch = await upcoming
    if (stretch.done) return
    const { rows, ...rest } = stretch.value
    const completed = complete(rows)
    upcoming = stretches.next()
    upcoming.catch(() => undefined)
    yield { ...rest, ...(await completed) }
  }
}
