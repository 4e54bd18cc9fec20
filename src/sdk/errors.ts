/**
 * Every failure a connector can report. The core decides what to do from the kind alone:
 *
 * - auth:       the credential was refused        -> stop, mark the connection, ask a person
 * - permission: the credential lacks a right      -> stop this entity, name the missing right
 * - not_found:  the thing asked for is gone       -> the caller decides (a record: skip it)
 * - invalid:    the other side refused our data   -> reject the record, keep the run
 * - rate_limit: too many requests                 -> wait `retryAfterMs`, same request again
 * - transient:  timeout, 5xx, dropped connection  -> retry with back-off, then fail the run
 * - position:   a stored position has expired     -> restart the window from its beginning
 * - contract:   the answer is not what we parse   -> stop; the remedy says who must look
 */
export const errorKinds = [
  'auth',
  'permission',
  'not_found',
  'invalid',
  'rate_limit',
  'transient',
  'position',
  'contract',
] as const
export type ErrorKind = (typeof errorKinds)[number]

export interface ConnectorErrorOptions {
  /** What the person at the back office should do next. Plain words: no stack trace, no secret. */
  readonly remedy: string
  /** Finer than the kind, stable, for code that must tell cases apart: `dns`, `tls_expired`, `timeout`, `too_large` … */
  readonly code?: string
  /** The form field at fault, where there is one. */
  readonly field?: string
  readonly retryAfterMs?: number
  /** The HTTP status that led here, where there was one. */
  readonly status?: number
  readonly cause?: unknown
}

export class ConnectorError extends Error {
  override readonly name = 'ConnectorError'
  readonly kind: ErrorKind
  readonly remedy: string
  readonly code: string | undefined
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined
  readonly status: number | undefined

  constructor(kind: ErrorKind, message: string, options: ConnectorErrorOptions) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.remedy = options.remedy
    this.code = options.code
    this.field = options.field
    this.retryAfterMs = options.retryAfterMs
    this.status = options.status
  }
}

/** A person ended the run. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
  constructor() {
    super('The run was cancelled.')
  }
}

/**
 * What was asked for, or the ConnectorError that came instead where it is an `expected` one. Any other error is thrown on:
 * it is a mistake of ours, or not for the caller to judge.
 */
export async function attempt<T>(
  asked: Promise<T>,
  expected: (error: ConnectorError) => boolean = () => true,
): Promise<T | ConnectorError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectorError && expected(error)) return error
    throw error
  }
}
