import type { Test } from 'tap'
import { demoStores, registry } from '../../connectors/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import type { Database } from '../../src/db.ts'
import { openPracticeStores } from '../../src/practice/stores.ts'
import { alertSettings, startReceiver } from './alerts.ts'
import { type Answered, startApi, type TestApi } from './api.ts'
import { type Browser, openBrowser } from './browser.ts'
import { type ConsentShop, consentRegistry, startConsentShop } from './consent-shop.ts'

/** An API with all that its routes need in order to succeed: stores, a webhook, practice stores. */
export interface Stage {
  readonly db: Database
  readonly api: TestApi
  readonly browser: Browser
  readonly shop: Awaited<ReturnType<typeof startPracticeWooCommerce>>
  readonly consentShop: ConsentShop
  /** Ids, by the names that the steps give them. */
  readonly kept: Map<string, string>
  last: Answered
}

export async function startStage(t: Test, db: Database): Promise<Stage> {
  const shop = await startPracticeWooCommerce({ orders: 5, products: 3 })
  t.teardown(shop.close)
  const practice = openPracticeStores(demoStores, 'all')
  t.teardown(practice.close)
  const alerts = alertSettings({ receiver: await startReceiver(t) })
  const api = await startApi(t, db, { registry: new Map([...registry, ...consentRegistry]), alerts, practice })
  const consentShop = await startConsentShop(t)
  consentShop.consent.redirectUri = `${api.baseUrl}/api/v1/authorizations/callback`
  const last = await api.ask('GET', '/me')
  return { db, api, browser: openBrowser(api), shop, consentShop, kept: new Map(), last }
}
