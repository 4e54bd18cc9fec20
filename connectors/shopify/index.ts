import { defineConnector } from '../../src/sdk/index.ts'
import { checks } from './checks/index.ts'
import { createClient } from './client.ts'
import { entities } from './entities/index.ts'
import { Facts } from './facts.ts'
import { fields } from './fields.ts'
import { pageOf } from './page-of.ts'
import { concurrency } from './points.ts'
import { apiVersion } from './version.ts'
import { sv } from './words/sv.ts'

export const shopify = defineConnector({
  id: 'shopify',
  name: 'Shopify',
  apiVersion,
  docsUrl: 'https://shopify.dev/docs/api/admin-graphql',
  fields,
  facts: Facts,
  rateLimit: { concurrency },
  client: createClient,
  checks,
  clock: client => client.now(),
  entities,
  pageOf,
  words: { sv },
})
