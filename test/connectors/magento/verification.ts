import type { Test } from 'tap'
import { createClient } from '../../../connectors/magento/client.ts'
import type { Facts } from '../../../connectors/magento/facts.ts'
import type { Credential } from '../../../connectors/magento/fields.ts'
import { magento } from '../../../connectors/magento/index.ts'
import {
  type Integration,
  type RunningStore,
  startPracticeMagento,
} from '../../../connectors/magento/practice-store/index.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { type CheckReport, type CheckResult, type Context, keepAlone, runChecks } from '../../../src/sdk/index.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import { makeCertificates } from '../../support/certificates.ts'

export const { ca, good: tls } = await makeCertificates()

type Options = NonNullable<Parameters<typeof startPracticeMagento>[0]>

/** A small shop. */
export async function startStore(t: Test, options: Options = {}): Promise<RunningStore> {
  const running = await startPracticeMagento({ orders: 12, products: 10, customers: 5, ...options })
  t.teardown(running.close)
  return running
}

export const credentialOf = (baseUrl: string, by: Integration, more: Partial<Credential> = {}): Credential => ({
  apiUrl: baseUrl,
  way: 'oauth',
  accessToken: by.accessToken,
  secret: by.accessTokenSecret,
  consumerKey: by.consumerKey,
  consumerSecret: by.consumerSecret,
  storeView: 'all',
  ...more,
})

const secretsOf = ({ accessToken, secret, consumerKey, consumerSecret }: Credential) =>
  [accessToken, secret, consumerKey, consumerSecret].flatMap(value => value ?? [])

/** What a connector is lent, as the product lends it, but for the loopback addresses that are allowed here. */
export function openContext(t: Test, credential: Credential, now = () => new Date()): Context {
  const signal = new AbortController().signal
  const http = createHttp({
    signal,
    ca,
    secrets: secretsOf(credential),
    limiter: createLimiter({ concurrency: 2 }),
    allowAddresses: ['127.0.0.0/8', '::1'],
  })
  t.teardown(http.close)
  return { http, signal, log: { info: () => {}, warn: () => {} }, now, shared: keepAlone() }
}

export interface Verified {
  readonly reports: readonly CheckReport<Facts>[]
  readonly found: Partial<Facts>
  /** What is not right: `id status field`. */
  readonly flaws: readonly string[]
  readonly resultOf: (id: string) => CheckResult<Facts> | undefined
}

/** Runs every check, and makes sure that no report gives a secret away. */
export async function verify(t: Test, credential: Credential, now?: () => Date): Promise<Verified> {
  const context = openContext(t, credential, now)
  const reports: CheckReport<Facts>[] = []
  const open = (found: Partial<Facts>) => createClient(credential, found, context)
  for await (const report of runChecks({ checks: magento.checks, values: credential, context, open }))
    reports.push(report)
  const written = JSON.stringify(reports)
  for (const secret of secretsOf(credential)) t.notOk(written.includes(secret), 'no secret is told')
  const found: Partial<Facts> = Object.assign(
    {},
    ...reports.map(({ result }) => ('found' in result ? result.found : {})),
  )
  const flaws = reports.flatMap(({ id, result }) =>
    result.status === 'failed' || result.status === 'warning' ? [`${id} ${result.status} ${result.field ?? '-'}`] : [],
  )
  return { reports, found, flaws, resultOf: id => reports.find(report => report.id === id)?.result }
}
