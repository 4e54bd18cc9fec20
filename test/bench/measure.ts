/** One promise of the product, measured: `ratio` of what we take to the floor beside it, both from the same run. */
export interface Figure {
  readonly name: string
  readonly database: 'embedded' | 'PostgreSQL' | 'none'
  readonly ours: number
  readonly floor: number
  readonly unit: string
  readonly ratio: number
  /** What the ratio must not exceed, or must reach where the promise is `at least`. Null: told, not promised. */
  readonly limit: number | null
  readonly atLeast?: boolean
  readonly note?: string
}

export const figure = (given: Omit<Figure, 'ratio'>): Figure => ({ ...given, ratio: given.ours / given.floor })

export const holds = ({ ratio, limit, atLeast }: Figure): boolean =>
  limit === null || (atLeast === true ? ratio >= limit : ratio <= limit)

export async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const warmUps = 15

/**
 * The median of several times, after some that warm up: one slow answer of the machine must not decide, nor which of two
 * was measured first. What `before` does is not counted.
 */
export async function medianMs(
  times: number,
  work: () => Promise<unknown>,
  before: () => Promise<unknown> = async () => {},
): Promise<number> {
  const all: number[] = []
  for (let turn = -warmUps; turn < times; turn++) {
    await before()
    const tookMs = await timeMs(work)
    if (turn >= 0) all.push(tookMs)
  }
  return medianOf(all)
}

export const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
