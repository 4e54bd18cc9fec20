// A store of each system, what it takes for a right credential, and what nobody else may ever see of it.
import type { Test } from 'tap'
import { type App, createPracticeStore as createFortnox } from '../../../connectors/fortnox/practice-store/index.ts'
import { createPracticeStore as createMagento } from '../../../connectors/magento/practice-store/index.ts'
import { createPracticeStore as createShopify } from '../../../connectors/shopify/practice-store/index.ts'
import { createPracticeStore as createWoo } from '../../../connectors/woocommerce/practice-store/index.ts'
import { hex, type PracticeStore } from '../../../src/sdk/testing/index.ts'
import type { Planted } from './planted.ts'
import { startTelling, type TellingStore } from './telling-store.ts'

export interface Form {
  readonly externalSystem: string
  readonly credential: Readonly<Record<string, string>>
}

export interface StoreOfSystem extends TellingStore {
  readonly form: Form
  /** The same with secrets that open nothing. */
  readonly wrong: Form
}

const few = { orders: 6, products: 6, customers: 4 }
const unhurried = { requests: Number.POSITIVE_INFINITY, windowMs: 5_000 }
const fewOfFortnox = { orders: 6, articles: 6, customers: 4, vouchers: 3, limit: unhurried }

type Practised = Pick<PracticeStore, 'answer'> & { readonly state: Pick<PracticeStore, 'clock'> }

interface Given {
  readonly system: string
  readonly secrets: Readonly<Record<string, string>>
  readonly plain?: Readonly<Record<string, string>>
}

async function open(t: Test, { plant }: Planted, store: Practised, { system, secrets, plain }: Given) {
  for (const [name, secret] of Object.entries(secrets)) plant(`${name} of ${system}`, secret)
  const telling = await startTelling(t, { answer: store.answer, clock: store.state.clock }, Object.values(secrets))
  const wrong = Object.keys(secrets).map(name => [
    name,
    plant(`wrong ${name} of ${system}`, `wr0ng+${name}/${system}=${hex(16, name, system)}`),
  ])
  const others = { apiUrl: telling.baseUrl, ...plain }
  const opened: StoreOfSystem = Object.assign(telling, {
    form: { externalSystem: system, credential: { ...others, ...secrets } },
    wrong: { externalSystem: system, credential: { ...others, ...Object.fromEntries(wrong) } },
  })
  return opened
}

/** One of each, and a second company in Fortnox, to which a person lets Koppla in. */
export async function startFour(t: Test, planted: Planted) {
  const woo = createWoo(few)
  const magento = createMagento(few)
  const shopify = createShopify({ ...few, limit: { maximumAvailable: 2_000, restoreRate: 1_000_000 } })
  const fortnox = createFortnox({ ...fewOfFortnox, seed: 3 })
  const other = createFortnox({ ...fewOfFortnox, seed: 4, tenantId: 4_711_471 })
  const { key, secret } = woo.keys.readWrite
  const { accessToken, accessTokenSecret, consumerKey, consumerSecret } = magento.integrations.full
  const { clientId, clientSecret } = shopify.apps.full
  const secretsOf = (app: App) => ({ accessToken: app.clientId, secret: app.clientSecret })
  const tenantId = String(fortnox.state.tenantId)
  const give = (store: Practised, given: Given) => open(t, planted, store, given)
  return {
    lent: fortnox.apps.full,
    stores: await Promise.all([
      give(fortnox, {
        system: 'fortnox',
        secrets: secretsOf(fortnox.apps.full),
        plain: { tenantId, account: 'service' },
      }),
      give(woo, { system: 'woocommerce', secrets: { accessToken: key, secret } }),
      give(magento, {
        system: 'magento',
        secrets: { accessToken, secret: accessTokenSecret, consumerKey, consumerSecret },
        plain: { way: 'oauth', storeView: 'all' },
      }),
      give(shopify, {
        system: 'shopify',
        secrets: { accessToken: clientId!, secret: clientSecret! },
        plain: { way: 'app' },
      }),
    ]),
    company: other,
    consent: await give(other, {
      system: 'fortnox',
      secrets: secretsOf(other.apps.personal),
      plain: { account: 'person' },
    }),
  }
}
