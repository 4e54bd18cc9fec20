import type { Test } from 'tap'
import { type Client, createClient } from '../../../connectors/shopify/client.ts'
import type { Facts } from '../../../connectors/shopify/facts.ts'
import type { Credential } from '../../../connectors/shopify/fields.ts'
import { concurrency } from '../../../connectors/shopify/points.ts'
import { type App, type RunOptions, startPracticeShopify } from '../../../connectors/shopify/practice-store/index.ts'
import { apiVersion } from '../../../connectors/shopify/version.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { type Context, keepAlone } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import { createQuickTimer } from '../../../src/sdk/testing/quick-timer.ts'

/** What a person would enter for this app. */
export const credentialOf = (apiUrl: string, app: App): Credential & { apiVersion: string } =>
  app.token === null
    ? { apiUrl, way: 'app', accessToken: app.clientId!, secret: app.clientSecret!, apiVersion }
    : { apiUrl, way: 'token', accessToken: app.token, secret: undefined, apiVersion }

/** A shop on a real socket and a way to it on which time passes by itself: for the shop too. */
export async function openShop(t: Test, options: RunOptions = {}) {
  const timer = createQuickTimer()
  const openedAt = Date.now()
  const clock: PracticeClock = { skewMs: 0, now: () => new Date(openedAt + timer.now()) }
  const { store, server, baseUrl, apps, close } = await startPracticeShopify({ orders: 20, ...options, clock })
  t.teardown(close)
  const signal = new AbortController().signal
  const limiter = createLimiter({ concurrency }, timer)
  const http = createHttp({ signal, limiter, timer, secrets: [], allowAddresses: ['127.0.0.0/8'], random: () => 0 })
  t.teardown(http.close)
  const context: Context = {
    http,
    signal,
    log: { info: () => {}, warn: () => {} },
    now: clock.now,
    shared: keepAlone(),
  }
  const client = (app: App = apps.full, facts: Partial<Facts> = {}): Client =>
    createClient(credentialOf(baseUrl, app), facts, { ...context, shared: keepAlone() })
  return { store, server, baseUrl, apps, context, client, timer }
}
