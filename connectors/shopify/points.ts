import { z } from 'zod'

/** What Shopify tells of its points with every answer. */
export const Cost = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
})
export type Cost = z.output<typeof Cost>

/** As many requests may be under way at once; the next one of each must find its points. */
export const concurrency = 2

/** So many requests are remembered. */
export const remembered = 20

/** Keeps in mind what the dearest request of late cost. */
export interface Points {
  /** How long to wait before anything else is asked, so that nothing finds too few points. */
  readonly waitMs: (cost: Cost) => number
}

/**
 * A query runs only when all that it may cost is there, so there must always be enough for the dearest one that is asked,
 * once for each that may start. That costs no time: points come back as fast from a low level as from a high one.
 */
export function createPoints(): Points {
  const late: number[] = []
  return {
    waitMs: ({ requestedQueryCost, throttleStatus: { maximumAvailable, currentlyAvailable, restoreRate } }) => {
      late.push(requestedQueryCost)
      if (late.length > remembered) late.shift()
      const wanted = Math.min(Math.max(...late) * concurrency, maximumAvailable)
      return Math.max(0, Math.ceil(((wanted - currentlyAvailable) / restoreRate) * 1_000))
    },
  }
}

/** Whatever the shop’s plan is. */
const mostOfOne = 1_000

/** As many rows as one request may ask for, judged by what it cost with so many; one row more costs no more than one before. */
export function rowsThatFit({ requestedQueryCost, throttleStatus: { maximumAvailable } }: Cost, rows: number): number {
  const most = Math.min(mostOfOne, maximumAvailable / concurrency)
  return Math.max(1, Math.floor((rows * most) / Math.max(1, requestedQueryCost)))
}
