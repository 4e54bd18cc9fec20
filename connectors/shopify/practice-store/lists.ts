import { byCreated, byId, byUpdated, type List } from './listing.ts'
import { itemsOf, ordersFor } from './nodes.ts'
import {
  numberField,
  textField,
  timeField,
  updatedDayField,
  updatedField,
  wordField,
  wordsField,
} from './search-fields.ts'
import { showCustomer } from './show-customer.ts'
import { showOrder } from './show-order.ts'
import { showCollection, showProduct, showVariant } from './show-product.ts'
import { type Item, showItem, showLevel, showLocation } from './show-stock.ts'
import type { Collection, Customer, Level, Location, Order, Product, Row, State, Variant } from './state.ts'

const times = {
  created_at: timeField<Row>(({ created }) => created),
  updated_at: updatedField,
  id: numberField<Row>(({ id }) => id),
}

export const orders = (state: State): List<Order> => ({
  ...{ name: 'orders', rows: ordersFor, show: (row: Order) => showOrder(state, row), words: 'name' },
  sorts: { ID: byId, CREATED_AT: byCreated, UPDATED_AT: byUpdated, PROCESSED_AT: byCreated },
  sortedBy: 'PROCESSED_AT',
  fields: {
    ...times,
    processed_at: times.created_at,
    name: textField<Order>(({ number }) => [`#${number}`, String(number)]),
    customer_id: numberField<Order>(({ customerId }) => customerId),
    status: (row, { value }) => value === 'any' || value.split(',').includes(statusOf(row)),
    test: wordField<Order>(({ test }) => String(test)),
    tag: textField<Order>(({ tags }) => tags),
  },
})

const statusOf = ({ cancelled, closed }: Order): string =>
  cancelled !== null ? 'cancelled' : closed !== null ? 'closed' : 'open'

export const products = (state: State): List<Product> => ({
  ...{ name: 'products', rows: ({ state }) => state.products, show: (row: Product) => showProduct(state, row) },
  ...{ words: 'title', sortedBy: 'ID' },
  unsaid: { field: 'status', fits: ({ status }) => status === 'ACTIVE' },
  sorts: {
    ...{ ID: byId, CREATED_AT: byCreated, UPDATED_AT: byUpdated, RELEVANCE: byId },
    TITLE: { kind: 'plain', keyOf: ({ title }) => title },
  },
  fields: {
    ...times,
    title: wordsField<Product>(({ title }) => title),
    status: wordField<Product>(({ status }) => status),
    sku: textField<Product>(({ variants }) => variants.map(({ sku }) => sku)),
    collection_id: (row, { value }) => row.collectionIds.includes(Number(value)),
    tag: textField<Product>(({ tags }) => tags),
    vendor: textField<Product>(({ vendor }) => [vendor]),
  },
})

export const customers = (state: State): List<Customer> => ({
  ...{ name: 'customers', rows: ({ state }) => state.customers, show: (row: Customer) => showCustomer(state, row) },
  ...{ words: 'email', sortedBy: 'ID' },
  sorts: { ID: byId, CREATED_AT: byCreated, UPDATED_AT: byUpdated },
  fields: {
    ...times,
    // Shopify’s own table says of this list alone that it matches a whole day.
    updated_at: updatedDayField,
    email: textField<Customer>(({ email }) => [email]),
  },
})

export const collections = (state: State): List<Collection> => ({
  ...{ name: 'collections', rows: ({ state }) => state.collections, show: row => showCollection(state, row) },
  sorts: { ID: byId, UPDATED_AT: byUpdated, TITLE: { kind: 'plain', keyOf: ({ title }) => title } },
  sortedBy: 'ID',
  fields: { ...times, title: wordsField<Collection>(({ title }) => title) },
})

export const locations: List<Location> = {
  name: 'locations',
  rows: ({ state }) => state.locations,
  show: showLocation,
  sorts: { ID: byId, NAME: { kind: 'plain', keyOf: ({ name }) => name } },
  sortedBy: 'NAME',
  fields: { ...times, name: textField<Location>(({ name }) => [name]) },
}

interface VariantRow extends Row {
  readonly product: Product
  readonly variant: Variant
}

export const productVariants = (state: State): List<VariantRow> => ({
  name: 'productVariants',
  rows: ({ state }) =>
    state.products.flatMap(product => product.variants.map(variant => ({ ...variant, product, variant }))),
  show: ({ product, variant }) => showVariant(state, product, variant),
  sorts: { ID: byId, UPDATED_AT: byUpdated },
  sortedBy: 'ID',
  fields: {
    ...times,
    sku: textField<VariantRow>(({ variant }) => [variant.sku]),
    product_id: numberField<VariantRow>(({ product }) => product.id),
  },
})

interface ItemRow extends Row {
  readonly item: Item
}

/** Sorted by id, and by nothing else. */
export const inventoryItems = (state: State): List<ItemRow> => ({
  name: 'inventoryItems',
  rows: ({ state }) =>
    [...itemsOf(state).values()].map(item => ({
      ...{
        id: item.id,
        created: item.variant.created,
        updated: item.variant.itemUpdated,
        savedAt: 0,
        indexed: null,
        item,
      },
    })),
  show: ({ item }) => showItem(state, item),
  sorts: { ID: byId },
  sortedBy: 'ID',
  fields: { ...times, sku: textField<ItemRow>(({ item }) => [item.variant.sku]) },
})

export const levelsAt = (state: State, locationId: number): List<Level> => ({
  name: `inventoryLevels of ${locationId}`,
  rows: ({ state }) => state.levels.filter(one => one.locationId === locationId && itemsOf(state).has(one.itemId)),
  show: row => showLevel(state, row, itemsOf(state).get(row.itemId)!),
  sorts: { ID: byId },
  sortedBy: 'ID',
  fields: { ...times },
})
