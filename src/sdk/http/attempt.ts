import { type IncomingMessage, Agent as PlainAgent } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import { getCACertificates } from 'node:tls'
import got from 'got'
import type { HttpAnswer } from '../http-types.ts'
import type { AddressGuard } from './address-guard.ts'
import { chainWords } from './certificate.ts'
import { codesIn, failureCodeOf, failWith } from './failures.ts'

/** One exchange with one address: no redirects, no retries. */
export interface Exchange {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly decode?: ((body: Uint8Array) => string) | undefined
  readonly signal: AbortSignal
}

export interface Line {
  readonly guard: AddressGuard
  readonly agent: { readonly http: PlainAgent; readonly https: TlsAgent }
}

/** Kept-alive connections that only go where the guard admits. */
export function openLine(guard: AddressGuard, ca: string | undefined): Line {
  const shared = { keepAlive: true, lookup: guard.lookup }
  return { guard, agent: { http: new PlainAgent(shared), https: new TlsAgent({ ...shared, ...trust(ca) }) } }
}

export function closeLine({ agent }: Line): void {
  agent.http.destroy()
  agent.https.destroy()
}

/** The usual authorities, and the one the operator adds. */
export const trust = (ca: string | undefined) => (ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] })

export type Exchanged = Pick<HttpAnswer, 'status' | 'headers' | 'text' | 'date' | 'durationMs'>

/** @throws ConnectorError when there is no whole answer; the signal's reason when it is aborted */
export async function exchange(line: Line, asked: Exchange): Promise<Exchanged> {
  const attempted = { host: asked.url.host, timeoutMs: asked.timeoutMs, maxBytes: asked.maxBytes }
  if (!line.guard.admits(asked.url)) throw failWith('forbidden_address', attempted)
  const startedAt = performance.now()
  try {
    const { response, body } = await read(line, asked)
    if (body === undefined) throw failWith('too_large', attempted)
    return {
      status: response.statusCode ?? 0,
      headers: flatten(response),
      text: asked.decode?.(body) ?? body.toString('utf8'),
      date: dateOf(response),
      durationMs: Math.round(performance.now() - startedAt),
    }
  } catch (error) {
    if (asked.signal.aborted) throw asked.signal.reason
    if (error instanceof Error && error.name === 'ConnectorError') throw error
    throw failWith(failureCodeOf(error), attempted, chainWordsOf(error, asked.url))
  }
}

const chainWordsOf = (error: unknown, { host }: URL) =>
  Object.assign({}, ...codesIn(error).map(code => chainWords(code, host)))

/** The body is undefined when it grew larger than it may: counted as decoded, so that a small answer cannot unfold. */
async function read(line: Line, { method, url, headers, body, timeoutMs, maxBytes, signal }: Exchange) {
  const stream = got.stream(url, {
    method: method as 'GET',
    headers,
    ...(method !== 'GET' && method !== 'HEAD' && { body: body ?? '' }),
    agent: line.agent,
    signal,
    timeout: { request: timeoutMs },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
  })
  // What goes wrong while the answer is read is met by the loop below; later on it is nobody's concern, and must not end the process.
  stream.on('error', () => {})
  let response: IncomingMessage | undefined
  stream.once('response', (first: IncomingMessage) => {
    response = first
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > maxBytes) return { response: response!, body: undefined }
  }
  return { response: response!, body: Buffer.concat(chunks) }
}

function flatten({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

/** An answer with an `Age` comes out of a cache: its `Date` tells when it was made, not what time it is. */
function dateOf({ headers }: IncomingMessage): string | null {
  const at = Date.parse(headers.date ?? '')
  return Number.isNaN(at) || headers['age'] !== undefined ? null : new Date(at).toISOString()
}
