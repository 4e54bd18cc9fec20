import { filled, secret, text, type Values } from '../../src/sdk/index.ts'
import { pastedAddress } from './address.ts'

const whereKeysAreMade =
  'In WordPress: WooCommerce > Settings > Advanced > REST API > Add key. Choose a user who manages the store and the permission Read/Write.'

export const fields = {
  /** Cut to what is the site's, so that nothing else that was pasted along, such as a key, is kept and shown. */
  apiUrl: text(
    {
      label: 'API URL',
      systemLabel: 'Store address',
      help: 'The address customers visit. In WordPress it is under Settings > General > Site Address.',
      placeholder: 'https://shop.example.com',
    },
    filled.transform(pastedAddress),
  ),
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
