import type { Timer } from '../timer.ts'

/** A timer that passes time by itself, so that nobody waits, and notes how long it was asked to. */
export interface QuickTimer extends Timer {
  readonly waits: number[]
  readonly pass: (ms: number) => void
}

export function createQuickTimer(): QuickTimer {
  let now = 0
  const waits: number[] = []
  const pass = (ms: number) => {
    now += ms
  }
  const wait = async (ms: number, signal?: AbortSignal) => {
    await new Promise(setImmediate)
    signal?.throwIfAborted()
    waits.push(ms)
    pass(ms)
  }
  return { waits, pass, wait, now: () => now }
}
