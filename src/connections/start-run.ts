import type { Client } from '../db.ts'

/** A run that a change to a connection brings about. */
export interface RunWanted {
  readonly connectionId: string
  readonly entity: string
  readonly kind: 'incremental' | 'backfill'
  readonly cause: 'import_now' | 'order_start'
  readonly requestedBy: string
  /** What was created at or after, and before. */
  readonly fromDate?: Date
  readonly toDate?: Date
}

export type StartedRun = { readonly runId: string } | { readonly refused: { readonly reason: string } }

/** Puts a run into the queue, in the caller's transaction. */
export type StartRun = (client: Client, wanted: RunWanted) => Promise<StartedRun>
