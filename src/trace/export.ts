import { setTimeout as sleep } from 'node:timers/promises'
import { type Span as OpenSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import type { TraceSettings } from '../config/trace-settings.ts'
import type { Log } from '../log.ts'
import type { Beginning, Span, Tracing } from '../trace.ts'

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT }
const answerMs = 5_000
const closeMs = 2_000
/** `ExportResultCode.SUCCESS`, of a package that is not ours to depend on. */
const taken = 0

/**
 * Hands traces to a collector, some seconds after they ended. One that cannot be reached holds nothing up: what it does not
 * take is forgotten.
 */
export function openTracing({ url, headers, serviceName }: TraceSettings, log: Log, version: string): Tracing {
  const exporter = sayOutages(new OTLPTraceExporter({ url, headers, timeoutMillis: answerMs }), log)
  const resource = resourceFromAttributes({
    'service.name': serviceName,
    'service.version': version,
    'process.pid': process.pid,
  })
  const provider = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter })] })
  const tracer = provider.getTracer('koppla', version)
  const close = async () => {
    const shutdown = provider.shutdown().catch(() => {})
    await Promise.race([shutdown, sleep(closeMs, undefined, { ref: false })])
  }
  return { begin: (name, beginning) => beginSpan(tracer, name, beginning), close }
}

function beginSpan(tracer: Tracer, name: string, { kind, attributes, at }: Beginning = {}, parent?: OpenSpan): Span {
  const options = {
    ...(kind && { kind: kinds[kind] }),
    ...(attributes && { attributes }),
    ...(at && { startTime: at }),
  }
  const span = tracer.startSpan(name, options, parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT)
  let failed = false
  return {
    traceId: span.spanContext().traceId,
    begin: (part, beginning) => beginSpan(tracer, part, beginning, span),
    note: noted => void span.setAttributes(noted),
    fail(reason) {
      if (failed) return
      failed = true
      span.setAttribute('error.type', reason).setStatus({ code: SpanStatusCode.ERROR })
    },
    end: () => span.end(),
  }
}

/** Once when the collector stops taking what it is given, and once when it takes it again. */
function sayOutages(exporter: SpanExporter, log: Log): SpanExporter {
  let away = false
  return {
    export: (spans, done) =>
      exporter.export(spans, result => {
        const failed = result.code !== taken
        if (failed && !away)
          log.warn({ reason: result.error?.message }, 'the collector takes no traces; imports go on without')
        if (!failed && away) log.info('the collector takes traces again')
        away = failed
        done(result)
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  }
}
