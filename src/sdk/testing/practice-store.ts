import type { EntityName } from '../canonical/index.ts'
import type { StoreFacts } from '../facts.ts'
import type { PracticeClock } from './practice-clock.ts'
import type { Answer, Asked } from './practice-server.ts'

/** One record as the practice store knows it to be. Instants are ISO, UTC; null where the system keeps none. */
export interface PracticeRecord {
  readonly externalId: string
  /** What Order Start is measured by: of what hangs on an order, the order's. */
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  /** When it was changed, where the system lists by a time that its records do not tell. Default: `modifiedAt`. */
  readonly changedAt?: string | null
}

/**
 * A stateful stand-in for one external system. It *checks* what it receives (signature, permission, parameters), pages as
 * the real system does, traps included, and can be edited while it is read, as shopkeepers do.
 *
 * The edits below happen at `clock.now()` and bump what the real system bumps. Each returns whether it was done: false
 * says that the system knows no such thing for this entity (a customer has no trash) and that nothing was changed.
 */
export interface PracticeStore {
  readonly answer: (asked: Asked) => Answer | Promise<Answer>
  readonly clock: PracticeClock
  /** What was sent, printed or changed because it was asked for, where asking can do that: reading never may. */
  readonly sideEffects?: readonly string[]
  /**
   * The living records that a full import must give, as they are now: not the trash, not drafts that are no record. At
   * the start at least three pages of each entity, several of them modified within the same second.
   */
  readonly records: (entity: EntityName) => readonly PracticeRecord[]
  /** Saves the record as it is: its modification time becomes `at` (default now), to the system's precision. */
  readonly touch: (entity: EntityName, externalId: string, at?: Date) => boolean
  /** Changes something that bumps no modification time (a refund deleted), which only a sweep can find. */
  readonly changeQuietly: (entity: EntityName, externalId: string) => boolean
  /** Puts the record in the trash: out of the lists, still to be had by id where the system does so. */
  readonly trash: (entity: EntityName, externalId: string) => boolean
  readonly restore: (entity: EntityName, externalId: string) => boolean
  /** Erases the record: not even its id is left. */
  readonly remove: (entity: EntityName, externalId: string) => boolean
  /**
   * Leaves records out of every list after the limit was applied, as a plugin of the shop might: they count as rows, so
   * that pages come short or empty, and they are no longer among `records`.
   */
  readonly hide: (entity: EntityName, externalIds: readonly string[]) => boolean
  /** Adds one record, created at `at` (default now); returns its external id. */
  readonly create: (entity: EntityName, at?: Date) => string | null
}

/** What the contract kit needs to know to put a connector to its practice store. */
export interface Scenario {
  /** The form's values for a credential that the store accepts; secrets at least eight characters long. */
  readonly values: (baseUrl: string) => Readonly<Record<string, string>>
  /** What verification finds at that store. */
  readonly facts: (baseUrl: string) => StoreFacts & Readonly<Record<string, unknown>>
  /** A fresh store, the same every time. */
  readonly start: () => PracticeStore
  /** Why secrets may travel in the query string of this system (over TLS only); absent: they may not. */
  readonly secretsInQuery?: string
}
