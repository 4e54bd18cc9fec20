/** The clock of a practice store: this machine's time, moved by `skewMs`. Its `Date` header and its records follow it. */
export interface PracticeClock {
  readonly now: () => Date
  /** How far it is ahead of this machine; negative: behind. */
  skewMs: number
}

export function createPracticeClock(skewMs = 0): PracticeClock {
  const clock: PracticeClock = { skewMs, now: () => new Date(Date.now() + clock.skewMs) }
  return clock
}

/** Stands still while the records are made, so that their times depend on that instant alone. */
export function createHeldClock(at: Date): PracticeClock & { readonly release: () => void } {
  let held: Date | undefined = at
  return {
    skewMs: 0,
    now: () => held ?? new Date(),
    release: () => {
      held = undefined
    },
  }
}
