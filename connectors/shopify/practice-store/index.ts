import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'
import { answerShop } from './answer.ts'
import type { Apps } from './apps.ts'
import { bindMoves, type Moves } from './moves.ts'
import { openState, type StoreOptions } from './open-state.ts'
import type { State } from './state.ts'

export type { App, Apps } from './apps.ts'
export type { StoreOptions } from './open-state.ts'
export type { State } from './state.ts'

/**
 * A Shopify shop as its Admin API 2026-10 is described and was recorded: `answer` is all it answers, the methods are what its
 * shopkeeper does meanwhile, `state` is what a test may look at or turn. Money is hundredths, times are milliseconds UTC.
 */
export interface ShopifyStore extends Moves {
  readonly state: State
  readonly apps: Apps
  readonly answer: (asked: Asked) => Promise<Answer>
}

/** A shop without a server. */
export function createPracticeStore(options: StoreOptions = {}): ShopifyStore {
  const state = openState(options)
  return { state, apps: state.apps, answer: asked => answerShop(state, asked), ...bindMoves(state) }
}

export interface RunningStore {
  readonly baseUrl: string
  readonly store: ShopifyStore
  /** What was asked, the faults (`failWith`), the latency. */
  readonly server: PracticeServer
  readonly apps: Apps
  readonly close: () => Promise<void>
}

export type RunOptions = StoreOptions & Omit<PracticeServerOptions, 'clock'>

/** The same shop on a real socket. */
export async function startPracticeShopify(options: RunOptions = {}): Promise<RunningStore> {
  const store = createPracticeStore(options)
  const server = await startPracticeServer(store.answer, { ...options, clock: store.state.clock })
  return { baseUrl: server.baseUrl, store, server, apps: store.apps, close: server.close }
}
