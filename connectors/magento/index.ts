import { defineConnector } from '../../src/sdk/index.ts'
import { checks } from './checks/index.ts'
import { createClient } from './client.ts'
import { entities } from './entities/index.ts'
import { Facts } from './facts.ts'
import { fields } from './fields.ts'
import { sv } from './words/sv.ts'

export const magento = defineConnector({
  id: 'magento',
  name: 'Magento 2',
  apiVersion: 'V1',
  docsUrl: 'https://developer.adobe.com/commerce/webapi/rest/',
  fields,
  facts: Facts,
  rateLimit: { concurrency: 2 },
  client: createClient,
  checks,
  clock: client => client.now(),
  entities,
  words: { sv },
})
