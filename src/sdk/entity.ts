import type { z } from 'zod'
import type { CanonicalInput, Collection, EntityName } from './canonical/index.ts'
import type { Summarise } from './summary.ts'

/**
 * What one run is to read. Instants are UTC (`…Z`). A record belongs to it when it was modified at or after `since`
 * (null: whenever) and, for entities that hang on orders, created at or after `createdFrom` and before `createdBefore`
 * (null: unbounded). `until` is where the watermark goes when the window is complete; it is not an upper filter.
 */
export interface Window {
  readonly since: string | null
  readonly until: string
  readonly createdFrom: string | null
  readonly createdBefore: string | null
}

/**
 * Records fetched together, with the position that resumes after them. The core stores records and `next` in one
 * transaction before it takes the next page; `next: null` says that the window is complete, and only then does the
 * watermark move. Up to three pages are fetched ahead, so `pages` must not depend on what is stored.
 */
export interface Page<Position> {
  readonly records: readonly unknown[]
  readonly next: Position | null
  /** Parents (canonical `parentExternalId`) whose *complete* set of records is on this page: our others of them are gone. */
  readonly wholeParents?: readonly string[]
  /** External ids of records that the system says were erased, and does not know when it is asked for them. Many are left to a reconcile. */
  readonly gone?: readonly string[]
  /** How many records are left in the window, where it can be told. For progress only. */
  readonly remaining?: number
  /** How many records the system counts here and does not show. A few are normal, many are told to people. */
  readonly hidden?: number
  /** What the reader of the run should know, in plain words: that it goes on in another way than usual, or without something, and why. */
  readonly notice?: string
}

/** One record's mark in a sweep: when it differs from the stored one, the record is read again. */
export interface Mark {
  readonly externalId: string
  readonly fingerprint: string
}

export interface Sweep<Position> {
  readonly marks: readonly Mark[]
  readonly next: Position | null
  readonly remaining?: number
  /** As in `Page`. */
  readonly hidden?: number
  /** As in `Page`. */
  readonly notice?: string
}

export interface Import<Client, Raw, Position, Canonical, Facts> {
  /** False: the system cannot filter on modification time. Every run reads everything and so reconciles itself. */
  readonly incremental: boolean
  /** How much before the watermark to read again, for late commits and clock differences. Default 300. */
  readonly overlapSeconds?: number
  /** True where Order Start applies (orders and what hangs on them). */
  readonly startsAtOrderStart: boolean
  /**
   * Where Order Start applies and the system hides what was created more than so many days ago without a word: what it
   * hides is neither asked for nor taken for gone. Null: it shows all.
   */
  readonly reachDays?: (facts: Facts) => number | null
  /** The part of the external shape this connector depends on; unknown keys pass through. */
  readonly raw: z.ZodType<Raw>
  /** The external id of a raw record that may not even fit `raw`; null where it cannot be told. */
  readonly idOf: (raw: unknown) => string | null
  /** Checked when a stored position is read back, so that a stale format restarts the window instead of skipping. */
  readonly position: z.ZodType<Position>
  /** Every record of the window at least once, in whatever order, however the store changes meanwhile. */
  readonly pages: (client: Client, window: Window, from: Position | null) => AsyncGenerator<Page<Position>>
  /** Reads the named records as they are now, in the shape of `pages`. Those that are gone are absent. */
  readonly fetch: (client: Client, externalIds: readonly string[]) => Promise<readonly unknown[]>
  /**
   * Every id that the window's creation bounds admit, with a fingerprint of what bumps no modification time. Absent: a
   * reconcile reads everything with `pages`.
   */
  readonly sweep?: (client: Client, window: Window, from: Position | null) => AsyncGenerator<Sweep<Position>>
  /** True where what matters most moves no modification time and its lists cost little: each import ends with a sweep. */
  readonly sweepsEachTime?: boolean
  /** The same fingerprint that `sweep` gives, from a raw record. Present exactly when `sweep` is. */
  readonly fingerprint?: (raw: Raw) => string
  /** Pure: no clock, no network, same input same output, input left alone. Null: not a record (a checkout draft). */
  readonly map: (raw: Raw, facts: Facts) => Canonical | null
  /** Canonical paths that the store derives when it is read (`lines.sku`): the first imported value stays. */
  readonly firstStays?: readonly string[]
}

/** A live question about one stored record, for what would cost a request for each if it were imported. Stored nowhere. */
// biome-ignore lint/suspicious/noExplicitAny: entity() ties the types together before they are forgotten here
export interface Lookup<Client = any, Answer = unknown> {
  readonly label: string
  /** What is answered; what it does not name goes no further. */
  readonly output: z.ZodType<Answer>
  /** @throws ConnectorError not_found when the system has no such record any more */
  readonly run: (client: Client, externalId: string) => Promise<NoInfer<Answer>>
}

/** One kind of record exchanged with the system. What is absent is not supported: there are no capability flags to lie. */
// biome-ignore lint/suspicious/noExplicitAny: entity() ties the types together before they are forgotten here
export interface Entity<Client = any, Facts = any> {
  readonly name: EntityName
  readonly label: string
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly import?: Import<Client, any, any, any, Facts>
  /** The groups records belong to (categories, collections), read whole before each products run. */
  readonly collections?: (client: Client) => AsyncGenerator<readonly Collection[]>
  /** By the name under which they are asked for. */
  readonly lookups?: Readonly<Record<string, Lookup<Client>>>
  /** Of orders: what the store counts, for a seal. */
  readonly summarise?: Summarise<Client>
}

export interface EntityDefinition<Name extends EntityName, Client, Raw, Position, Facts, Answers> {
  readonly name: Name
  readonly label: string
  readonly import?: Import<Client, Raw, Position, CanonicalInput<Name>, Facts>
  readonly collections?: (client: Client) => AsyncGenerator<readonly Collection[]>
  readonly lookups?: { readonly [Key in keyof Answers]: Lookup<Client, Answers[Key]> }
  readonly summarise?: Summarise<Client>
}

/** Ties the name to its canonical type, raw to map() and each output to run(), then forgets them so that entities fit in one list. */
export function entity<Name extends EntityName, Client, Raw, Position, Facts, Answers = Record<string, unknown>>(
  definition: EntityDefinition<Name, Client, Raw, Position, Facts, Answers>,
): Entity<Client, Facts> {
  return definition
}
