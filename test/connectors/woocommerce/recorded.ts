import { readFileSync } from 'node:fs'
import type { HttpAnswer } from '../../../src/sdk/index.ts'
import type { Answer } from '../../../src/sdk/testing/index.ts'

interface Recorded {
  readonly request: { readonly method: string; readonly url: string }
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What a real store answered. */
const read = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Recorded

const textOf = ({ body }: Recorded): string => (typeof body === 'string' ? body : JSON.stringify(body))

const lowerCased = (headers: Recorded['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

export function recordedAnswer(name: string): HttpAnswer {
  const recorded = read(name)
  const headers = lowerCased(recorded.headers)
  const url = recorded.request.url
  return { status: recorded.status, url, redirects: [], headers, text: textOf(recorded), date: null, durationMs: 1 }
}

/** The same, to be sent by a practice server that stands at `baseUrl`. */
export function replay(name: string, baseUrl: string): Answer {
  const recorded = read(name)
  const here = (text: string) => text.replaceAll('https://shop.example', baseUrl)
  const { 'content-length': _, ...headers } = lowerCased(recorded.headers)
  const moved = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, here(value)]))
  return { status: recorded.status, headers: moved, body: here(textOf(recorded)) }
}
