// Engines that lose sight of what they have read, and when.
import type { Mutant } from './mutant.ts'

export const windows: readonly Mutant[] = [
  {
    name: 'the watermark is the time after the run',
    caughtBy: { seed: 209, edits: 15, theme: 'lateness' },
    file: 'src/runs/import.ts',
    edits: [
      [
        'await moveWatermark(client, context.held, markAfter(window, mark))\n      await dropWindow',
        `const late = context.now()
      const after = { ...window, ourTime: late, until: new Date(late.getTime() + window.clockDifferenceMs) }
      await moveWatermark(client, context.held, markAfter(after, mark))
      await dropWindow`,
      ],
    ],
  },
  {
    name: 'no overlap of windows',
    caughtBy: { seed: 200, edits: 15, theme: 'lateness' },
    file: 'src/runs/window.ts',
    edits: [['overlapSeconds = 300', 'overlapSeconds = 0']],
  },
  // By itself an exclusive bound costs a second of an overlap of five minutes: nothing that happens is lost by it.
  {
    name: 'the lower bound is exclusive, and there is no overlap',
    caughtBy: { seed: 200, edits: 15, theme: 'lateness' },
    file: 'src/runs/window.ts',
    edits: [['- overlapSeconds * 1_000', '+ 1_000']],
  },
  {
    name: 'a clock set back is believed',
    caughtBy: { seed: 205, edits: 15, theme: 'clocks' },
    file: 'src/runs/window.ts',
    edits: [['Math.min(mark.watermark.getTime(), today)', 'mark.watermark.getTime()']],
  },
  {
    name: 'a window is closed at its first page',
    caughtBy: { seed: 209, edits: 15, theme: 'halves' },
    file: 'src/runs/import.ts',
    edits: [
      [
        'if (page.next !== null) await moveWindow(client, window.id, page.next)',
        'if (page.next !== null && window.position !== null) await moveWindow(client, window.id, page.next)',
      ],
    ],
  },
  {
    name: 'a resumed window is given bounds up to now',
    caughtBy: { seed: 209, edits: 15, theme: 'halves' },
    file: 'src/runs/enter.ts',
    edits: [
      [
        'const window = resumed ? left :',
        'const window = resumed ? { ...left, ourTime: context.now(), until: new Date(context.now().getTime() + left.clockDifferenceMs) } :',
      ],
    ],
  },
  {
    name: 'the position is moved before the records are written',
    caughtBy: { seed: 209, edits: 15, theme: 'writing' },
    file: 'src/runs/import.ts',
    edits: [
      [
        'await commitStep(context, async (client, mark) => {\n    const stored',
        `await context.db.transaction(async first => {
    if (page.next !== null) await moveWindow(first, window.id, page.next)
  })
  await commitStep(context, async (client, mark) => {
    const stored`,
      ],
    ],
  },
  {
    name: 'a page that could not be written is passed over',
    caughtBy: { seed: 236, edits: 15, theme: 'writing' },
    file: 'src/runs/walk.ts',
    edits: [
      [
        'context.abort.abort(error)\n      throw error',
        'if (/Superseded|Cancelled/.test((error as Error).name)) throw error',
      ],
    ],
  },
  {
    name: 'a run that broke off is a success',
    caughtBy: { seed: 206, edits: 15, theme: 'halves' },
    file: 'src/runs/problems.ts',
    edits: [
      [
        `if (error instanceof InterruptedError) return { state: 'waiting', problem: interrupted, againAfterMs: 0 }`,
        `if (error instanceof InterruptedError) return { state: 'succeeded', problem: null }`,
      ],
    ],
  },
]
