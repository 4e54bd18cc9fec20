import { GraphQLError } from 'graphql'
import type { App } from './apps.ts'
import type { State } from './state.ts'

/** What the answer tells of a search: unknown fields are passed over, and only this says so. */
export interface SearchTold {
  readonly path: readonly (string | number)[]
  readonly query: string
  readonly warnings: readonly { readonly field: string; readonly message: string; readonly code: string }[]
}

/** One request on its way through the resolvers. */
export interface Visit {
  readonly state: State
  readonly app: App
  /** A bulk operation: connections are given whole. */
  readonly bulk: boolean
  readonly searches: SearchTold[]
  /** Where bulk results are fetched. */
  readonly origin: string
}

export type Args = Readonly<Record<string, unknown>>

/** A field that takes arguments, or that is only worked out when asked for. */
export type Resolve = (args: Args, visit: Visit) => unknown

export type Shown = Readonly<Record<string, unknown>>

export const fail = (code: string, message: string, more: object = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...more } })

export const badRequest = (message: string): GraphQLError => fail('BAD_REQUEST', message)
