import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../../src/sdk/testing/index.ts'
import { answerSite } from './answer.ts'
import { answerBroken, type Broken, breakState, redirectTo } from './broken.ts'
import type { Integrations } from './integrations.ts'
import { bindMoves, type Moves } from './moves.ts'
import { openState, type StoreOptions } from './open-state.ts'
import type { State } from './state.ts'

export type { Broken } from './broken.ts'
export type { Integration, Integrations } from './integrations.ts'
export type { StoreOptions } from './open-state.ts'
export type { State, Version } from './state.ts'

export type MagentoOptions = StoreOptions & {
  /** One thing that is wrong with the server, the shop, or what stands in front of it: see broken.ts. */
  readonly broken?: Broken
}

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
export function createPracticeStore({ broken, ...options }: MagentoOptions = {}): MagentoStore {
  const state = openState(options)
  if (broken) breakState(state, broken)
  const answer = (asked: Asked) => (broken ? answerBroken(state, broken, asked) : answerSite(state, asked))
  return { state, integrations: state.made, answer, ...bindMoves(state) }
}

export interface RunningStore {
  /** What a person types as the shop's address; with `redirectToHttps` the one that redirects. */
  readonly baseUrl: string
  readonly store: MagentoStore
  /** The server of the shop itself: what was asked, the faults (`failWith`), the latency. */
  readonly server: PracticeServer
  readonly integrations: Integrations
  readonly close: () => Promise<void>
}

export type RunOptions = MagentoOptions & Omit<PracticeServerOptions, 'clock'>

const SLOW_MS = 30_000

/** The same shop on a real socket, over TLS where `tls` is given. */
export async function startPracticeMagento(options: RunOptions = {}): Promise<RunningStore> {
  const store = createPracticeStore(options)
  const slow = options.broken === 'slow' ? { latencyMs: options.latencyMs ?? SLOW_MS } : {}
  const server = await startPracticeServer(store.answer, { ...options, ...slow, clock: store.state.clock })
  const { integrations } = store
  const running = { baseUrl: server.baseUrl, store, server, integrations, close: server.close }
  return options.broken === 'redirectToHttps' ? redirectToHttps(running) : running
}

async function redirectToHttps(running: RunningStore): Promise<RunningStore> {
  const front = await startPracticeServer(asked => redirectTo(running.server.baseUrl, asked))
  const close = async () => void (await Promise.all([front.close(), running.close()]))
  return { ...running, baseUrl: front.baseUrl, close }
}
