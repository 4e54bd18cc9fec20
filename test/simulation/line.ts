// The way to the shop, on a real socket, and what goes wrong on it.
import { type Answer, type Asked, type PracticeClock, startPracticeServer } from '../../src/sdk/testing/index.ts'
import { httpFaults, meddling } from './faults.ts'
import type { Shop } from './shops/shop.ts'
import type { Time } from './world.ts'

export interface Line {
  readonly baseUrl: string
  /** What happens to the next requests, one after the other. */
  readonly faults: string[]
  /** How often each has struck. */
  readonly struck: Readonly<Record<string, number>>
  /** The request under way is not answered. */
  readonly withholds: boolean
  /** Before a request: time passes, and the next fault is made ready. False: whoever asks is killed. */
  readonly prepare: () => Promise<boolean>
  /** After it. */
  readonly recover: () => void
  readonly close: () => Promise<void>
}

const requestMs = 300
const slowMs = 30_000

export async function openLine(shop: Shop, { clock, time }: { clock: PracticeClock; time: Time }): Promise<Line> {
  const faults: string[] = []
  const struck: Record<string, number> = {}
  const state = { fault: '', withholds: false }
  const answer = async (asked: Asked): Promise<Answer> => {
    if (state.withholds) return await new Promise(() => {})
    const genuine = await shop.answer(asked)
    return meddling[state.fault]?.(genuine) ?? genuine
  }
  const start = (port?: number) => startPracticeServer(answer, { clock, keepAsked: 1, ...(port && { port }) })
  let server = await start()
  let opening: Promise<unknown> | null = null
  const { port, baseUrl } = server
  return {
    baseUrl,
    faults,
    struck,
    get withholds() {
      return state.withholds
    },
    async prepare() {
      await opening
      time.real += requestMs
      state.fault = faults.shift() ?? ''
      if (state.fault !== '') struck[state.fault] = (struck[state.fault] ?? 0) + 1
      const told = httpFaults[state.fault]
      if (told !== undefined) server.failWith(told)
      if (state.fault === 'slowAnswer' || state.fault === 'timeout') time.real += slowMs
      state.withholds = state.fault === 'timeout'
      if (state.fault === 'portClosed') await server.close()
      return state.fault !== 'killAtRequest'
    },
    recover() {
      if (state.fault === 'portClosed') opening = start(port).then(again => (server = again))
      state.withholds = false
      state.fault = ''
    },
    async close() {
      await opening
      await server.close()
    },
  }
}
