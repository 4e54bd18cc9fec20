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
