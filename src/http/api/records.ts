import { z } from 'zod'
import { Id, pageOf, plainText, TrueOrFalse } from './common.ts'
import { InvoiceShown } from './invoices.ts'
import { AddressShown, Amount, Anything, detailed, RecordQuery, record, Search, Text, Time } from './record.ts'

export { RecordChange } from './record.ts'

export const OrderItem = z
  .object({
    ...record,
    number: z.string(),
    status: z.string(),
    externalStatus: z.string().describe('The store’s own word.'),
    currency: z.string(),
    total: Amount,
    totalTax: Amount,
    refundedTotal: Amount,
    moneyWarning: Text.describe('Set when lines, shipping, fees, tax and refunds do not add up to the store’s total.'),
    email: Text,
    customerName: Text,
    customerExternalId: Text,
    test: z.boolean().describe('Somebody only tried out the store: `meta.test` is true. No money was paid.'),
    paymentMethodTitle: Text,
    paidAt: Time.nullable(),
  })
  .meta({ id: 'OrderItem' })

const OrderLineShown = z.object({
  externalId: z.string(),
  kind: z.enum(['product', 'shipping', 'fee', 'rest']),
  name: z.string(),
  sku: Text,
  productExternalId: Text,
  variantExternalId: Text,
  quantity: Amount,
  subtotal: Amount,
  total: Amount,
  tax: Amount,
  taxes: z.array(Anything),
  meta: Anything,
})

export const ShipmentShown = z.object({
  id: Id,
  externalId: z.string(),
  status: Text,
  carrier: Text,
  trackingNumber: Text,
  trackingUrl: Text,
  shippedAt: Time.nullable(),
  source: z.string(),
  lines: z.array(Anything),
})

export const OrderDetail = OrderItem.extend({
  ...detailed,
  billing: AddressShown,
  shipping: AddressShown,
  completedAt: Time.nullable(),
  paymentMethod: Text,
  transactionId: Text,
  customerNote: Text,
  pricesIncludeTax: z.boolean().nullable(),
  shippingTotal: Amount,
  discountTotal: Amount,
  moneyDifference: Amount.describe(
    'The store’s total less what the lines add up to, those of kind rest left out; 0.00 is proven.',
  ),
  coupons: z.array(Anything),
  meta: Anything,
  lines: z.array(OrderLineShown),
  taxes: z.array(Anything),
  refunds: z.array(Anything),
  shipments: z.array(ShipmentShown),
  invoices: z.array(InvoiceShown),
}).meta({ id: 'Order' })

export const ProductItem = z
  .object({
    ...record,
    name: z.string(),
    type: z.string(),
    status: z.string(),
    externalStatus: z.string(),
    sku: Text,
    barcode: Text,
    brand: Text,
    url: Text,
    collectionExternalIds: z.array(z.string()),
  })
  .meta({ id: 'ProductItem' })

export const VariantShown = z
  .object({
    externalId: z.string(),
    name: z.string(),
    sku: Text,
    barcode: Text,
    options: z.array(Anything),
    price: Anything,
    stock: Anything,
    weight: Text,
    imageUrl: Text,
    active: z.boolean(),
    modifiedAt: Time.nullable(),
  })
  .meta({ id: 'Variant' })

export const ProductDetail = ProductItem.extend({
  ...detailed,
  slug: Text,
  description: Text,
  shortDescription: Text,
  taxClass: Text,
  taxable: z.boolean(),
  weight: Text,
  dimensions: Anything.nullable(),
  tags: z.array(z.string()),
  images: z.array(Anything),
  attributes: z.array(Anything),
  componentExternalIds: z.array(z.string()),
  meta: Anything,
  variants: z.array(VariantShown),
  collections: z.array(z.object({ externalId: z.string(), name: z.string(), slug: Text })),
}).meta({ id: 'Product' })

export const CustomerItem = z
  .object({ ...record, email: Text, firstName: Text, lastName: Text, company: Text, phone: Text, role: Text })
  .meta({ id: 'CustomerItem' })

export const CustomerDetail = CustomerItem.extend({
  ...detailed,
  username: Text,
  billing: AddressShown,
  shipping: AddressShown,
  meta: Anything,
}).meta({ id: 'Customer' })

export const ShipmentItem = z
  .object({
    ...record,
    orderExternalId: z.string(),
    orderNumber: Text,
    ...ShipmentShown.omit({ id: true, externalId: true }).shape,
  })
  .meta({ id: 'ShipmentItem' })

export const StockItem = z
  .object({
    ...record,
    productExternalId: z.string(),
    variantExternalId: z.string(),
    locationExternalId: Text,
    sku: Text,
    managed: z.boolean(),
    quantity: Text,
    status: z.string(),
    backorders: z.boolean(),
  })
  .meta({ id: 'StockItem' })

export const CollectionShown = z
  .object({
    connectionId: Id,
    externalId: z.string(),
    parentExternalId: Text,
    name: z.string(),
    slug: Text,
    description: Text,
    position: z.number().nullable(),
    productCount: z.number(),
  })
  .meta({ id: 'Collection' })

export const OrderQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: number, e-mail, name, sku.'),
  status: plainText(50).optional(),
  email: plainText(320).optional(),
  number: plainText(200).optional(),
  customerExternalId: plainText(200).optional(),
  moneyWarning: TrueOrFalse.optional().describe('true: only those whose money does not add up.'),
})
export const ProductQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: name, sku.'),
  status: plainText(50).optional(),
  sku: plainText(200).optional(),
  collectionExternalId: plainText(200).optional().describe('Only products of this category or collection.'),
})
export const CustomerQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: e-mail, name, company.'),
  email: plainText(320).optional(),
})
export const ShipmentQuery = RecordQuery.extend({
  orderExternalId: plainText(200).optional(),
  trackingNumber: plainText(200).optional(),
})
export const StockQuery = RecordQuery.extend({
  productExternalId: plainText(200).optional(),
  sku: plainText(200).optional(),
  status: plainText(50).optional(),
})

export const orderPage = pageOf(OrderItem)
export const productPage = pageOf(ProductItem)
export const customerPage = pageOf(CustomerItem)
export const shipmentPage = pageOf(ShipmentItem)
export const stockPage = pageOf(StockItem)
