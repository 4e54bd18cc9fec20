import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'
import { answerFortnox } from './answer.ts'
import { type Apps, makeApps } from './apps.ts'
import { bindMoves, type Moves } from './moves.ts'
import { openState, type StoreOptions } from './open-state.ts'
import type { State } from './state.ts'

export type { App, Apps } from './apps.ts'
export type { StoreOptions } from './open-state.ts'
export type { State } from './state.ts'

/**
 * A company in Fortnox as its API 3 is documented and was recorded: `answer` is all it answers, tokens included, the methods
 * are what people do there meanwhile, `state` is what a test may look at or turn. Money is öre, times are milliseconds UTC.
 */
export interface FortnoxStore extends Moves {
  readonly state: State
  readonly apps: Apps
  readonly answer: (asked: Asked) => Answer
}

/** A company without a server. */
export function createPracticeStore(options: StoreOptions = {}): FortnoxStore {
  const state = openState(options)
  return { state, apps: makeApps(state.seed), answer: asked => answerFortnox(state, asked), ...bindMoves(state) }
}

export interface RunningStore {
  readonly baseUrl: string
  readonly store: FortnoxStore
  /** What was asked, the faults (`failWith`), the latency. */
  readonly server: PracticeServer
  readonly apps: Apps
  readonly close: () => Promise<void>
}

export type RunOptions = StoreOptions & Omit<PracticeServerOptions, 'clock'>

/** The same company on a real socket, where tokens are granted too. */
export async function startPracticeFortnox(options: RunOptions = {}): Promise<RunningStore> {
  const store = createPracticeStore(options)
  const server = await startPracticeServer(store.answer, { ...options, clock: store.state.clock })
  return { baseUrl: server.baseUrl, store, server, apps: store.apps, close: server.close }
}
