import type { ComponentType } from 'react'
import type { Connector } from '../../../api/types.ts'
import { FortnoxGuide } from './fortnox.tsx'
import { MagentoGuide } from './magento.tsx'
import { ShopifyGuide } from './shopify.tsx'
import { WooCommerceGuide } from './woocommerce.tsx'

/** Where to click to get a key. A system without one shows the help of its fields. */
export const guides: Readonly<Record<string, ComponentType<{ connector: Connector }>>> = {
  woocommerce: WooCommerceGuide,
  magento: MagentoGuide,
  shopify: ShopifyGuide,
  fortnox: FortnoxGuide,
}
