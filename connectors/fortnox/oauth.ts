import { z } from 'zod'
import { ConnectorError, type Context } from '../../src/sdk/index.ts'
import { type Granted, grant, type Integration } from './grant.ts'
import { parseJson } from './told-error.ts'

/** What an import needs. Each of them lets write as well: Fortnox has none that only read. */
export const scopes = [
  ...(['companyinformation', 'article', 'customer', 'order', 'invoice'] as const),
  ...(['bookkeeping', 'settings', 'currency'] as const),
]

export interface Authorisation {
  readonly clientId: string
  /** Exactly as it is registered in the Developer Portal, here and when the code is brought. */
  readonly redirectUri: string
  /** Comes back with the code; who cannot guess it cannot have sent the answer. */
  readonly state: string
  /** As a service account: from then on client credentials are enough. */
  readonly service: boolean
  readonly scopes?: readonly string[]
}

/**
 * Where a system administrator of the company is sent to give consent. Fortnox offers no PKCE.
 */
export function authorisationUrl(signInOrigin: string, asked: Authorisation): string {
  const url = new URL(`${signInOrigin}/oauth-v1/auth`)
  const query = {
    ...{ client_id: asked.clientId, redirect_uri: asked.redirectUri, scope: (asked.scopes ?? scopes).join(' ') },
    ...{ state: asked.state, access_type: 'offline', response_type: 'code' },
    ...(asked.service && { account_type: 'service' }),
  }
  // A space as %20: what Fortnox’s own examples have.
  url.search = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return url.href
}

export interface Consent extends Granted {
  readonly tenantId: string
}

/**
 * A code lasts ten minutes and can be brought once.
 * @throws ConnectorError as `grant` does; contract, where the token does not tell the company
 */
export async function exchangeCode(
  context: Context,
  by: Integration,
  brought: { readonly code: string; readonly redirectUri: string },
): Promise<Consent> {
  const form = { grant_type: 'authorization_code', code: brought.code, redirect_uri: brought.redirectUri }
  const granted = await grant(context, by, { form })
  return { ...granted, tenantId: tenantIdOf(granted.accessToken) }
}

const Claims = z.looseObject({ tenantId: z.union([z.number(), z.string()]) })

/**
 * The company that an access token is for. Fortnox publishes no key to check its signature with: it is only read from a
 * token that Fortnox itself has just handed out.
 */
export function tenantIdOf(accessToken: string): string {
  const [, claims = ''] = accessToken.split('.')
  const told = Claims.safeParse(parseJson(Buffer.from(claims, 'base64url').toString())).data
  if (told && /^\d{1,12}$/.test(String(told.tenantId))) return String(told.tenantId)
  throw new ConnectorError('contract', 'The access that Fortnox gave does not tell for which company it is.', {
    ...{ code: 'no_tenant', remedy: 'Enter the number of the company by hand: it is its database number in Fortnox.' },
  })
}

const refusals: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  access_denied: [
    'The consent was refused in Fortnox.',
    'Connect again, signed in to Fortnox as a system administrator of the company.',
  ],
  error_missing_license: [
    'The company lacks a licence in Fortnox for what the integration asks for.',
    'In Fortnox, order the licence, and connect again.',
  ],
  error_missing_app_license: [
    'The company has no licence for this integration: it is not published yet, or was not ordered.',
    'Publish the integration in the Fortnox Developer Portal or order it in Fortnox, and connect again.',
  ],
}

/** Why Fortnox sent somebody back without a code: its `error` and `error_description`. */
export function explainReturn(error: string, description = ''): ConnectorError {
  const said = description.replace(/\s+/g, ' ').trim().slice(0, 300)
  const [message, remedy] = refusals[error] ?? [
    `Fortnox gave no consent: ${said || error}`,
    'See that the integration may use a service account: in the Developer Portal, under the integration. Then connect again.',
  ]
  return new ConnectorError('auth', message, { code: error, remedy, field: 'accessToken' })
}
