// A practice store in a process of its own, and the real connector on it, as a saved connection is opened.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { woocommerce } from '../../connectors/woocommerce/index.ts'
import type { Keys } from '../../connectors/woocommerce/practice-store/index.ts'
import scenario from '../../connectors/woocommerce/practice-store/scenario.ts'
import { silentLog } from '../../src/log.ts'
import type { OpenedConnection } from '../../src/records/opened.ts'
import { createHttp, redactError } from '../../src/sdk/http.ts'
import { keepAlone } from '../../src/sdk/index.ts'
import { createLimiter } from '../../src/sdk/rate-limit.ts'

export interface BenchStore {
  readonly baseUrl: string
  readonly keys: Keys
  readonly stop: () => Promise<unknown>
}

const server = fileURLToPath(new URL('../../connectors/woocommerce/practice-store/serve.ts', import.meta.url))

export async function startStore(options: { orders: number; latencyMs?: number }): Promise<BenchStore> {
  const child = spawn(process.execPath, [server, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  const ended = once(child, 'close')
  const stop = () => {
    child.stdin.end()
    return ended
  }
  return { ...JSON.parse(line), stop }
}

/** What is told of every request. */
export type Told = (request: { readonly durationMs: number }) => void

/** All orders lie after its Order Start. */
export function openStore(
  { baseUrl, keys }: Pick<BenchStore, 'baseUrl' | 'keys'>,
  {
    id = '',
    signal = new AbortController().signal,
    onRequest,
  }: { id?: string; signal?: AbortSignal; onRequest?: Told } = {},
): Required<OpenedConnection> {
  const facts = scenario.facts(baseUrl)
  const { key, secret } = keys.readWrite
  const limiter = createLimiter(woocommerce.rateLimit)
  const http = createHttp({
    signal,
    limiter,
    secrets: [secret],
    allowAddresses: ['127.0.0.1'],
    ...(onRequest && { onRequest }),
  })
  const credential = { apiUrl: baseUrl, accessToken: key, secret }
  const context = { http, log: silentLog, signal, now: () => new Date(), shared: keepAlone() }
  return {
    connection: { id, name: 'Bench', orderStart: '2000-01-01', facts },
    connector: woocommerce,
    client: woocommerce.client(credential, facts as never, context),
    redact: error => redactError(error, http.redact),
    close: async () => http.close(),
  }
}
