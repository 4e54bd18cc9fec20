import { ConnectorError } from '../errors.ts'
import type { HttpAnswer, HttpRequest } from '../http-types.ts'
import { follow } from './follow.ts'
import { isRetried, retryAfterMsOf } from './statuses.ts'
import { tellWait, type Wire } from './wire.ts'

const longestWaitMs = 60_000

/** Retries what may be repeated. A POST is repeated only when it says itself how often. */
export async function send(wire: Wire, request: HttpRequest): Promise<HttpAnswer> {
  const attempts = request.attempts ?? (request.method === 'POST' ? 1 : wire.attempts)
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= attempts
    try {
      const answer = await follow(wire, request)
      if (last || !isRetried(answer.status)) return answer
      await waitAsTold(wire, retryAfterMsOf(answer, new Date()), attempt)
    } catch (error) {
      if (last || !isDropped(error)) throw error
      await backOff(wire, attempt)
    }
  }
}

const isDropped = (error: unknown): boolean =>
  error instanceof ConnectorError && error.kind === 'transient' && !error.code?.startsWith('tls')

/** What `Retry-After` says holds for every request of the connection: they all wait in the limiter. */
async function waitAsTold(wire: Wire, toldMs: number | undefined, attempt: number): Promise<void> {
  if (toldMs === undefined) await backOff(wire, attempt)
  else wire.limiter.pause(Math.min(toldMs, longestWaitMs))
}

/** Half a second, one, two … and up to as much again by chance, so that many clients do not come back as one. */
async function backOff(wire: Wire, attempt: number): Promise<void> {
  const ms = Math.min(500 * 2 ** (attempt - 1) * (1 + wire.random()), longestWaitMs)
  await tellWait(wire, () => wire.timer.wait(ms, wire.signal))
}
