import { z } from 'zod'
import { list } from './shapes.ts'

/** Where traces are handed to. */
export interface TraceSettings {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly serviceName: string
}

const pair = /^[!#$%&'*+.^`|~\w-]+=[^\s]*$/

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const mayBeSent = (text: string) => pair.test(text) && /^[\x20-\x7e]*$/.test(decode(text) ?? '\n')

/** A part of the table of settings, by the names that OpenTelemetry gave them. */
export const traceTable = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    describe: 'OpenTelemetry collector that traces are handed to, by OTLP over HTTP (JSON). Without it none are made.',
    allowed: 'an http or https address, such as http://127.0.0.1:4318',
    secret: true,
    schema: z.url({ protocol: /^https?$/ }).optional(),
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    describe: 'Headers that the collector wants to see.',
    allowed: 'name=value pairs separated by commas, values as in a URL: authorization=Bearer%20…',
    secret: true,
    schema: list.refine(parts => parts.every(mayBeSent)).prefault(''),
  },
  OTEL_SERVICE_NAME: {
    describe: 'What this process is called in traces.',
    allowed: 'at most 100 characters',
    schema: z.string().trim().min(1).max(100).default('koppla'),
  },
}

interface Values {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined
  readonly OTEL_EXPORTER_OTLP_HEADERS: readonly string[]
  readonly OTEL_SERVICE_NAME: string
}

/** Undefined: no traces are made. */
export function readTraceSettings(values: Values): TraceSettings | undefined {
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return undefined
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const headers = values.OTEL_EXPORTER_OTLP_HEADERS.map(one => {
    const at = one.indexOf('=')
    return [one.slice(0, at).toLowerCase(), decodeURIComponent(one.slice(at + 1))]
  })
  return { url, headers: Object.fromEntries(headers), serviceName: values.OTEL_SERVICE_NAME }
}
