// A collector as operators have one: it takes OTLP over HTTP.
import type { Test } from 'tap'
import type { Asked } from '../../src/sdk/testing/index.ts'
import { startServer } from '../support/http.ts'

export interface TracedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  /** 1: neither · 2: asked by others · 3: asks others. */
  readonly kind: number
  readonly failed: boolean
  readonly ms: number
  readonly attributes: Readonly<Record<string, string | number>>
}

export interface Collector {
  readonly url: string
  readonly asked: readonly Asked[]
  readonly spans: () => TracedSpan[]
  /** What else it is told of who tells. */
  readonly resource: () => Readonly<Record<string, string | number>>
  /** Takes nothing from now on. */
  refuses: boolean
}

// biome-ignore lint/suspicious/noExplicitAny: the format is OTLP's, and a test says what it expects of it
type Json = any

export async function startCollector(t: Test): Promise<Collector> {
  const server = await startServer(
    t,
    () => (collector.refuses ? { status: 500, body: {} } : { status: 200, body: {} }),
    {
      keepAsked: 1_000,
    },
  )
  const told = (): Json[] =>
    server.asked.filter(({ path }) => path === '/v1/traces').flatMap(one => JSON.parse(one.body).resourceSpans)
  const collector: Collector = {
    url: server.baseUrl,
    asked: server.asked,
    refuses: false,
    spans: () => told().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }: Json) => spans.map(readSpan))),
    resource: () => readAttributes(told()[0].resource.attributes),
  }
  return collector
}

const readSpan = ({ traceId, spanId, parentSpanId, name, kind, status, attributes, ...at }: Json): TracedSpan => ({
  ...{ traceId, spanId, parentSpanId: parentSpanId || undefined, name, kind },
  failed: status?.code === 2,
  ms: Number(BigInt(at.endTimeUnixNano) - BigInt(at.startTimeUnixNano)) / 1e6,
  attributes: readAttributes(attributes),
})

const readAttributes = (attributes: Json[]) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  )
