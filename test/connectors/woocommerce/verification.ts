import type { Test } from 'tap'
import { checks } from '../../../connectors/woocommerce/checks/index.ts'
import { createClient } from '../../../connectors/woocommerce/client.ts'
import type { Facts } from '../../../connectors/woocommerce/facts.ts'
import type { Credential } from '../../../connectors/woocommerce/fields.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { type CheckReport, type Context, keepAlone, runChecks } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'

/** What a connector is lent, as the product lends it, but for the loopback addresses that are allowed here. */
export function openContext(t: Test, credential: Credential, ca?: string): Context {
  const signal = new AbortController().signal
  const http = createHttp({
    signal,
    ca,
    secrets: [credential.accessToken, credential.secret],
    limiter: createLimiter({ concurrency: 2 }),
    allowAddresses: ['127.0.0.0/8', '::1'],
  })
  t.teardown(http.close)
  return { http, signal, log: { info: () => {}, warn: () => {} }, now: () => new Date(), shared: keepAlone() }
}

export interface Verified {
  readonly reports: readonly CheckReport<Facts>[]
  readonly found: Partial<Facts>
  /** What is not right: `id status field`. */
  readonly flaws: readonly string[]
  /** The report of the first failed check, else of the first warning. */
  readonly told: string
}

interface Using {
  readonly ca?: string
  readonly context?: Context
}

/** Runs every check, and makes sure that no report gives a secret away. */
export async function verify(t: Test, credential: Credential, using: Using = {}): Promise<Verified> {
  const context = using.context ?? openContext(t, credential, using.ca)
  const reports: CheckReport<Facts>[] = []
  const open = (found: Partial<Facts>) => createClient(credential, found, context)
  for await (const report of runChecks({ checks, values: credential, context, open })) reports.push(report)
  const written = JSON.stringify(reports)
  for (const secret of [credential.accessToken, credential.secret])
    t.notOk(written.includes(secret), 'no secret is told')
  const found: Partial<Facts> = Object.assign(
    {},
    ...reports.map(({ result }) => ('found' in result ? result.found : {})),
  )
  return { reports, found, flaws: flawsOf(reports), told: tellFirst(reports) }
}

const flawsOf = (reports: Verified['reports']): string[] =>
  reports.flatMap(({ id, result }) =>
    result.status === 'failed' || result.status === 'warning' ? [`${id} ${result.status} ${result.field ?? '-'}`] : [],
  )

function tellFirst(reports: Verified['reports']): string {
  const first =
    reports.find(({ result }) => result.status === 'failed') ??
    reports.find(({ result }) => result.status === 'warning')
  return first && 'diagnosis' in first.result ? `${first.result.diagnosis} → ${first.result.remedy}` : ''
}
