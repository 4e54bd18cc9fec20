import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import type { SsoRefusal } from '../api/session.ts'

/** Why single sign-on let nobody in. The code is told to the person, the message to the operator's log. */
export class SsoError extends Error {
  override readonly name = 'SsoError'
  readonly code: SsoRefusal

  constructor(code: SsoRefusal, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The provider's own words for no. */
const answers: Readonly<Record<string, SsoRefusal>> = { access_denied: 'cancelled', invalid_grant: 'expired' }

/** The library's. */
const failures: Readonly<Record<string, SsoRefusal>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'clock',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'misconfigured',
  OAUTH_RESPONSE_IS_NOT_JSON: 'misconfigured',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'misconfigured',
}

/** What the library gave up with, as a refusal; of other kinds than these, `otherwise`. */
export function explain(error: unknown, otherwise: SsoRefusal): SsoError {
  if (error instanceof SsoError) return error
  if (!(error instanceof Error)) return new SsoError(otherwise, String(error))
  const { cause } = error
  if (cause instanceof SsoError) return cause
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return new SsoError(
      answers[error.error] ?? 'misconfigured',
      `The provider refused: ${error.error} ${error.error_description ?? ''}`,
      error,
    )
  const more = cause instanceof Error ? cause.message : cause instanceof Response ? `status ${cause.status}` : ''
  const code = 'code' in error ? failures[String(error.code)] : undefined
  return new SsoError(code ?? otherwise, `The provider’s answer cannot be accepted: ${error.message} (${more})`, error)
}
