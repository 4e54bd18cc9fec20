import { defineConnector } from '../../src/sdk/index.ts'
import { checks } from './checks/index.ts'
import { createClient } from './client.ts'
import { entities } from './entities/index.ts'
import { Facts } from './facts.ts'
import { fields } from './fields.ts'
import { pageOf } from './store-page.ts'
import { sv } from './words/sv.ts'

export const woocommerce = defineConnector({
  id: 'woocommerce',
  name: 'WooCommerce',
  apiVersion: 'wc/v3',
  docsUrl: 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
  fields,
  facts: Facts,
  rateLimit: { concurrency: 2 },
  client: createClient,
  checks,
  clock: client => client.now(),
  entities,
  pageOf,
  words: { sv },
})
