import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'
import { answerSite } from './answer.ts'
import { answerBroken, type Broken, breakState, redirectTo } from './broken.ts'
import { type Keys, makeKeys } from './keys.ts'
import { bindMoves, type Moves } from './moves.ts'
import { openState, type StoreOptions } from './open-state.ts'
import type { State } from './state.ts'

export type { Broken } from './broken.ts'
export type { Key, Keys } from './keys.ts'
export type { StoreOptions } from './open-state.ts'
export type { SaleItem, State } from './state.ts'

export type WooOptions = StoreOptions & {
  /** One thing that is wrong with the server, the site, or what stands in front of it: see broken.ts. */
  readonly broken?: Broken
}

/**
 * A WooCommerce store as 10.5 (HPOS) and 8.1 (orders as posts) were seen to behave: `answer` is its whole site, the methods
 * are what its shopkeeper does meanwhile, `state` is what a test may look at or turn (`hiddenAfterLimit`,
 * `fulfillmentsOn`, `applicationPasswords` …). Ids are numbers, money is cents, times are milliseconds UTC.
 */
export interface WooStore extends Moves {
  readonly state: State
  readonly keys: Keys
  readonly answer: (asked: Asked) => Answer
}

/** A store without a server. */
export function createPracticeStore({ broken, ...options }: WooOptions = {}): WooStore {
  const state = openState(options)
  if (broken) breakState(state, broken)
  const answer = (asked: Asked) => (broken ? answerBroken(state, broken, asked) : answerSite(state, asked))
  return { state, keys: makeKeys(state.seed), answer, ...bindMoves(state) }
}

export interface RunningStore {
  /** What a person types as the store's address; with `redirectToHttps` the one that redirects. */
  readonly baseUrl: string
  readonly store: WooStore
  /** The server of the store itself: what was asked, the faults (`failWith`), the latency. */
  readonly server: PracticeServer
  readonly keys: Keys
  readonly close: () => Promise<void>
}

export type RunOptions = WooOptions & Omit<PracticeServerOptions, 'clock'>

const SLOW_MS = 30_000

/** The same store on a real socket, over TLS where `tls` is given. */
export async function startPracticeWooCommerce(options: RunOptions = {}): Promise<RunningStore> {
  const store = createPracticeStore(options)
  const slow = options.broken === 'slow' ? { latencyMs: options.latencyMs ?? SLOW_MS } : {}
  const server = await startPracticeServer(store.answer, { ...options, ...slow, clock: store.state.clock })
  const running = { baseUrl: server.baseUrl, store, server, keys: store.keys, close: server.close }
  return options.broken === 'redirectToHttps' ? redirectToHttps(running) : running
}

async function redirectToHttps(running: RunningStore): Promise<RunningStore> {
  const front = await startPracticeServer(asked => redirectTo(running.server.baseUrl, asked))
  const close = async () => void (await Promise.all([front.close(), running.close()]))
  return { ...running, baseUrl: front.baseUrl, close }
}
