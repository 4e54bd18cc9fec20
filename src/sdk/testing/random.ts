/** 32 bits out of any numbers and texts: the same input gives the same number on every machine. */
export function hash(...parts: readonly (number | string)[]): number {
  let h = 2166136261
  for (const part of parts) {
    if (typeof part === 'number') {
      h = Math.imul(h ^ (part | 0), 16777619)
      h ^= h >>> 15
    } else for (let i = 0; i < part.length; i++) h = Math.imul(h ^ part.charCodeAt(i), 16777619)
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507)
  h = Math.imul(h ^ (h >>> 13), 3266489909)
  return (h ^ (h >>> 16)) >>> 0
}

export interface Dice {
  /** 0 ≤ n < sides */
  readonly roll: (sides: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

/** A run of numbers that depends on the seed alone, so that a record can be made again whenever it is asked for. */
export function takeDice(...seed: readonly (number | string)[]): Dice {
  let a = hash(...seed)
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const roll = (sides: number) => Math.floor(next() * sides)
  return { roll, chance: share => next() < share, pick: from => from[roll(from.length)]! }
}

export function hex(length: number, ...seed: readonly (number | string)[]): string {
  let text = ''
  for (let i = 0; text.length < length; i++)
    text += hash(i, ...seed)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, length)
}
