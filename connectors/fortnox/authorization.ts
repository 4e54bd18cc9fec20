import { type Authorization, ConnectorError } from '../../src/sdk/index.ts'
import { signInOrigin } from './address.ts'
import type { fields } from './fields.ts'
import { authorisationUrl, exchangeCode, explainReturn } from './oauth.ts'
import { endsAt, keep } from './refresh.ts'

/**
 * Consent as a service account, from which nothing but the number of the company is kept: client credentials do the rest.
 * Where none is possible, as a person: then a refresh token stays here.
 */
export const authorization: Authorization<typeof fields> = {
  label: 'Connect with Fortnox',
  needs: ['apiUrl', 'accessToken', 'secret', 'account'],
  fills: ['tenantId'],
  app: { id: 'accessToken', secret: 'secret', at: 'apiUrl' },
  url: ({ apiUrl, accessToken, account }, { redirectUri, state }) =>
    authorisationUrl(signInOrigin(apiUrl), {
      ...{ clientId: accessToken, redirectUri, state, service: account !== 'person' },
    }),
  async finish({ apiUrl, accessToken, secret, account }, { code, redirectUri }, context) {
    const by = { origin: signInOrigin(apiUrl), clientId: accessToken, clientSecret: secret }
    const askedAt = context.now().getTime()
    const { tenantId, ...granted } = await exchangeCode(context, by, { code, redirectUri })
    if (account !== 'person') return { fields: { tenantId } }
    return { fields: { tenantId }, shared: keep(granted, granted.refreshToken ?? fail(), askedAt) }
  },
  endsAt,
  refused: (error, description) => {
    const { message, remedy } = explainReturn(error, description)
    if (!/not allow service account/i.test(description ?? '')) return { message, remedy }
    return {
      message: 'The integration may not use a service account.',
      remedy:
        'Let it use one in the Fortnox Developer Portal: that access lasts until it is withdrawn. Or give consent as a person: Koppla then has to use it at least every 45 days.',
      ...{ field: 'account', suggestion: { field: 'account', value: 'person' } },
    }
  },
}

function fail(): never {
  throw new ConnectorError('contract', 'Fortnox gave access for an hour only.', {
    ...{
      code: 'no_refresh_token',
      remedy: 'Connect again. If it happens again, let the integration use a service account.',
    },
  })
}
