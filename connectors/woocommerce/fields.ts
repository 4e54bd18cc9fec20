import { address, secret, type Values } from '../../src/sdk/index.ts'

const whereKeysAreMade =
  'In WordPress: WooCommerce > Settings > Advanced > REST API > Add key. Choose a user who manages the store and the permission Read/Write.'

export const fields = {
  apiUrl: address({
    label: 'API URL',
    systemLabel: 'Store address',
    help: 'The address customers visit. In WordPress it is under Settings > General > Site Address.',
    placeholder: 'https://shop.example.com',
  }),
  accessToken: secret({
    label: 'Access token',
    systemLabel: 'Consumer key',
    help: whereKeysAreMade,
    placeholder: 'ck_…',
  }),
  secret: secret({
    label: 'Secret',
    systemLabel: 'Consumer secret',
    help: `${whereKeysAreMade} It is shown once, when the key is made.`,
    placeholder: 'cs_…',
  }),
}

export type Credential = Values<typeof fields>
