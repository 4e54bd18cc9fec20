import type { Test } from 'tap'
import { z } from 'zod'
import {
  type AnyConnector,
  address,
  type Context,
  defineConnector,
  entity,
  type Registry,
  StoreFacts,
  secret,
  text,
} from '../../src/sdk/index.ts'
import { type Answer, type Asked, startPracticeServer } from '../../src/sdk/testing/index.ts'

/** A connector that can do little, over a store that answers little: for tests of what stands around connectors. */
const fields = {
  apiUrl: address({ label: 'API URL', help: 'The address customers visit', placeholder: 'https://shop.example' }),
  accessToken: text({ label: 'Access token', systemLabel: 'Toy key', help: 'Settings → Keys' }),
  secret: secret({ label: 'Secret', systemLabel: 'Toy secret', help: 'Shown once' }),
}

type Values = { readonly apiUrl: string; readonly accessToken: string; readonly secret: string }

const createClient = ({ apiUrl, accessToken, secret: key }: Values, _: object, { http }: Context) => ({
  get: (path: string) =>
    http
      .json({ url: apiUrl + path, headers: { authorization: `Toy ${accessToken}:${key}` } }, z.looseObject({}))
      .then(({ data }) => data),
})
type Client = ReturnType<typeof createClient>

const records = (name: 'products' | 'orders') =>
  entity({
    name,
    label: name === 'orders' ? 'Orders' : 'Products',
    import: {
      incremental: true,
      startsAtOrderStart: name === 'orders',
      raw: z.unknown(),
      idOf: () => null,
      position: z.number(),
      pages: async function* (_client: Client) {
        yield { records: [], next: null }
      },
      fetch: async () => [],
      map: () => null,
    },
  })

export const toyshop = defineConnector({
  id: 'toyshop',
  name: 'Toyshop',
  apiVersion: 'v1',
  docsUrl: 'https://toyshop.example/docs',
  fields,
  facts: StoreFacts,
  rateLimit: { concurrency: 2 },
  client: createClient,
  checks: [
    { id: 'reachable', title: 'The shop answers', field: 'apiUrl', run: passIf('/') },
    { id: 'credentials', title: 'The key is accepted', field: 'secret', run: passIf('/me') },
    { id: 'entity.orders', title: 'Orders can be read', entity: 'orders', run: readOrders },
    {
      id: 'facts',
      title: 'The shop tells about itself',
      run: async ({ client }) => ({ status: 'passed', found: (await client().get('/facts')) as StoreFacts }),
    },
  ],
  clock: async () => ({ at: null }),
  entities: [records('products'), records('orders')],
})

function passIf(path: string) {
  return async ({ client }: { client: () => Client }) => {
    await client().get(path)
    return { status: 'passed' as const }
  }
}

async function readOrders({ client }: { client: () => Client }) {
  const { readable } = await client().get('/orders')
  return readable === true
    ? { status: 'passed' as const }
    : { status: 'warning' as const, diagnosis: 'The key may not read orders.', remedy: 'Give it that right.' }
}

export const toyRegistry: Registry = new Map<string, AnyConnector>([[toyshop.id, toyshop]])

/** How the store is; to be changed while it runs. */
export interface ToyState {
  identity: string
  secret: string
  timeZone: string
  ordersReadable: boolean
  /** Answers in place of the usual one. */
  answer?: ((asked: Asked) => Answer | Promise<Answer> | undefined) | undefined
}

export async function startToyStore(t: Test, more: Partial<ToyState> = {}) {
  const state: ToyState = {
    identity: 'toy-1',
    secret: 'a-secret-of-forty-characters-0000a69dab1',
    timeZone: 'Europe/Stockholm',
    ordersReadable: true,
    ...more,
  }
  const server = await startPracticeServer(async asked => (await state.answer?.(asked)) ?? answer(state, asked))
  t.teardown(server.close)
  const credential = () => ({ apiUrl: server.baseUrl, accessToken: 'toy-key', secret: state.secret })
  return { server, state, credential }
}
export type ToyStore = Awaited<ReturnType<typeof startToyStore>>

function answer(state: ToyState, { path, url, headers }: Asked): Answer {
  if (headers.authorization !== `Toy toy-key:${state.secret}`) return { status: 401, body: { message: 'no' } }
  const { identity, timeZone } = state
  switch (path) {
    case '/orders':
      return { body: { readable: state.ordersReadable } }
    case '/facts':
      return {
        body: {
          identity,
          timeZone,
          name: 'Toys & Co',
          url: url.origin,
          currency: 'SEK',
          country: 'SE',
          version: '1.0',
          pricesIncludeTax: true,
        },
      }
    default:
      return { body: {} }
  }
}
