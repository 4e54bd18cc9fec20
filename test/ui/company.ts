// A company in Fortnox beside the stage, with its books.
import type { Test } from 'tap'
import { type RunningStore, startPracticeFortnox } from '../../connectors/fortnox/practice-store/index.ts'
import type { Api } from '../journey/api.ts'
import { runToEnd, saveForm } from '../journey/shop.ts'

export interface Company {
  readonly shop: RunningStore
  readonly connectionId: string
}

/** Connected, with its accounts, vouchers and invoices; a voucher that does not balance is set aside. */
export async function addCompany(t: Test, product: Api): Promise<Company> {
  const shop = await startPracticeFortnox({ orders: 8, articles: 5, customers: 4, vouchers: 30 })
  t.teardown(() => shop.close())
  const { state } = shop.store
  state.vouchers.find(one => one.yearId === 1)!.rows.pop()
  const { clientId: accessToken, clientSecret: secret } = shop.apps.full
  const credential = { apiUrl: shop.baseUrl, accessToken, secret, tenantId: String(state.tenantId) }
  const connectionId = await saveForm(product, { externalSystem: 'fortnox', credential }, { name: 'Bolaget' })
  for (const entity of ['accounts', 'vouchers', 'invoices']) await runToEnd(product, connectionId, { entity })
  return { shop, connectionId }
}
