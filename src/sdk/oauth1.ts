import { createHmac, randomBytes } from 'node:crypto'

export interface OAuthRequest {
  readonly method: string
  /** As it is sent: the parameters in its query are signed. */
  readonly url: string
  /** What is signed as its address, where the other side takes itself for another one. Default: `url` without its query. */
  readonly address?: string
}

export interface OAuthKey {
  readonly key: string
  readonly secret: string
  /** What a consumer was given for one shop; without it requests are signed by the consumer alone. */
  readonly token?: { readonly key: string; readonly secret: string }
}

export interface OAuthMoment {
  readonly timestamp: number
  readonly nonce: string
}

/** A nonce that was never used before, and the time in ms as the other side has it. */
export const momentOf = (time: number): OAuthMoment => ({
  timestamp: Math.floor(time / 1000),
  nonce: randomBytes(16).toString('hex'),
})

/** OAuth 1.0a, one-legged, HMAC-SHA256: the `oauth_*` parameters to add to a request. A JSON body is not signed. */
export function signOAuth(request: OAuthRequest, key: OAuthKey, at: OAuthMoment): Record<string, string> {
  const oauth = {
    oauth_consumer_key: key.key,
    oauth_nonce: at.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(at.timestamp),
    ...(key.token && { oauth_token: key.token.key, oauth_version: '1.0' }),
  }
  const signingKey = `${encode(key.secret)}&${encode(key.token?.secret ?? '')}`
  const signature = createHmac('sha256', signingKey).update(baseString(request, oauth)).digest('base64')
  return { ...oauth, oauth_signature: signature }
}

export function baseString(request: OAuthRequest, oauth: Readonly<Record<string, string>>): string {
  const { method, url, address = url.replace(/[?#].*$/, '') } = request
  const parameters = [...new URL(url).searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(pair => pair.join('='))
  return [method.toUpperCase(), encode(address), encode(parameters.join('&'))].join('&')
}

export const oauthHeader = (parameters: Readonly<Record<string, string>>): string =>
  `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${encode(value)}"`)
    .join(', ')}`

/** RFC 3986: `!'()*` are encoded too. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
