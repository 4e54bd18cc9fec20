import type { App, ShopifyStore } from '../../../connectors/shopify/practice-store/index.ts'
import type { Answer } from '../../../src/sdk/testing/index.ts'

export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  // biome-ignore lint/suspicious/noExplicitAny: the shapes of all answers, which the tests look into
  readonly body: any
}

export interface Asking {
  readonly by?: App
  /** In place of what the app would send; null: no token. */
  readonly token?: string | null
  readonly version?: string
  readonly variables?: object
}

/** One request to a shop without a server. */
export async function request(
  store: ShopifyStore,
  path: string,
  { method = 'POST', body, headers = {} }: { method?: string; body?: unknown; headers?: object } = {},
): Promise<Told> {
  const url = new URL(`https://shop.example${path}`)
  const raw = typeof body === 'string'
  const asked = {
    ...{ method, url, path: url.pathname, query: url.searchParams, at: Date.now() },
    headers: { 'content-type': raw ? 'application/x-www-form-urlencoded' : 'application/json', ...headers },
    body: raw ? body : JSON.stringify(body ?? ''),
  }
  const answer: Answer = await store.answer(asked)
  // As it travels: what is undefined in it is not there.
  const file = Buffer.isBuffer(answer.body) ? answer.body.toString() : answer.body
  const told = typeof file === 'object' ? JSON.parse(JSON.stringify(file)) : file
  return { status: answer.status ?? 200, headers: answer.headers ?? {}, body: told }
}

/** A token for the app: its own, or one that it asks for. */
export async function tokenOf(store: ShopifyStore, app: App): Promise<string> {
  if (app.token !== null) return app.token
  const body = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret }
  return (await request(store, '/admin/oauth/access_token', { body })).body.access_token
}

export async function ask(store: ShopifyStore, query: string, asking: Asking = {}): Promise<Told> {
  const { by = store.apps.full, version = '2026-10', variables = {} } = asking
  const token = asking.token === undefined ? await tokenOf(store, by) : asking.token
  const headers = token === null ? {} : { 'x-shopify-access-token': token }
  return await request(store, `/admin/api/${version}/graphql.json`, { body: { query, variables }, headers })
}
