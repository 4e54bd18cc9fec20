/**
 * How processes share what one connection may use: so many slots, so many requests in a span. Pure: each process takes
 * or gives up its own share, and the sum of what all have never exceeds the total.
 */
export interface Share {
  readonly has: number
  readonly wants: number
  /** When its turn began, or its wait if it has nothing. Milliseconds of the database's clock. */
  readonly since: number
}

export interface Asked {
  /** Of what it has, this much may be in use until it asks again. */
  readonly keeps: number
  readonly wants: number
}

export interface Sharing {
  readonly total: number
  /** Of all the others that are alive. */
  readonly others: readonly Share[]
  readonly now: number
}

export interface Taken extends Share {
  /** What it may use from now on: less than it has while it must give something up that is still in use. */
  readonly may: number
}

/** How long one may keep the last it has while another, who has none, waits. */
const turnMs = 1_000

export function takeShare(sharing: Sharing, before: Share | undefined, { keeps, wants }: Asked): Taken {
  const { total, others, now } = sharing
  const mine = before ?? { has: 0, wants: 0, since: now }
  const free = Math.max(0, total - sum(others.map(({ has }) => has)))
  const may = Math.max(0, Math.min(wants, free, entitlement(sharing, mine)))
  // What it has was free for it before; where the total has shrunk since, what is in use is let come to its end.
  const has = Math.max(may, Math.min(keeps, mine.has))
  const goesOn = before !== undefined && mine.has > 0 === has > 0
  return { has, wants, may, since: goesOn ? mine.since : now }
}

/** The most that it may have while others want some too. */
function entitlement({ total, others, now }: Sharing, mine: Share): number {
  const claimants = others.filter(({ wants }) => wants > 0).length + 1
  const fair = Math.max(1, Math.floor(total / claimants))
  const lacking = sum(others.map(({ has, wants }) => Math.max(0, Math.min(wants, fair) - has)))
  if (lacking === 0) return total
  const free = total - sum(others.map(({ has }) => has))
  if (claimants <= total) return Math.max(fair, free - lacking)
  return isTurn({ others, now, free }, mine) ? 1 : 0
}

/** There is not one for each: they take turns. Who has waited longest begins, who has had its turn longest ends. */
function isTurn({ others, now, free }: Omit<Sharing, 'total'> & { free: number }, mine: Share): boolean {
  const waiting = others.filter(({ has, wants }) => has === 0 && wants > 0)
  if (mine.has === 0) return free > waiting.filter(({ since }) => since < mine.since).length
  const older = others.filter(({ has, since }) => has > 0 && since < mine.since)
  const lacking = waiting.length - (free - 1)
  return now - mine.since < turnMs || older.length >= lacking
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
