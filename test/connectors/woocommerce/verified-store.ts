import type { Test } from 'tap'
import { startPracticeWooCommerce } from '../../../connectors/woocommerce/practice-store/index.ts'
import { type Answer, type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { verify } from './verification.ts'

export const { ca, good: tls } = await makeCertificates()
export type Store = Awaited<ReturnType<typeof startPracticeWooCommerce>>
type Options = NonNullable<Parameters<typeof startPracticeWooCommerce>[0]>

/** A small store over TLS, under the name that the certificate is for. */
export async function startStore(t: Test, options: Options = { tls }): Promise<Store & { url: string }> {
  const store = await startPracticeWooCommerce({ orders: 12, products: 10, customers: 5, ...options })
  t.teardown(store.close)
  return { ...store, url: store.baseUrl.replace('127.0.0.1', 'localhost') }
}

export interface Key {
  readonly key: string
  readonly secret: string
}
export const verifyKey = (t: Test, url: string, { key, secret }: Key) =>
  verify(t, { apiUrl: url, accessToken: key, secret }, { ca })

/** A store in front of which something changes what is asked or answered. */
export async function startBehind(
  t: Test,
  store: Store,
  change: (asked: Asked) => Answer | Promise<Answer>,
  secure = true,
) {
  const server = await startPracticeServer(change, { ...(secure && { tls }), clock: store.store.state.clock })
  t.teardown(server.close)
  return server.baseUrl.replace('127.0.0.1', 'localhost')
}
