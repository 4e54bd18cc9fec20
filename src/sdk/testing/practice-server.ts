import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type AppliedFault, type Fault, isAnswer, isLate, sendBody, takeFault } from './faults.ts'
import { createPracticeClock, type PracticeClock } from './practice-clock.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** Epoch milliseconds of this machine. */
  readonly at: number
}

export interface Answer {
  /** Default 200. */
  readonly status?: number
  /** `undefined` leaves a header out, also `date` and `content-type`. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  /** A string or a Buffer is sent as it is, anything else as JSON; absent: no body. */
  readonly body?: unknown
}

export interface PracticeServerOptions {
  readonly tls?: { readonly key: string; readonly cert: string }
  /** How long each answer takes, before the store is asked. */
  readonly latencyMs?: number
  /** Default: a free one. */
  readonly port?: number
  /** How many requests `asked` remembers. Default 1,000. */
  readonly keepAsked?: number
  /** The store's clock, for its `Date` header. */
  readonly clock?: PracticeClock
  /** What happens to a request for which no fault is queued. */
  readonly standing?: () => AppliedFault | undefined
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string
  readonly port: number
  /** The last `keepAsked` requests, oldest first. */
  readonly asked: Asked[]
  /** All requests since the start or the last `forget()`. */
  readonly askedCount: number
  /** Requests under way, and the most there were at once since the last `forget()`. */
  readonly busy: number
  readonly maxBusy: number
  latencyMs: number
  readonly clock: PracticeClock
  /** Faults for the next requests, one each, before the normal answers resume. */
  readonly failWith: (...faults: Fault[]) => void
  /** Forgets what was asked and the faults not yet used. */
  readonly forget: () => void
  readonly close: () => Promise<void>
}

/** A real local server: what a connector sends and what it survives are both observed, not mocked. */
export async function startPracticeServer(
  answer: (asked: Asked) => Answer | Promise<Answer>,
  options: PracticeServerOptions = {},
): Promise<PracticeServer> {
  const faults: Fault[] = []
  const state = { asked: [] as Asked[], askedCount: 0, busy: 0, maxBusy: 0, latencyMs: options.latencyMs ?? 0 }
  const clock = options.clock ?? createPracticeClock()
  const scheme = options.tls ? 'https' : 'http'

  const server = createListener(options, async (request, response) => {
    state.maxBusy = Math.max(state.maxBusy, ++state.busy)
    response.once('close', () => state.busy--)
    const asked = await readRequest(request, scheme)
    remember(state, asked, options.keepAsked ?? 1_000)
    const fault = takeFault(faults, asked) ?? options.standing?.()
    const delayMs = state.latencyMs + (isLate(fault) ? fault.delayMs : 0)
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false })
    if (fault === 'refuse') return void response.socket?.destroy()
    sendAnswer(response, isAnswer(fault) ? fault : await answerSafely(answer, asked), { fault, clock })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return Object.assign(state, {
    baseUrl: `${scheme}://127.0.0.1:${port}`,
    port,
    clock,
    failWith: (...more: Fault[]) => void faults.push(...more),
    forget: () => {
      state.asked.length = faults.length = state.askedCount = 0
      state.maxBusy = state.busy
    },
    close: () => closeServer(server),
  })
}

function createListener({ tls }: PracticeServerOptions, listener: (...args: Parameters<RequestListener>) => unknown) {
  const listen: RequestListener = (request, response) => {
    Promise.resolve(listener(request, response)).catch(() => response.socket?.destroy())
  }
  return tls ? createTlsServer(tls, listen) : createServer(listen)
}

async function readRequest(request: IncomingMessage, scheme: string): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(`${scheme}://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`)
  return {
    method: request.method ?? 'GET',
    url,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
    at: Date.now(),
  }
}

function remember(state: { asked: Asked[]; askedCount: number }, asked: Asked, keep: number): void {
  state.askedCount++
  state.asked.push(asked)
  if (state.asked.length > keep) state.asked.shift()
}

/** A practice store that throws has a mistake of its own: it is told in the answer, where the test will see it. */
async function answerSafely(answer: (asked: Asked) => Answer | Promise<Answer>, asked: Asked): Promise<Answer> {
  try {
    return await answer(asked)
  } catch (error) {
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: `The practice store failed: ${error}` }
  }
}

interface Sending {
  readonly fault: AppliedFault | undefined
  readonly clock: PracticeClock
}

function sendAnswer(response: ServerResponse, { status = 200, headers = {}, body }: Answer, sending: Sending): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const type = raw ? {} : { 'content-type': 'application/json; charset=utf-8' }
  response.sendDate = false
  response.statusCode = status
  const all = { date: sending.clock.now().toUTCString(), ...(body !== undefined && type), ...headers }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) response.setHeader(name, value)
  const bytes = body === undefined ? '' : raw ? body : JSON.stringify(body)
  sendBody(response, Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes), sending.fault)
}

function closeServer(server: Server | ReturnType<typeof createTlsServer>): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
