import { fortnox } from './fortnox.ts'
import { magento } from './magento.ts'
import type { ShopKind } from './shop.ts'
import { shopify } from './shopify.ts'
import { woocommerce } from './woocommerce.ts'

const kinds: Readonly<Record<string, ShopKind>> = { woocommerce, magento, shopify, fortnox }

export function kindOf(system: string): ShopKind {
  const kind = kinds[system]
  if (kind !== undefined) return kind
  throw new Error(`There is no shop “${system}” to simulate. There are: ${Object.keys(kinds).join(', ')}.`)
}
