import type { Http } from './http-types.ts'

/** What the core lends a connector. There is no other way out: no got, no database, no environment. */
export interface Context {
  readonly http: Http
  readonly log: Log
  readonly signal: AbortSignal
  readonly now: () => Date
}

export interface Log {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
}
