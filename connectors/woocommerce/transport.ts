import { type HttpRequest, momentOf, oauthHeader, type Signature } from '../../src/sdk/index.ts'
import type { Facts } from './facts.ts'
import type { Credential } from './fields.ts'
import { signOAuth } from './oauth.ts'

export type Query = Readonly<Record<string, string | number>>

/** WooCommerce looks for this text in the address before it reads a key; `?rest_route=` alone goes unauthenticated. */
export const hint = 'x=wp-json/wc/'

/** Commas instead of arrays in `query`: `status=a,b`. Slashes of the hint stay as they are. */
export function routeUrl(apiRoot: string, route: string, query: Query): string {
  const target = route === '' ? apiRoot.replace(/\/$/, '') : apiRoot + route
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const plain = target.includes('?')
  const parameters = plain ? [...pairs, hint] : pairs
  return parameters.length === 0 ? target : target + (plain ? '&' : '?') + parameters.join('&')
}

export type Way = Pick<Facts, 'transport' | 'oauthScheme' | 'oauthPlace' | 'home'>

/** The way a request goes before verification has found a better one. The secret never travels over plain http. */
export function wayOf(facts: Partial<Facts>, siteUrl: string): Way {
  const secure = siteUrl.startsWith('https:')
  return {
    transport: secure ? (facts.transport ?? 'header') : 'oauth',
    oauthScheme: facts.oauthScheme ?? (secure ? 'https' : 'http'),
    oauthPlace: facts.oauthPlace ?? 'header',
    home: facts.home ?? siteUrl,
  }
}

/** Signs each attempt anew. `clock` is the time as the store has it, in ms. */
export function signer(way: Way, credential: Credential, clock: () => number): NonNullable<HttpRequest['sign']> {
  const { accessToken: key, secret } = credential
  if (way.transport === 'header') return () => ({ headers: { authorization: basicHeader(key, secret) } })
  if (way.transport === 'query') return () => ({ query: { consumer_key: key, consumer_secret: secret } })
  return ({ method, url }): Signature => {
    const request = { method, url, home: way.home, scheme: way.oauthScheme }
    const parameters = signOAuth(request, { key, secret }, momentOf(clock()))
    return way.oauthPlace === 'query' ? { query: parameters } : { headers: { authorization: oauthHeader(parameters) } }
  }
}

const basicHeader = (key: string, secret: string): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
