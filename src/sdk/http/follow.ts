import { ConnectorError } from '../errors.ts'
import type { HttpAnswer, HttpRequest } from '../http-types.ts'
import { parseAddress, withoutParameters, withQuery } from './address.ts'
import { type Exchange, type Exchanged, exchange } from './attempt.ts'
import { failWith, retell } from './failures.ts'
import { tellWait, type Wire } from './wire.ts'

const mostRedirects = 5
const defaultTimeoutMs = 30_000
const longestPauseMs = 60_000
const defaultMaxBytes = 32 * 1024 * 1024

/** One address on the way. Only the origin that was asked for is trusted with the credential. */
interface Hop {
  readonly url: URL
  readonly trusted: boolean
}

/** One attempt, along its redirects. */
export async function follow(wire: Wire, request: HttpRequest): Promise<HttpAnswer> {
  const start = withQuery(parseAddress(request.url), request.query)
  const redirects: string[] = []
  for (let hop: Hop = { url: start, trusted: true }; ; ) {
    const { answer, signed } = await ask(wire, request, hop).catch(error => Promise.reject(onTheWay(error, start, hop)))
    const target = targetOf(answer, request)
    if (target === undefined) return { ...answer, url: wire.redact(hop.url.href), redirects }
    if (redirects.length >= mostRedirects) throw failWith('redirects', { host: start.host, timeoutMs: 0 })
    const next = parseTarget(target, hop)
    const trusted = next.origin === start.origin
    hop = { trusted, url: withoutParameters(next, leavesOut(wire, trusted, signed)) }
    redirects.push(wire.redact(hop.url.href))
  }
}

/** Where it was not the address entered that failed, the words say so. */
function onTheWay(error: unknown, start: URL, { url }: Hop): unknown {
  if (!(error instanceof ConnectorError) || url.origin === start.origin) return error
  return retell(error, { message: `${start.host} sends us on to ${url.origin}. ${error.message}` })
}

function parseTarget(target: string, { url }: Hop): URL {
  try {
    return parseAddress(target, url)
  } catch (error) {
    const message = `${url.host} sends us on to an address that cannot be asked.`
    const remedy = 'Open the address in a browser, and switch off the plugin or rule of the site that redirects it.'
    throw error instanceof ConnectorError ? retell(error, { message, remedy }) : error
  }
}

/** Servers repeat our query in the address they point to: what signed it goes, and to strangers any secret. */
const leavesOut = (wire: Wire, trusted: boolean, signed: readonly string[]) => (name: string, pair: string) =>
  signed.includes(name) || (!trusted && wire.redact(pair) !== pair)

/** Where the answer points to, if that is to be followed: only 307 and 308 let a request that changes something go on. */
function targetOf(
  { status, headers }: Exchanged,
  { method = 'GET', followRedirects }: HttpRequest,
): string | undefined {
  const reading = method === 'GET' || method === 'HEAD'
  const statuses = reading ? [301, 302, 303, 307, 308] : [307, 308]
  return (followRedirects ?? reading) && statuses.includes(status) ? headers['location'] : undefined
}

/** Sends once, at the connection's pace. `signed` names the parameters that signing added. */
async function ask(wire: Wire, request: HttpRequest, hop: Hop): Promise<{ answer: Exchanged; signed: string[] }> {
  const lease = await tellWait(wire, () => wire.limiter.acquire(wire.signal))
  const startedAt = performance.now()
  const tell = (status: number | null) => {
    const [method, url] = [request.method ?? 'GET', wire.redact(hop.url.origin + hop.url.pathname)]
    wire.onRequest({ method, url, status, durationMs: Math.round(performance.now() - startedAt) })
  }
  try {
    const { exchanged, signed } = prepare(wire, request, hop)
    const answer = await exchange(wire.line, exchanged)
    // Before the lease is given back, so that nobody slips in between.
    const pauseMs = request.pauseMs?.(answer) ?? 0
    if (pauseMs > 0) wire.limiter.pause(Math.min(pauseMs, longestPauseMs))
    lease.release(answer.status === 429 || answer.status === 503 ? 'overloaded' : 'answered')
    tell(answer.status)
    return { answer, signed }
  } catch (error) {
    lease.release(error instanceof ConnectorError && error.code === 'timeout' ? 'overloaded' : 'failed')
    tell(null)
    throw error
  }
}

/** Signed anew each time, so that a retry carries a fresh nonce, timestamp and signature. */
function prepare(wire: Wire, request: HttpRequest, { url, trusted }: Hop): { exchanged: Exchange; signed: string[] } {
  const method = request.method ?? 'GET'
  const signature = trusted ? request.sign?.({ method, url: url.href }) : undefined
  const own = trusted ? { ...request.headers, ...signature?.headers } : {}
  const exchanged = {
    method,
    url: withQuery(url, signature?.query),
    headers: { ...usualHeaders(wire, request), ...lowerCased(own) },
    body: bodyOf(request),
    timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
    maxBytes: request.maxBytes ?? defaultMaxBytes,
    decode: request.decode,
    signal: wire.signal,
  }
  return { exchanged, signed: Object.keys(signature?.query ?? {}) }
}

function bodyOf({ json, form }: HttpRequest): string | undefined {
  if (json !== undefined) return JSON.stringify(json)
  return form === undefined ? undefined : new URLSearchParams(form).toString()
}

const usualHeaders = ({ userAgent }: Wire, { json, form }: HttpRequest): Record<string, string> => ({
  accept: 'application/json',
  'user-agent': userAgent,
  ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  ...(json !== undefined && { 'content-type': 'application/json' }),
})

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
