import { z } from 'zod'
import { type Check, networkChecks, type StoreFacts } from '../../../src/sdk/index.ts'
import type { Client, Credential } from './client.ts'
import { List } from './walk.ts'

type ToyCheck = Check<Credential, StoreFacts, Client>

const api: ToyCheck = {
  id: 'reachable.api',
  title: 'The shop answers',
  field: 'baseUrl',
  run: async ({ client }) => {
    await client().get('/', z.object({ api: z.literal('toyshop') }))
    return { status: 'passed' }
  },
}

const credentials: ToyCheck = {
  id: 'credentials',
  title: 'The key is accepted',
  field: 'secret',
  run: async ({ client }) => {
    await client().get('/me', z.unknown())
    return { status: 'passed' }
  },
}

const readable = (entity: 'products' | 'orders'): ToyCheck => ({
  id: `entity.${entity}`,
  title: `The key may read ${entity}`,
  entity,
  blocking: false,
  run: async ({ client }) => {
    await client().get(`/${entity}`, List)
    return { status: 'passed' }
  },
})

const store: ToyCheck = {
  id: 'facts.store',
  title: 'The shop is known',
  run: async ({ values }) => {
    const branches = ['all', ...offers.parts.map(({ value }) => value)]
    if (!values.branch.split(',').every(one => branches.includes(one))) return noSuchBranch
    const found = {
      ...{ identity: `toyshop-1 ${values.branch}`, name: 'Toyshop', url: values.baseUrl, timeZone: 'Europe/Stockholm' },
      ...{ currency: 'SEK', country: 'SE', version: '3', pricesIncludeTax: true, counts: {} },
    }
    return { status: 'passed', found, offers }
  },
}

const offers = {
  field: 'branch',
  parts: [
    { value: 'north', name: 'The northern one' },
    { value: 'south', name: 'The southern one' },
  ],
}

const noSuchBranch = {
  status: 'failed' as const,
  diagnosis: 'The shop has no such branch.',
  remedy: 'Choose one that it has.',
  ...{ field: 'branch', offers },
}

export const checks: readonly ToyCheck[] = [
  ...networkChecks((values: Credential) => values.baseUrl, 'baseUrl'),
  api,
  credentials,
  readable('products'),
  readable('orders'),
  store,
]
