/** Numbers that look random and are the same for the same seed. */
export interface Dice {
  /** From 0, less than 1. */
  readonly next: () => number
  /** A whole number from 0, less than `below`. */
  readonly roll: (below: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
}

export function rollDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const roll = (below: number) => Math.floor(next() * below)
  return { next, roll, chance: share => next() < share, pick: items => items[roll(items.length)]! }
}

/** One of them, by a number from 0 to 1 that was drawn before it was known how many there are. */
export const pickBy = <T>(items: readonly T[], at: number): T | undefined => items[Math.floor(at * items.length)]
