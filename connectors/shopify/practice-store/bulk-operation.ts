import type { Instant } from './state.ts'

/** One bulk operation: its answer is ready when it was asked for, and told when its time has come. */
export interface BulkOperation extends BulkEnd {
  readonly id: string
  readonly appId: number
  readonly query: string
  readonly started: Instant
  /** When that was asked for, which takes a moment. */
  cancelled?: Instant
}

/** What comes of it, which a test may change until it is told. */
export interface BulkEnd {
  outcome: 'COMPLETED' | 'FAILED' | 'CANCELED' | 'EXPIRED'
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null
  lines: readonly string[]
  /** What it says that it read. */
  objectCount: number
  rootCount: number
  /** Some of what it read before it failed can be had. */
  partial: boolean
  /** Its file is no longer where it was. */
  fileGone: boolean
}
