import { defineConnector, partsOfStore, StoreFacts, secret, text } from '../../../src/sdk/index.ts'
import { checks } from './checks.ts'
import { type Client, createClient } from './client.ts'
import { orders } from './orders.ts'
import { products } from './products.ts'

export const fields = {
  baseUrl: text({ label: 'API URL', help: 'The address that customers visit, e.g. https://shop.example' }),
  key: text({ label: 'Access token', systemLabel: 'Toy key', help: 'Settings → API → Add key' }),
  branch: partsOfStore({ label: 'Branch', help: 'Settings → Branches' }, { all: 'All branches' }),
  secret: secret({ label: 'Secret', systemLabel: 'Toy secret', help: 'Shown once, when the key is created' }),
}

/** The example connector: a small shop whose lists can be sought by `(modified, id)`. */
export const toyshop = defineConnector({
  id: 'toyshop',
  name: 'Toyshop',
  apiVersion: 'v3',
  docsUrl: 'https://example.com/docs',
  fields,
  facts: StoreFacts,
  rateLimit: { concurrency: 2 },
  client: createClient,
  checks,
  clock: async (client: Client) => ({ at: await client.time() }),
  entities: [products, orders],
})
