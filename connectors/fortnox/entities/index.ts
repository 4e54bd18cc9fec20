import type { Entity } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { accounts } from './accounts.ts'
import { customers } from './customers.ts'
import { invoices } from './invoices.ts'
import { orders } from './orders.ts'
import { products } from './products.ts'
import { stock } from './stock.ts'
import { vouchers } from './vouchers.ts'

export const entities: ReadonlyArray<Entity<Client, Facts>> = [
  products,
  stock,
  customers,
  orders,
  invoices,
  accounts,
  vouchers,
]
