/** A practice store that trades by itself: what the demonstration connects to. */
export interface DemoStore {
  /** The connector it speaks to. */
  readonly system: string
  /** Values for the connector's fields. */
  readonly credential: Readonly<Record<string, string>>
  readonly describe: string
  /** What the store counts and no import brings, in a sentence; where there is nothing of the kind, absent. */
  readonly leftOut?: string
  /** Does what shopkeepers and customers do, once, and says what: *Order 1251 came in*. */
  readonly trade: () => string
  readonly close: () => Promise<void>
}
