import type { Instant } from './state.ts'

/** One bulk operation: its answer is ready when it was asked for, and told when its time has come. */
export interface BulkOperation {
  readonly id: string
  readonly started: Instant
  readonly lines: readonly string[]
  readonly rootCount: number
  /** How it ends. */
  outcome: 'COMPLETED' | 'FAILED' | 'CANCELED'
  readonly errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null
}
