import { createHmac, randomBytes } from 'node:crypto'
import type { Integration, MagentoStore } from '../../../connectors/magento/practice-store/index.ts'
import type { Answer } from '../../../src/sdk/testing/index.ts'

export type Json = Readonly<Record<string, unknown>>

export interface Asking {
  readonly method?: string
  /** Who signs; null: nobody. */
  readonly by?: Integration | null
  readonly body?: unknown
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
  /** In place of what would be signed with. */
  readonly oauth?: Readonly<Record<string, string | undefined>>
}

export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** Parsed where it is JSON. */
  readonly body: unknown
}

/** One request to a practice store without a server; `path` is below `/rest/all/V1/`, or absolute. */
export function askStore(store: MagentoStore, path: string, asking: Asking = {}): Told {
  const { method = 'GET', by = store.integrations.full, origin = 'https://shop.example' } = asking
  const url = new URL(origin + (path.startsWith('/') ? path : `/rest/all/V1/${path}`))
  const raw = typeof asking.body === 'string'
  const headers = {
    host: url.host,
    accept: 'application/json',
    ...(by && { authorization: sign({ method, url, by, now: store.state.clock.now(), oauth: asking.oauth ?? {} }) }),
    ...(asking.body !== undefined && { 'content-type': 'application/json' }),
    ...asking.headers,
  }
  const body = asking.body === undefined ? '' : raw ? String(asking.body) : JSON.stringify(asking.body)
  const asked = { method, url, path: url.pathname, query: url.searchParams, headers, body, at: Date.now() }
  return readAnswer(store.answer(asked))
}

function readAnswer({ status = 200, headers = {}, body }: Answer): Told {
  const json = /json/.test(String(headers['Content-Type']))
  return { status, headers, body: json ? JSON.parse(String(body)) : body }
}

interface Signing {
  readonly method: string
  readonly url: URL
  readonly by: Integration
  readonly now: Date
  readonly oauth: NonNullable<Asking['oauth']>
}

/** OAuth 1.0a by the book, written apart from what the shop checks with. */
export function sign({ method, url, by, now, oauth }: Signing): string {
  const { secret = by.consumerSecret, tokenSecret = by.accessTokenSecret, signature, ...given } = oauth
  const wanted: Record<string, string | undefined> = {
    oauth_consumer_key: by.consumerKey,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(now.getTime() / 1000)),
    oauth_token: by.accessToken,
    oauth_version: '1.0',
    ...given,
  }
  const parameters = Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  const query = url.search
    .slice(1)
    .split('&')
    .filter(Boolean)
    .map(part => part.split('=').map(decodeURIComponent))
  const pairs = [...parameters, ...query]
    .map(([name, value]) => [encode(name!), encode(value ?? '')])
    .sort(([a, x], [b, y]) => (a! < b! || (a === b && x! < y!) ? -1 : 1))
    .map(pair => pair.join('='))
  const base = [method, url.origin + url.pathname, pairs.join('&')].map(encode).join('&')
  const made = createHmac('sha256', `${encode(secret)}&${encode(tokenSecret)}`)
    .update(base)
    .digest('base64')
  const all = [...parameters, ...(signature === '' ? [] : [['oauth_signature', signature ?? made] as const])]
  return `OAuth ${all.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
