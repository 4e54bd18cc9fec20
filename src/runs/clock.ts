import type { AnyConnector } from '../sdk/index.ts'

/** Both clocks at one moment. */
export interface Clocks {
  /** The store's, as its own answer told it; otherwise ours, and `told` is false. */
  readonly storeTime: Date
  /** Ours, just before the store was asked. */
  readonly ourTime: Date
  /** The store's clock less ours; of what latency leaves open, the lesser. */
  readonly differenceMs: number
  readonly told: boolean
}

/** Asks the store for its time. To be done before the first page is asked for. @throws ConnectorError */
export async function readClocks(
  asked: { readonly connector: AnyConnector; readonly client: unknown; readonly now: () => Date },
  lastDifferenceMs: number | null,
): Promise<Clocks> {
  const before = asked.now()
  const { at } = await asked.connector.clock(asked.client)
  const storeTime = at === null ? Number.NaN : Date.parse(at)
  if (Number.isNaN(storeTime)) return guessClocks(before, lastDifferenceMs)
  return {
    storeTime: new Date(storeTime),
    ourTime: before,
    differenceMs: storeTime - asked.now().getTime(),
    told: true,
  }
}

/** Without the store's word: our clock, set back by what the store was last known to be behind. */
function guessClocks(ourTime: Date, lastDifferenceMs: number | null): Clocks {
  const differenceMs = lastDifferenceMs ?? 0
  const behindMs = Math.min(0, differenceMs)
  return { storeTime: new Date(ourTime.getTime() + behindMs), ourTime, differenceMs, told: false }
}
