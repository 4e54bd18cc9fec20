import type { Log } from '../log.ts'
import type { Answered } from './sign-in.ts'

/**
 * Says in the log that somebody was refused: each time, and once when an address is held. What was typed is not told: a
 * password is soon typed where the e-mail belongs.
 */
export function createRefusalLog(log: Log): (address: string, path: string, answered: Answered) => void {
  const heldUntil = new Map<string, number>()
  return (address, path, { status, retryAfterS = 60 }) => {
    if (status < 400 || status >= 500) return
    if (status !== 429) return log.warn({ address, at: path }, 'a password or a code for signing in was refused')
    const now = Date.now()
    for (const [one, until] of heldUntil) if (until <= now) heldUntil.delete(one)
    if (heldUntil.has(address)) return
    heldUntil.set(address, now + retryAfterS * 1_000)
    log.warn({ address }, 'too many attempts to sign in came from one address: it is told to wait')
  }
}
