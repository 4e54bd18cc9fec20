import { createHmac, randomBytes } from 'node:crypto'

export interface OAuthRequest {
  readonly method: string
  /** As it is sent; parameters in its query are signed, its origin is not. */
  readonly url: string
  /** The site's own home address: WooCommerce signs over this, not over the address that was asked. */
  readonly home: string
  /** What PHP takes for the scheme. */
  readonly scheme: 'http' | 'https'
}

export interface OAuthKey {
  readonly key: string
  readonly secret: string
}

export interface OAuthMoment {
  readonly timestamp: number
  readonly nonce: string
}

export const momentOf = (time: number): OAuthMoment => ({
  timestamp: Math.floor(time / 1000),
  nonce: randomBytes(16).toString('hex'),
})

/** OAuth 1.0a, one-legged, HMAC-SHA256: the `oauth_*` parameters to add to a request. A JSON body is not signed. */
export function signOAuth(request: OAuthRequest, { key, secret }: OAuthKey, at: OAuthMoment): Record<string, string> {
  const oauth = {
    oauth_consumer_key: key,
    oauth_nonce: at.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(at.timestamp),
  }
  const signature = createHmac('sha256', `${secret}&`).update(baseString(request, oauth)).digest('base64')
  return { ...oauth, oauth_signature: signature }
}

export function baseString(request: OAuthRequest, oauth: Readonly<Record<string, string>>): string {
  const parameters = [...new URL(request.url).searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(pair => pair.join('='))
  return [request.method.toUpperCase(), encode(signedAddress(request)), encode(parameters.join('&'))].join('&')
}

/** As WordPress's get_home_url() builds it: the home address with its port and folder, and no slash where no path follows. */
function signedAddress({ url, home, scheme }: OAuthRequest): string {
  const base = home.replace(/^https?:/i, `${scheme}:`).replace(/\/+$/, '')
  const folder = new URL(base).pathname.replace(/\/+$/, '')
  const { pathname } = new URL(url)
  const path = pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length) : pathname
  return base + (path === '/' ? '' : path)
}

export const oauthHeader = (parameters: Readonly<Record<string, string>>): string =>
  `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(', ')}`

/** RFC 3986: `!'()*` are encoded too. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
