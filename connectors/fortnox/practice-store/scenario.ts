import type { PracticeStore, Scenario } from '../../../src/sdk/testing/index.ts'
import type { Facts } from '../facts.ts'
import { makeApps } from './apps.ts'
import { createPracticeStore } from './index.ts'
import { practiseStore } from './practise.ts'

const SEED = 7
const TENANT = 1_205_577
const { clientId, clientSecret } = makeApps(SEED).full

/** Three pages of everything at fifty a page. It does not mind the pace, as the kit’s time is not the store’s. */
export const size = {
  ...{ articles: 130, customers: 130, orders: 130, directInvoices: 40, vouchers: 40, seed: SEED, tenantId: TENANT },
  limit: { requests: Number.POSITIVE_INFINITY, windowMs: 5_000 },
}

const years = (today: Date) => {
  const year = today.getFullYear()
  return [
    { id: '1', from: `${year}-01-01`, to: `${year}-12-31`, method: 'ACCRUAL' },
    { id: '2', from: `${year - 3}-07-01`, to: `${year - 2}-12-31`, method: 'ACCRUAL' },
    { id: '3', from: `${year - 1}-01-01`, to: `${year - 1}-12-31`, method: 'ACCRUAL' },
  ]
}

const facts = (baseUrl: string): Facts => ({
  ...{ identity: String(TENANT), name: 'Ljusbutiken i Malmö AB', url: baseUrl, timeZone: 'Europe/Stockholm' },
  ...{ currency: 'SEK', country: 'SE', version: null, pricesIncludeTax: null, counts: {} },
  ...{ origin: baseUrl, tenantId: String(TENANT), organisationNumber: '556677-8899' },
  ...{ financialYears: years(new Date()), lockedUntil: null },
})

const start = (): PracticeStore => practiseStore(createPracticeStore(size))

/** The contract kit’s company. */
export default {
  values: baseUrl => ({
    ...{ apiUrl: baseUrl, accessToken: clientId, secret: clientSecret, tenantId: String(TENANT) },
  }),
  facts,
  start,
} satisfies Scenario
