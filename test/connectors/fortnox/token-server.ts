import type { Test } from 'tap'
import { createHttp } from '../../../src/sdk/http.ts'
import { type Context, keepAlone } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import { type Answer, type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { createQuickTimer } from '../../../src/sdk/testing/quick-timer.ts'

/** What hands out tokens, as `answer` says, and a way to it on which time passes by itself. */
export async function openSignIn(t: Test, answer: (asked: Asked) => Answer | Promise<Answer>) {
  const timer = createQuickTimer()
  const server = await startPracticeServer(answer)
  t.teardown(server.close)
  const signal = new AbortController().signal
  const limiter = createLimiter({ concurrency: 4, requests: 25, perSeconds: 5 }, timer)
  const http = createHttp({ signal, limiter, timer, secrets: [], allowAddresses: ['127.0.0.0/8'], random: () => 0 })
  t.teardown(http.close)
  const openedAt = Date.parse('2026-11-20T12:00:00Z')
  const now = () => new Date(openedAt + timer.now())
  const shared = keepAlone()
  const context: Context = { http, signal, log: { info: () => {}, warn: () => {} }, now, shared }
  const by = { origin: server.baseUrl, clientId: 'client-id-1', clientSecret: 'client-secret-1' }
  return { server, context, timer, by }
}

/** Fortnox labels it whatever it likes. */
export const refusal = (status: number, error: string): Answer => ({
  ...{ status, headers: { 'content-type': 'text/html' } },
  body: JSON.stringify({ error, error_description: 'It is refused' }),
})

export const granted = (token: string, more: object = {}): Answer => ({
  body: { access_token: token, scope: 'article order', expires_in: 3600, token_type: 'bearer', ...more },
})
