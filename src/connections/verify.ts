import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { makeStorable } from '../records/text.ts'
import { createHttp } from '../sdk/http.ts'
import { type AnyConnector, type Field, keepAlone, runChecks, type Shared, type StoreFacts } from '../sdk/index.ts'
import { createLimiter, type Limiter } from '../sdk/rate-limit.ts'
import { traceRequest } from '../trace.ts'
import { type Credential, secretsOf } from './credential.ts'
import { type CheckOutcome, toOutcome, unreadableEntities } from './outcome.ts'
import { limitCheck } from './time-limit.ts'

/** What outbound requests may reach and trust. */
export type Network = Pick<Config, 'allowAddresses' | 'ca'>

/** Of a whole configuration, only this goes further. */
export const pickNetwork = ({ allowAddresses, ca }: Network): Network => ({ allowAddresses, ca })

/** What stands behind a green report. */
export interface Verified {
  readonly connector: AnyConnector
  readonly credential: Credential
  readonly facts: StoreFacts
  /** Why an entity cannot be read, by its name. */
  readonly unreadable: Readonly<Record<string, string>>
  readonly report: readonly CheckOutcome[]
}

export interface Verification {
  readonly report: readonly CheckOutcome[]
  /** Absent when a check failed. */
  readonly verified?: Verified
}

export interface Verifying {
  readonly network: Network
  readonly log: Log
  /** For all checks together. Default 60,000. */
  readonly verifyTimeLimitMs?: number
}

export interface VerifyRequest {
  readonly connector: AnyConnector
  readonly credential: Credential
  /** The store that it must be, where there is a connection already. */
  readonly identity?: string
  /** Where the practice store is that this process runs, when it is the one to verify. */
  readonly practiceOrigin?: string | undefined
  /** The pace to keep, where the store is read already. */
  readonly limiter?: Limiter
  /** What the connection shares, when it is its own credential that is verified. */
  readonly shared?: Shared
  readonly signal: AbortSignal
}

/**
 * Runs the connector's checks against values that are stored nowhere. Yields each outcome as it is known.
 * @throws the signal's reason when it is aborted
 */
export async function* verifyCredential(
  { network, log, verifyTimeLimitMs = 60_000 }: Verifying,
  request: VerifyRequest,
): AsyncGenerator<CheckOutcome, Verification> {
  const { connector, credential } = request
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(new Error('The time for checking is up.')), verifyTimeLimitMs)
  const timeUp = clock.signal
  const signal = AbortSignal.any([request.signal, timeUp])
  const secrets = secretsOf(connector, credential)
  const { limiter = createLimiter(connector.rateLimit), practiceOrigin, shared = keepAlone() } = request
  const asking = { practiceOrigin, signal, secrets, attempts: 1, limiter, onRequest: traceRequest }
  const http = createHttp({ ...pickNetwork(network), ...asking })
  const context = { http, log, signal, now: () => new Date(), shared }
  const checks = connector.checks.map(check => limitCheck(check, { left: request.signal, timeUp, log }))
  const report: CheckOutcome[] = []
  let found: object = {}
  try {
    const open = (facts: object) => connector.client(credential, facts, context)
    for await (const one of runChecks({ checks, values: credential, context, open })) {
      if ('found' in one.result) found = { ...found, ...one.result.found }
      const outcome = makeStorable(toOutcome(one, http.redact))
      report.push(outcome)
      yield outcome
    }
  } finally {
    clearTimeout(timer)
    http.close()
  }
  if (report.some(({ result }) => result.status === 'failed')) return { report }
  const last = judgeFacts(request, found, log)
  if ('facts' in last) {
    return { report, verified: { ...last, connector, credential, report, unreadable: unreadableEntities(report) } }
  }
  report.push(last.outcome)
  yield last.outcome
  return { report }
}

/** For who does not want to be told of each check. */
export async function finishChecks(checks: AsyncGenerator<CheckOutcome, Verification>): Promise<Verification> {
  for (;;) {
    const { done, value } = await checks.next()
    if (done) return value
  }
}

/** Every check passed: what they found must be whole, and of the right store. */
function judgeFacts(
  { connector, identity }: VerifyRequest,
  found: object,
  log: Log,
): { facts: StoreFacts } | { outcome: CheckOutcome } {
  const parsed = connector.facts.safeParse(found)
  if (!parsed.success) {
    log.error({ err: parsed.error, system: connector.id }, 'the checks passed without finding all facts')
    return { outcome: incomplete }
  }
  const facts: StoreFacts = makeStorable(parsed.data)
  return identity === undefined || facts.identity === identity ? { facts } : { outcome: otherStore(connector, facts) }
}

const incomplete: CheckOutcome = {
  id: 'facts.complete',
  title: 'The store told what must be known of it',
  durationMs: 0,
  result: {
    status: 'failed',
    diagnosis: 'The checks passed, but the store did not tell all that must be known of it.',
    remedy: 'Verify again. If it happens again, tell the operator: the log says what was missing.',
  },
}

/** The input to look at where none is more to blame: a connector's first. */
const fieldOf = (fields: AnyConnector['fields']) => {
  const [field] = Object.keys(fields)
  return field === undefined ? {} : { field }
}

/** What of a store is read belongs to its identity. */
const sameParts = (fields: AnyConnector['fields']): string[] =>
  Object.values<Field>(fields)
    .filter(({ parts }) => parts)
    .map(({ label }) => `If it is the same store, give the same ${label} as before: it cannot be another.`)

const otherStore = ({ fields }: AnyConnector, facts: StoreFacts): CheckOutcome => ({
  id: 'facts.same_store',
  title: 'It is the store of this connection',
  durationMs: 0,
  result: {
    status: 'failed',
    diagnosis: `This credential opens ${facts.name} (${facts.url}), which is not the store of this connection.`,
    remedy: [
      'Give a credential of the same store, or create a connection of its own for the other one.',
      ...sameParts(fields),
    ].join(' '),
    ...fieldOf(fields),
  },
})
