// Traces of what this process does, where an operator wants them. What does the telling is loaded only then: `trace/export.ts`.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestTold } from './sdk/http/wire.ts'

export type Attributes = Readonly<Record<string, string | number>>

export interface Beginning {
  /** server: asked by others · client: asks others. Default: neither. */
  readonly kind?: 'server' | 'client'
  readonly attributes?: Attributes
  /** Default: now. */
  readonly at?: Date
}

/** Something that takes time. What is told of it leaves the installation: nothing secret, and nothing of what stores hold. */
export interface Span {
  readonly traceId: string
  /** One that is a part of it. */
  readonly begin: (name: string, beginning?: Beginning) => Span
  readonly note: (attributes: Attributes) => void
  /** It came to no good end, of this kind. The first that is told counts. */
  readonly fail: (kind: string) => void
  readonly end: () => void
}

export interface Tracing {
  /** One that is part of nothing else. */
  readonly begin: Span['begin']
  /** Hands over what has ended, for as long as that may take. */
  readonly close: () => Promise<void>
}

const current = new AsyncLocalStorage<Span>()

/** What the work begins is part of the span. */
export const within = <T>(span: Span | undefined, work: () => T): T =>
  span === undefined ? work() : current.run(span, work)

/** The span lasts as long as the work. Undefined: the work alone. */
export async function traceAs<T>(span: Span | undefined, work: () => Promise<T>): Promise<T> {
  if (span === undefined) return work()
  try {
    return await within(span, work)
  } catch (error) {
    span.fail(kindOf(error))
    throw error
  } finally {
    span.end()
  }
}

/** A part of what is traced just now; of nothing, the work alone. */
export const traceStep = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  traceAs(current.getStore()?.begin(name), work)

/** What is traced just now, if anything. */
export const currentSpan = (): Span | undefined => current.getStore()

/** A request to a store that has ended: to whom, and how it went. Its path and its query are nobody's business. */
export function traceRequest({ method, url, status, durationMs }: RequestTold): void {
  const attributes = { 'http.request.method': method, 'server.address': URL.parse(url)?.host ?? '' }
  const at = new Date(Date.now() - durationMs)
  const span = current.getStore()?.begin(method, { kind: 'client', attributes, at })
  if (status !== null) span?.note({ 'http.response.status_code': status })
  if (status === null || status >= 400) span?.fail(status === null ? 'no_answer' : String(status))
  span?.end()
}

/** For each line of the log. */
export function traceFields(): { traceId?: string } {
  const span = current.getStore()
  return span === undefined ? {} : { traceId: span.traceId }
}

const kindOf = (error: unknown): string =>
  error instanceof Error ? ((error as Error & { kind?: string }).kind ?? error.name) : 'unknown'
