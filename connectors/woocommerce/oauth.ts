import { baseString as baseStringOf, type OAuthKey, type OAuthMoment, signOAuth as sign } from '../../src/sdk/index.ts'

export interface OAuthRequest {
  readonly method: string
  /** As it is sent; parameters in its query are signed, its origin is not. */
  readonly url: string
  /** The site's own home address: WooCommerce signs over this, not over the address that was asked. */
  readonly home: string
  /** What PHP takes for the scheme. */
  readonly scheme: 'http' | 'https'
}

export const signOAuth = (request: OAuthRequest, key: OAuthKey, at: OAuthMoment): Record<string, string> =>
  sign({ ...request, address: signedAddress(request) }, key, at)

export const baseString = (request: OAuthRequest, oauth: Readonly<Record<string, string>>): string =>
  baseStringOf({ ...request, address: signedAddress(request) }, oauth)

/** As WordPress's get_home_url() builds it: the home address with its port and folder, and no slash where no path follows. */
function signedAddress({ url, home, scheme }: OAuthRequest): string {
  const base = home.replace(/^https?:/i, `${scheme}:`).replace(/\/+$/, '')
  const folder = new URL(base).pathname.replace(/\/+$/, '')
  const { pathname } = new URL(url)
  const path = pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length) : pathname
  return base + (path === '/' ? '' : path)
}
