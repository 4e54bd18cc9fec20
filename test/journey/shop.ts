// A practice store beside the product, a connection between them, and runs on it.
import type { Test } from 'tap'
import {
  type RunningStore,
  type RunOptions,
  startPracticeWooCommerce,
} from '../../connectors/woocommerce/practice-store/index.ts'
import { type Api, type Json, until } from './api.ts'

/** Of a WooCommerce store. */
export const entities = ['orders', 'products', 'customers', 'shipments', 'stock'] as const

export async function startShop(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const shop = await startPracticeWooCommerce(options)
  t.teardown(() => shop.close())
  return shop
}

/** The form as a person fills it in. Over TLS the certificate is one for `localhost`. */
export function formOf({ baseUrl, keys }: RunningStore, { key, secret } = keys.readWrite) {
  const apiUrl = baseUrl.replace('https://127.0.0.1', 'https://localhost')
  return { externalSystem: 'woocommerce', credential: { apiUrl, accessToken: key, secret } }
}

export const connect = (product: Api, shop: RunningStore, more: object = {}): Promise<string> =>
  saveForm(product, formOf(shop), more)

/** Verify, then save. Returns the connection's id. */
export async function saveForm({ get }: Api, form: object, more: object = {}): Promise<string> {
  const report = await get('POST /connections/verify', form)
  if (!report.green) throw new Error(`Not green: ${JSON.stringify(report.checks)}`)
  const { verificationToken } = report
  const saved = await get('POST /connections', {
    ...form,
    name: 'Ljusbutiken',
    orderStart: '2000-01-01',
    verificationToken,
    ...more,
  })
  return saved.id
}

/** The states of a run that has not ended. */
export const underWay = ['queued', 'running', 'waiting']

export const ended = (run: Json): boolean => !underWay.includes(run.state)

export const start = async ({ get }: Api, connectionId: string, run: object): Promise<string> =>
  (await get(`POST /connections/${connectionId}/runs`, run)).id

/** Starts a run and gives it as it is when nothing more happens to it by itself. */
export async function runToEnd(product: Api, connectionId: string, run: object): Promise<Json> {
  return until(product, `/runs/${await start(product, connectionId, run)}`, ended)
}

/** One run of each entity that the connection has, side by side. */
export async function runAll(product: Api, connectionId: string, kind: string): Promise<Json[]> {
  const { items } = await product.get(`/connections/${connectionId}/schedules`)
  return Promise.all(items.map(({ entity }: Json) => runToEnd(product, connectionId, { entity, kind })))
}
