import type { ComponentType } from 'react'
import { WooCommerceGuide } from './woocommerce.tsx'

/** Where to click to get a key, with a picture. A system without one shows the help of its fields. */
export const guides: Readonly<Record<string, ComponentType>> = { woocommerce: WooCommerceGuide }
