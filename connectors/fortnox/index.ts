import { defineConnector } from '../../src/sdk/index.ts'
import { authorization } from './authorization.ts'
import { checks } from './checks/index.ts'
import { createClient } from './client.ts'
import { entities } from './entities/index.ts'
import { Facts } from './facts.ts'
import { fields } from './fields.ts'
import { sv } from './words/sv.ts'

export const fortnox = defineConnector({
  id: 'fortnox',
  name: 'Fortnox',
  apiVersion: '3',
  docsUrl: 'https://www.fortnox.se/developer',
  fields,
  authorization,
  facts: Facts,
  // For each client ID and company: 25 requests in any 5 s.
  rateLimit: { concurrency: 4, requests: 25, perSeconds: 5 },
  client: createClient,
  checks,
  clock: client => client.now(),
  entities,
  words: { sv },
})
