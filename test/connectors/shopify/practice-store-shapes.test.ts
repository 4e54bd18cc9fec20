import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createPracticeStore } from '../../../connectors/shopify/practice-store/index.ts'
import { ask } from './ask-shop.ts'

const read = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../fixtures/shopify/queries/${name}.graphql`), 'utf8')
const store = createPracticeStore({ orders: 60, limit: { maximumAvailable: 50_000, restoreRate: 100 } })
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`

const variables: Readonly<Record<string, object>> = {
  '01_probe': {},
  '02_orders_page': { first: 50 },
  '02b_orders_full_page': { first: 50 },
  '03_order_lines_more': { id: gid('Order', store.state.orders[0]!.id) },
  '04_order_money_children': { id: gid('Order', store.state.orders.find(one => one.refunds.length > 0)!.id) },
  '05_products_page': { first: 50 },
  '06_product_variants_more': { first: 50 },
  '07_customers_page': { first: 50 },
  '08_inventory_page': { first: 50 },
  '09_location_inventory': { id: gid('Location', store.state.locations[0]!.id), first: 50 },
  '10_locations': {},
  '23_deletes': { query: 'action:destroy' },
  '32_orders_by_customer': { query: `customer_id:${store.state.customers[0]!.id}` },
  '33_order_detail': { id: gid('Order', store.state.orders[0]!.id) },
  '34_product_variants': { id: gid('Product', store.state.products[7]!.id) },
  '35_products_by_name': { query: 'title:Lampa*' },
  '36_product_detail': { id: gid('Product', store.state.products[7]!.id) },
  '37_products_by_collection': { id: gid('Collection', store.state.collections[0]!.id) },
  '38_collections': {},
}

t.test('it answers every question that an import has, and nothing in the answers is against the schema', async t => {
  for (const [name, given] of Object.entries(variables)) {
    const { body } = await ask(store, read(name), { variables: given })
    t.strictSame(body.errors, undefined, name)
    t.ok(body.data)
  }
})
