import type { z } from 'zod'
import { Account } from './account.ts'
import { Customer } from './customer.ts'
import { Invoice } from './invoice.ts'
import { Order } from './order.ts'
import { Product } from './product.ts'
import { Shipment } from './shipment.ts'
import { StockLevel } from './stock.ts'
import { Voucher } from './voucher.ts'

/** The records the core speaks of. A new kind of record starts here. */
export const canonical = {
  products: Product,
  customers: Customer,
  orders: Order,
  invoices: Invoice,
  shipments: Shipment,
  stock: StockLevel,
  accounts: Account,
  vouchers: Voucher,
} as const

export type EntityName = keyof typeof canonical
export const entityNames = Object.keys(canonical) as EntityName[]
/** What map() returns: the schema's input, so that defaults and checks stay the schema's business. */
export type CanonicalInput<Name extends EntityName> = z.input<(typeof canonical)[Name]>
export type CanonicalRecord<Name extends EntityName = EntityName> = z.output<(typeof canonical)[Name]>

export { toAccountId, toVoucherId } from './financial-year.ts'
export { invoiceStatuses } from './invoice.ts'
export { orderStatuses } from './order.ts'
export { Collection, stockStatuses } from './product.ts'
export { Address, Day, Decimal, ExternalId, Instant } from './values.ts'
