import type { StartDemoStore } from '../src/sdk/demo-store.ts'
import type { AnyConnector, Registry } from '../src/sdk/index.ts'
import { fortnox } from './fortnox/index.ts'
import { magento } from './magento/index.ts'
import { shopify } from './shopify/index.ts'
import { woocommerce } from './woocommerce/index.ts'

interface Entry {
  readonly connector: AnyConnector
  /** Loaded only when somebody practises. */
  readonly practise: () => Promise<{ startDemoStore: StartDemoStore }>
}

/** THE registry: a connector is one line here and one folder beside it. */
const entries: readonly Entry[] = [
  { connector: woocommerce, practise: () => import('./woocommerce/practice-store/demo.ts') },
  { connector: magento, practise: () => import('./magento/practice-store/demo.ts') },
  { connector: shopify, practise: () => import('./shopify/practice-store/demo.ts') },
  { connector: fortnox, practise: () => import('./fortnox/practice-store/demo.ts') },
]

export const registry: Registry = new Map(entries.map(({ connector }) => [connector.id, connector]))

/** Practice stores that trade by themselves, by the connector's id. */
export const demoStores: ReadonlyMap<string, StartDemoStore> = new Map(
  entries.map(({ connector, practise }) => [connector.id, async options => (await practise()).startDemoStore(options)]),
)
