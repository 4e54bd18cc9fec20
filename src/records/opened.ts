import type { Listener } from '../sdk/http.ts'
import type { AnyConnector, StoreFacts } from '../sdk/index.ts'

/** A connection opened for reading: its connector, the client made with its credential, and what it remembers. */
export interface OpenedConnection {
  readonly connection: {
    readonly id: string
    readonly name: string
    /** A calendar date, `2026-01-31`, in the store's zone. */
    readonly orderStart: string
    readonly facts: StoreFacts
  }
  readonly connector: AnyConnector
  readonly client: unknown
  /** The same failure of its system without what is secret by now. */
  readonly redact?: (error: unknown) => unknown
  readonly close?: () => Promise<void>
}

/** @throws ConnectorError when the connection cannot be opened. */
export type OpenConnection = (
  connectionId: string,
  signal: AbortSignal,
  listener?: Listener,
) => Promise<OpenedConnection>

/** A connector quotes what its system said, and that may hold anything. */
export const tellSafely = ({ redact }: OpenedConnection, error: unknown): unknown => redact?.(error) ?? error
