import type { Key, WooStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import type { Answer } from '../../../src/sdk/testing/index.ts'

export type Json = Readonly<Record<string, unknown>>

export interface Asking {
  readonly method?: string
  /** Null: no Authorization header. */
  readonly key?: Pick<Key, 'key' | 'secret'> | null
  readonly body?: unknown
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** One request to a practice store without a server; `path` is below wc/v3, or absolute. */
export function askStore(store: WooStore, path: string, asking: Asking = {}): Required<Answer> {
  const { method = 'GET', key = store.keys.readWrite, origin = 'https://shop.example' } = asking
  const url = new URL(origin + (path.startsWith('/') ? path : `/wp-json/wc/v3/${path}`))
  const headers = {
    host: url.host,
    ...(key && { authorization: `Basic ${btoa(`${key.key}:${key.secret}`)}` }),
    ...(asking.body !== undefined && { 'content-type': 'application/json' }),
    ...asking.headers,
  }
  const body = asking.body === undefined ? '' : JSON.stringify(asking.body)
  const answer = store.answer({
    method,
    url,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    at: Date.now(),
  })
  return { status: 200, headers: {}, body: undefined, ...answer }
}
