import type { Test } from 'tap'
import { createClient } from '../../../connectors/fortnox/client.ts'
import type { Facts } from '../../../connectors/fortnox/facts.ts'
import type { Credential } from '../../../connectors/fortnox/fields.ts'
import { fortnox } from '../../../connectors/fortnox/index.ts'
import { type App, type RunOptions, startPracticeFortnox } from '../../../connectors/fortnox/practice-store/index.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { type CheckReport, type Context, keepAlone, runChecks } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import { createQuickTimer } from '../../../src/sdk/testing/quick-timer.ts'

/** A company on a real socket and a way to it on which time passes by itself: for the company too, pace included. */
export async function openCompany(t: Test, options: RunOptions = {}) {
  const timer = createQuickTimer()
  const openedAt = Date.parse('2026-11-20T12:00:00Z')
  const clock: PracticeClock = { skewMs: 0, now: () => new Date(openedAt + timer.now()) }
  const { store, server, baseUrl, apps, close } = await startPracticeFortnox({ ...options, clock })
  t.teardown(close)
  const signal = new AbortController().signal
  const limiter = createLimiter(fortnox.rateLimit, timer)
  const http = createHttp({ signal, limiter, timer, secrets: [], allowAddresses: ['127.0.0.0/8'], random: () => 0 })
  t.teardown(http.close)
  const log = { info: () => {}, warn: () => {} }
  const context: Context = { http, signal, log, now: clock.now, shared: keepAlone() }
  const credential = credentialOf(baseUrl, apps.full, store.state.tenantId)
  const clientOf = (facts: Partial<Facts> = {}) => createClient(credential, { origin: baseUrl, ...facts }, context)
  const verify = (changes: Partial<Credential> = {}) => runAll({ ...credential, ...changes }, context)
  return { store, server, baseUrl, apps, context, credential, client: clientOf(), clientOf, verify, timer }
}

const credentialOf = (apiUrl: string, app: App, tenantId: number): Credential => ({
  ...{ apiUrl, accessToken: app.clientId, secret: app.clientSecret, tenantId: String(tenantId) },
  account: 'service',
})

/** As a person would enter it for another app. */
export const valuesOf = ({ clientId, clientSecret }: App) => ({ accessToken: clientId, secret: clientSecret })

async function runAll(values: Credential, context: Context) {
  const reports: CheckReport<Facts>[] = []
  const open = (found: Partial<Facts>) => createClient(values, found, context)
  for await (const report of runChecks({ checks: fortnox.checks, values, context, open })) reports.push(report)
  const found: Partial<Facts> = Object.assign(
    {},
    ...reports.map(({ result }) => ('found' in result ? result.found : {})),
  )
  const flaws = reports.flatMap(({ id, result }) =>
    result.status === 'failed' || result.status === 'warning' ? [`${id} ${result.status} ${result.field ?? '-'}`] : [],
  )
  return { reports, found, flaws, resultOf: (id: string) => reports.find(report => report.id === id)?.result }
}
