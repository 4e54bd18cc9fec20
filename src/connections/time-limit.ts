import type { Log } from '../log.ts'
import { type AnyConnector, type CheckResult, ConnectorError } from '../sdk/index.ts'

type AnyCheck = AnyConnector['checks'][number]
type AnySession = Parameters<AnyCheck['run']>[0]

export interface Limits {
  /** The person has left. */
  readonly left: AbortSignal
  /** The time for all checks together is up. */
  readonly timeUp: AbortSignal
  readonly log: Log
}

/**
 * The check as it may be run: one that hangs ends with the time, and one that fails in an unforeseen way is a failed
 * check and not a failed verification. When the person has left, the reason of that is thrown.
 */
export function limitCheck(check: AnyCheck, limits: Limits): AnyCheck {
  return { ...check, run: session => runLimited(check, session, limits) }
}

async function runLimited(check: AnyCheck, session: AnySession, limits: Limits): Promise<CheckResult> {
  const { left, timeUp, log } = limits
  left.throwIfAborted()
  if (timeUp.aborted) return { status: 'skipped', because: 'The time for checking was up before it.' }
  try {
    return await Promise.race([check.run(session), abortOf(left), abortOf(timeUp)])
  } catch (error) {
    left.throwIfAborted()
    if (timeUp.aborted) return tookTooLong(check)
    if (error instanceof ConnectorError) throw error
    log.error({ err: error, check: check.id }, 'a check failed in an unforeseen way')
    return unforeseen
  }
}

const abortOf = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

const tookTooLong = ({ field }: AnyCheck): CheckResult => ({
  status: 'failed',
  diagnosis: 'The store was still not done answering when the time for checking was up.',
  remedy: 'Verify again at a quiet hour. If it stays slow, ask whoever hosts the store why its API takes so long.',
  ...(field !== undefined && { field }),
})

const unforeseen: CheckResult = {
  status: 'failed',
  diagnosis: 'Koppla made a mistake of its own in this check; nothing is said about the store.',
  remedy: 'Verify again. If it happens again, tell the operator: the log says what happened.',
}
