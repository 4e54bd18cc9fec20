import { choice, filled, onlyWhen, secret, text, type Values } from '../../src/sdk/index.ts'
import { shopOrigin } from './address.ts'
import { ApiVersion, apiVersion } from './version.ts'

export const fields = {
  apiUrl: text(
    {
      label: 'API URL',
      systemLabel: 'Shop',
      help: 'The name before .myshopify.com, that whole address, or the address of any page of the admin.',
      placeholder: 'your-shop.myshopify.com',
    },
    filled.transform(shopOrigin),
  ),
  way: choice(
    {
      label: 'Way in',
      help: 'Apps are made in the Dev Dashboard. An app that was made in the shop’s admin before 2026 has an access token instead, which still works.',
    },
    { app: 'App of the Dev Dashboard', token: 'Older app with an access token' },
  ),
  accessToken: secret({
    label: 'Access token',
    systemLabel: 'Client ID, or Admin API access token',
    help: 'Client ID: in the Dev Dashboard, open the app, then Settings. Access token of an older app: in the admin, Settings > Apps > Develop apps, shown once.',
    placeholder: 'Client ID, or shpat_…',
  }),
  secret: onlyWhen(
    { field: 'way', is: 'app' },
    secret({
      label: 'Secret',
      systemLabel: 'Client secret',
      help: 'In the Dev Dashboard beside the client ID.',
      placeholder: 'shpss_…',
    }),
  ),
  apiVersion: text(
    {
      label: 'API version',
      help: 'Leave it as it is, unless you were told to choose another one.',
      placeholder: apiVersion,
      initial: apiVersion,
    },
    ApiVersion,
  ),
}

/** What was stored before there was a choice of versions has none. */
export type Credential = Omit<Values<typeof fields>, 'apiVersion'> & { readonly apiVersion?: string | undefined }
