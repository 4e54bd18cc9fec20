import type { EntityName } from '../../src/sdk/index.ts'
import type { Facts } from './facts.ts'

/** The page of wp-admin on which a shopkeeper edits the record. Orders have one of their own where they are kept in their own tables. */
export function pageOf(entity: EntityName, externalId: string, facts: Facts): string | null {
  const page = pages[entity]?.(encodeURIComponent(externalId), facts)
  return page === undefined ? null : `${(facts.wordpress ?? facts.home).replace(/\/+$/, '')}/wp-admin/${page}`
}

const post = (id: string) => `post.php?post=${id}&action=edit`

const pages: Partial<Record<EntityName, (id: string, facts: Facts) => string>> = {
  orders: (id, { orderStorage }) =>
    orderStorage === 'hpos' ? `admin.php?page=wc-orders&action=edit&id=${id}` : post(id),
  products: post,
  customers: id => `user-edit.php?user_id=${id}`,
}
