import type { GraphQLError } from 'graphql'
import { type App, scopesOf } from './apps.ts'
import { fail } from './visit.ts'

/** The scope that a field takes; of several, one is enough. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  'QueryRoot.orders': ['read_orders'],
  'QueryRoot.order': ['read_orders'],
  'QueryRoot.fulfillment': ['read_orders', 'read_fulfillments'],
  'QueryRoot.refund': ['read_orders'],
  'QueryRoot.ordersCount': ['read_orders'],
  'QueryRoot.products': ['read_products'],
  'QueryRoot.product': ['read_products'],
  'QueryRoot.productsCount': ['read_products'],
  'QueryRoot.productVariants': ['read_products'],
  'QueryRoot.collections': ['read_products'],
  'QueryRoot.collection': ['read_products'],
  'QueryRoot.customers': ['read_customers'],
  'QueryRoot.customer': ['read_customers'],
  'QueryRoot.customersCount': ['read_customers'],
  'QueryRoot.inventoryItems': ['read_inventory'],
  'QueryRoot.inventoryItem': ['read_inventory'],
  'QueryRoot.inventoryItemsCount': ['read_inventory'],
  'QueryRoot.inventoryLevel': ['read_inventory'],
  'QueryRoot.locations': ['read_locations'],
  'QueryRoot.location': ['read_locations'],
  'Order.customer': ['read_customers'],
  'LineItem.product': ['read_products'],
  'LineItem.variant': ['read_products'],
  'InventoryLevel.location': ['read_locations', 'read_inventory'],
  'ProductVariant.inventoryItem': ['read_inventory', 'read_products'],
}

/** Protected customer data: by the level that it takes. */
const guarded: Readonly<Record<string, 1 | 2>> = {
  'QueryRoot.customers': 1,
  'QueryRoot.customer': 1,
  'Order.customer': 1,
  'Order.email': 2,
  'Order.phone': 2,
  'Order.billingAddress': 2,
  'Order.shippingAddress': 2,
  'Customer.firstName': 2,
  'Customer.lastName': 2,
  'Customer.displayName': 2,
  'Customer.defaultEmailAddress': 2,
  'Customer.defaultPhoneNumber': 2,
  'Customer.defaultAddress': 2,
  'Customer.addressesV2': 2,
}

/** Undefined: the app may read it. */
export function refuseField(app: App, type: string, field: string): GraphQLError | undefined {
  const name = `${type}.${field}`
  const wanted = scopes[name]
  if (wanted && !wanted.some(scope => scopesOf(app).includes(scope))) return lacks(field, wanted)
  const level = guarded[name]
  return level !== undefined && app.protectedData < level ? notApproved(field) : undefined
}

function lacks(field: string, wanted: readonly string[]): GraphQLError {
  const requiredAccess = `${wanted.map(scope => `\`${scope}\``).join(' or ')} access scope.`
  return fail('ACCESS_DENIED', `Access denied for ${field} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  })
}

const notApproved = (field: string): GraphQLError =>
  fail(
    'ACCESS_DENIED',
    `This app is not approved to access the ${field} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    { documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data' },
  )
