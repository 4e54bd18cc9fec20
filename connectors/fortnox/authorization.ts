import type { Authorization } from '../../src/sdk/index.ts'
import { signInOrigin } from './address.ts'
import type { fields } from './fields.ts'
import { authorisationUrl, exchangeCode, explainReturn } from './oauth.ts'

/** Consent as a service account, from which nothing but the number of the company is kept: client credentials do the rest. */
export const authorization: Authorization<typeof fields> = {
  label: 'Connect with Fortnox',
  needs: ['apiUrl', 'accessToken', 'secret'],
  fills: ['tenantId'],
  app: { id: 'accessToken', secret: 'secret', at: 'apiUrl' },
  url: ({ apiUrl, accessToken }, { redirectUri, state }) =>
    authorisationUrl(signInOrigin(apiUrl), { clientId: accessToken, redirectUri, state }),
  async finish({ apiUrl, accessToken, secret }, { code, redirectUri }, context) {
    const by = { origin: signInOrigin(apiUrl), clientId: accessToken, clientSecret: secret }
    const { tenantId } = await exchangeCode(context, by, { code, redirectUri })
    return { tenantId }
  },
  refused: (error, description) => {
    const { message, remedy } = explainReturn(error, description)
    return { message, remedy }
  },
}
