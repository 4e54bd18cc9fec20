/** What can be wrong with a practice store for as long as somebody wants to see what happens then. */
export const practiceFaults = ['slow', 'errors', 'rate_limit', 'refuses_key', 'unreachable'] as const
export type PracticeFault = (typeof practiceFaults)[number]

export interface DemoOptions {
  /** Default: a free one. */
  readonly port?: number
  /** When its shop opened: the same instant gives the same records with the same times. Default: now. */
  readonly openedAt?: Date
}

/** A practice store that sells: what the demonstration connects to, and whoever practises in Koppla. */
export interface DemoStore {
  /** The connector it speaks to. */
  readonly system: string
  /** `http://127.0.0.1:24710` */
  readonly baseUrl: string
  /** Values for the connector's fields. */
  readonly credential: Readonly<Record<string, string>>
  readonly describe: string
  /** What the store counts and no import brings, in a sentence; where there is nothing of the kind, absent. */
  readonly leftOut?: string
  /** Does what shopkeepers and customers do, once, and says what: *Order 1251 came in*. */
  readonly trade: () => string
  /** One order, placed at `at`, and its number. The same sales in a shop that opened at the same instant give the same orders. */
  readonly sell: (at: Date) => string
  /** These are wrong with it from now on, and no others. */
  readonly setFaults: (faults: readonly PracticeFault[]) => void
  readonly close: () => Promise<void>
}

/** Starts a practice store on a loopback port. Loaded only when somebody practises. */
export type StartDemoStore = (options?: DemoOptions) => Promise<DemoStore>
