import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'
import { answerSite } from './answer.ts'
import type { Integrations } from './integrations.ts'
import { bindMoves, type Moves } from './moves.ts'
import { openState, type StoreOptions } from './open-state.ts'
import type { State } from './state.ts'

export type { Integration, Integrations } from './integrations.ts'
export type { StoreOptions } from './open-state.ts'
export type { State, Version } from './state.ts'

/**
 * A Magento shop as 2.4.8-p1 was seen to behave, and 2.4.7 and 2.3 are written: `answer` is its whole site, the
 * methods are what its shopkeeper does meanwhile, `state` is what a test may look at or turn. Ids are numbers, money is hundredths, times are milliseconds UTC.
 */
export interface MagentoStore extends Moves {
  readonly state: State
  readonly integrations: Integrations
  readonly answer: (asked: Asked) => Answer
}

/** A shop without a server. */
export function createPracticeStore(options: StoreOptions = {}): MagentoStore {
  const state = openState(options)
  const answer = (asked: Asked) => answerSite(state, asked)
  return { state, integrations: state.made, answer, ...bindMoves(state) }
}

export interface RunningStore {
  /** What a person types as the shop's address. */
  readonly baseUrl: string
  readonly store: MagentoStore
  /** The server of the shop itself: what was asked, the faults (`failWith`), the latency. */
  readonly server: PracticeServer
  readonly integrations: Integrations
  readonly close: () => Promise<void>
}

export type RunOptions = StoreOptions & Omit<PracticeServerOptions, 'clock'>

/** The same shop on a real socket, over TLS where `tls` is given. */
export async function startPracticeMagento(options: RunOptions = {}): Promise<RunningStore> {
  const store = createPracticeStore(options)
  const server = await startPracticeServer(store.answer, { ...options, clock: store.state.clock })
  return { baseUrl: server.baseUrl, store, server, integrations: store.integrations, close: server.close }
}
