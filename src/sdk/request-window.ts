/** What was sent in the last span of time, counted until it is certain that the store counts it no more. */
export interface RequestWindow {
  readonly begin: () => void
  readonly end: (now: number) => void
  /** How many count now. */
  readonly used: (now: number) => number
  /** How long until one more may be sent so that no span holds more than `most`; infinite while that is not known. */
  readonly waitMs: (now: number, most: number) => number
}

/**
 * A request reaches the store at some moment between its start and its end, so it counts from the one and for a span
 * after the other: the store never sees more, however long requests are on their way.
 */
export function createRequestWindow(spanMs: number): RequestWindow {
  const ended: number[] = []
  let underWay = 0
  const forget = (now: number) => {
    while (ended.length > 0 && ended[0]! + spanMs <= now) ended.shift()
  }
  const used = (now: number) => {
    forget(now)
    return underWay + ended.length
  }
  return {
    used,
    begin: () => void underWay++,
    end: now => {
      underWay--
      ended.push(now)
    },
    waitMs: (now, most) => {
      const tooMany = used(now) + 1 - most
      if (tooMany <= 0) return 0
      const last = ended[tooMany - 1]
      return last === undefined ? Number.POSITIVE_INFINITY : last + spanMs - now
    },
  }
}
