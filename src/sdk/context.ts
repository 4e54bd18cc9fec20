import type { Http } from './http-types.ts'

/** What the core lends a connector. There is no other way out: no got, no database, no environment. */
export interface Context {
  readonly http: Http
  readonly log: Log
  /**
   * Ends every request and every wait. Where its reason is a CancelledError, `pages` may on its way out end what it has under way
   * at the store, best effort and within seconds, by requests with a signal of their own. With any other reason
   * somebody goes on with it.
   */
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly shared: Shared
}

/**
 * One small secret text that all processes which work on a connection share, such as a token that was granted for a while. It
 * is stored encrypted, and ends when the credential is replaced. While checks run on values that are stored nowhere, it is
 * theirs alone and forgotten with them.
 */
export interface Shared {
  /** As it was last kept; null: it never was. */
  readonly read: () => Promise<string | null>
  /**
   * Puts what `make` gives in its place, one at a time over all processes. Whoever comes meanwhile waits, and its `make` is then
   * given what was kept last, to give that back where nothing is left to do. What was made is stored before it is given here:
   * what may be used once only, as some refresh tokens, is used by one, and its successor is not lost. One that dies meanwhile keeps
   * the others waiting for seconds. One that was so slow that another took over is given what that one stored.
   * @throws what `make` throws, unless another has stored a newer text meanwhile; ConnectorError `transient`
   *   (`credential_replaced`) where the connection has another credential by now; the signal's reason when the run is aborted
   */
  readonly renew: (make: (kept: string | null) => Promise<string>) => Promise<string>
}

export interface Log {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}
