import type { Suggestion } from './checks.ts'
import type { Context } from './context.ts'
import type { Fields, Values } from './fields.ts'

/**
 * Consent on a page of the system itself: OAuth 2, authorisation code. A person goes there from the form, allows it, and
 * comes back with a code that is good for values of the form, which they need not look up.
 *
 * What is filled in passes through the browser, so none of it is secret. Where consent ends in a secret (a refresh token), that
 * stays here: the connection that is saved finds it in `context.shared`.
 */
export interface Authorization<F extends Fields = Fields> {
  /** On the button: *Connect with Fortnox*. */
  readonly label: string
  /** The fields that must be filled in before. `given` holds these and no others. */
  readonly needs: ReadonlyArray<keyof F & string>
  /** The fields that it fills in. */
  readonly fills: ReadonlyArray<keyof F & string>
  /** Those of `needs` that the system knows the app by: the operator may lend one app to all connections. */
  readonly app?: AuthorizationApp<F>
  /** Where the browser goes. `state` and `redirectUri` must be brought along unchanged. Pure. */
  readonly url: (given: Values<F>, asked: AuthorizationAsked) => string
  /**
   * Exchanges the code for values of the fields in `fills`, and for what is kept here. Called once for a code.
   * @throws ConnectorError; its `field` is one of the form’s
   */
  readonly finish: (given: Values<F>, code: AuthorizationCode, context: Context) => Promise<AuthorizationGranted>
  /** When what `context.shared` keeps can be renewed by nobody any more, unless it is used before; null: never. Pure. */
  readonly endsAt?: (shared: string) => Date | null
  /** What the system's own refusal means (`error` and `error_description` of the callback), where more is known than that. */
  readonly refused?: (error: string, description: string | undefined) => AuthorizationRefusal | undefined
}

export interface AuthorizationApp<F extends Fields = Fields> {
  readonly id: keyof F & string
  readonly secret: keyof F & string
  /** The address that both are sent to. What the operator lends goes to one address only, whatever somebody types. */
  readonly at: keyof F & string
}

export interface AuthorizationAsked {
  readonly redirectUri: string
  readonly state: string
  /** Of PKCE, method S256; for systems that take one. */
  readonly codeChallenge: string
}

export interface AuthorizationCode {
  readonly code: string
  /** As it was in `url`, to the letter. */
  readonly redirectUri: string
  /** What `codeChallenge` was made of. */
  readonly codeVerifier: string
}

export interface AuthorizationGranted {
  readonly fields: Readonly<Record<string, string>>
  /** What `context.shared` begins with, from verification on. */
  readonly shared?: string
}

/** In plain words. */
export interface AuthorizationRefusal {
  readonly message: string
  readonly remedy: string
  readonly field?: string
  /** With this value of another field consent can be asked for again. */
  readonly suggestion?: Suggestion
}
