import { choice, filled, secret, text, type Values } from '../../src/sdk/index.ts'
import { apiOrigin } from './address.ts'

export const fields = {
  apiUrl: text(
    {
      label: 'API URL',
      help: 'Fortnox has one address for all companies. Leave it as it is.',
      initial: 'https://api.fortnox.se',
      placeholder: 'https://api.fortnox.se',
    },
    filled.transform(apiOrigin),
  ),
  accessToken: secret({
    label: 'Access token',
    systemLabel: 'Client ID',
    help: 'In the Fortnox Developer Portal: open the integration. It should be allowed to use a service account.',
  }),
  secret: secret({
    label: 'Secret',
    systemLabel: 'Client secret',
    help: 'In the Fortnox Developer Portal beside the client ID.',
  }),
  tenantId: text(
    {
      label: 'Company in Fortnox',
      systemLabel: 'TenantId',
      help: 'The number that Fortnox has for the company, also called its database number. It is filled in when a system administrator of the company gives consent.',
      placeholder: '1234567',
    },
    filled.regex(/^\d{1,12}$/, 'This is a number of digits only.'),
  ),
  account: choice(
    {
      label: 'Consent',
      help: 'As a service account it lasts until it is withdrawn. As a person only where the integration can have no service account: it ends when it is not used for 45 days.',
    },
    { service: 'As a service account', person: 'As a person' },
  ),
}

/** One that was stored before there was a choice has no `account`: it is of a service account. */
export type Credential = Values<typeof fields>
