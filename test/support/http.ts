import type { Test } from 'tap'
import { createHttp, type HttpOptions, type OwnedHttp } from '../../src/sdk/http.ts'
import { createLimiter } from '../../src/sdk/rate-limit.ts'
import {
  type Answer,
  type Asked,
  type PracticeServer,
  type PracticeServerOptions,
  startPracticeServer,
} from '../../src/sdk/testing/index.ts'
import { createQuickTimer } from '../../src/sdk/testing/quick-timer.ts'

export async function startServer(
  t: Test,
  answer: (asked: Asked) => Answer | Promise<Answer>,
  options?: PracticeServerOptions,
): Promise<PracticeServer> {
  const server = await startPracticeServer(answer, options)
  t.teardown(server.close)
  return server
}

/** An Http that may ask loopback and never really waits. */
export function openHttp(t: Test, options: Partial<HttpOptions> = {}) {
  const timer = createQuickTimer()
  const limiter = createLimiter({ concurrency: 4 }, timer)
  const http: OwnedHttp = createHttp({
    signal: new AbortController().signal,
    secrets: [],
    limiter,
    allowAddresses: ['127.0.0.0/8', '::1'],
    timer,
    random: () => 0,
    ...options,
  })
  t.teardown(http.close)
  return { http, timer, limiter }
}
