import { type Database, wholeOf } from '../db.ts'
import type { RateLimit } from '../sdk/index.ts'
import { createLimiter, type Limiter } from '../sdk/rate-limit.ts'
import { SharedBudget } from './budget.ts'

interface Limits {
  readonly limiterOf: (connectionId: string, rate: RateLimit) => Limiter
  readonly close?: () => Promise<void>
}

const limits = new WeakMap<Database, Limits>()

/**
 * The one limiter of a connection in this process: its runs, verifications and lookups keep one pace together, and all
 * processes on the same database keep one budget.
 */
export function limiterOf(seen: Database, connectionId: string, rate: RateLimit): Limiter {
  const db = wholeOf(seen)
  const known = limits.get(db) ?? (db.embedded ? openOwnLimits() : openSharedLimits(db))
  limits.set(db, known)
  return known.limiterOf(connectionId, rate)
}

/** Before the database is closed: others may have at once what this process does not use any more. */
export async function closeLimits(db: Database): Promise<void> {
  await limits.get(db)?.close?.()
}

/** The embedded database has no other process. */
function openOwnLimits(): Limits {
  const own = new Map<string, Limiter>()
  return {
    limiterOf: (connectionId, rate) => {
      const limiter = own.get(connectionId) ?? createLimiter(rate)
      own.set(connectionId, limiter)
      return limiter
    },
  }
}

function openSharedLimits(db: Database): Limits {
  const budget = new SharedBudget(db)
  return { limiterOf: (id, rate) => budget.limiterOf(id, rate), close: () => budget.close() }
}
