import type { RateLimit } from '../sdk/index.ts'
import { createLimiter, type Limiter } from '../sdk/rate-limit.ts'

const limiters = new Map<string, Limiter>()

/** The one limiter of a connection in this process: its runs, verifications and lookups keep one pace together. */
export function limiterOf(connectionId: string, rate: RateLimit): Limiter {
  const known = limiters.get(connectionId)
  if (known !== undefined) return known
  const limiter = createLimiter(rate)
  limiters.set(connectionId, limiter)
  return limiter
}
