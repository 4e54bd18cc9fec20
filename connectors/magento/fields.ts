import { choice, filled, onlyWhen, partsOfStore, secret, text, type Values } from '../../src/sdk/index.ts'
import { pastedAddress } from './address.ts'

const whereKeysAreMade =
  'In the admin: System > Extensions > Integrations > Add New Integration. Choose what it may read under API, save and Activate.'

const oauth = { field: 'way', is: 'oauth' } as const

export const fields = {
  apiUrl: text(
    {
      label: 'API URL',
      systemLabel: 'Base URL',
      help: 'The address customers visit, with its folder if it has one. In the admin: Stores > Configuration > General > Web.',
      placeholder: 'https://shop.example.com',
    },
    filled.transform(pastedAddress),
  ),
  way: choice(
    {
      label: 'Way in',
      help: 'An integration signs each request and works in every store. An access token alone works only where the store allows it.',
    },
    { oauth: 'Integration with four values', bearer: 'Access token alone' },
  ),
  accessToken: secret({ label: 'Access token', systemLabel: 'Access token', help: whereKeysAreMade }),
  secret: onlyWhen(
    oauth,
    secret({ label: 'Secret', systemLabel: 'Access token secret', help: 'Shown beside the access token.' }),
  ),
  consumerKey: onlyWhen(
    oauth,
    secret({ label: 'Consumer key', help: 'Shown above the access token, when the integration is activated.' }),
  ),
  consumerSecret: onlyWhen(
    oauth,
    secret({ label: 'Consumer secret', help: 'Shown above the access token, when the integration is activated.' }),
  ),
  storeView: partsOfStore(
    {
      label: 'Store view',
      help: 'The store views whose orders are imported. Verification finds out which the store has; then they can be chosen here.',
    },
    { all: 'All store views' },
    filled.toLowerCase(),
  ),
}

export type Credential = Values<typeof fields>
