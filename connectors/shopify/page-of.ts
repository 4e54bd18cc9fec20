import type { EntityName } from '../../src/sdk/index.ts'
import type { Facts } from './facts.ts'

const pages: Partial<Record<EntityName, string>> = { products: 'products', customers: 'customers', orders: 'orders' }

/** `https://admin.shopify.com/store/name/orders/8052023623986`: our external ids are the numbers in these addresses. */
export function pageOf(entity: EntityName, externalId: string, { origin }: Facts): string | null {
  const name = /^https:\/\/([\w-]+)\.myshopify\.com$/.exec(origin)?.[1]
  const page = pages[entity]
  return name && page ? `https://admin.shopify.com/store/${name}/${page}/${encodeURIComponent(externalId)}` : null
}
