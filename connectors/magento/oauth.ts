import { type HttpRequest, momentOf, oauthHeader, type Signature, signOAuth } from '../../src/sdk/index.ts'
import type { Credential } from './fields.ts'

type Sign = NonNullable<HttpRequest['sign']>

/**
 * Signs each attempt anew. `clock` is the time as the store has it, in ms. The address that is signed has the scheme, host
 * and port that PHP sees, whatever was asked.
 */
export function signer(credential: Credential, signedOrigin: string, clock: () => number): Sign {
  const { way, accessToken, secret = '', consumerKey = '', consumerSecret = '' } = credential
  if (way === 'bearer') return () => ({ headers: { authorization: `Bearer ${accessToken}` } })
  const key = { key: consumerKey, secret: consumerSecret, token: { key: accessToken, secret } }
  return ({ method, url }): Signature => {
    const address = signedOrigin + new URL(url).pathname
    return { headers: { authorization: oauthHeader(signOAuth({ method, url, address }, key, momentOf(clock()))) } }
  }
}
