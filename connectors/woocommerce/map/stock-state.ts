import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { RawAmount, RawText } from './raw.ts'
import { decimalOf } from './values.ts'

export const RawStock = z.object({
  /** "parent": the product's stock is this variation's too. */
  manage_stock: z.union([z.boolean(), z.string()]).nullish(),
  stock_quantity: RawAmount.nullish(),
  stock_status: RawText,
  backorders: RawText,
})
type RawStock = z.output<typeof RawStock>

type StockState = Pick<CanonicalInput<'stock'>, 'managed' | 'quantity' | 'status' | 'backorders'>

export function stockOf(own: RawStock, product: RawStock): StockState {
  const counted = own.manage_stock === 'parent' ? product : own
  const managed = counted.manage_stock === true
  return {
    managed,
    quantity: managed ? decimalOf(counted.stock_quantity) : null,
    status: statuses.get(String(own.stock_status)) ?? 'in_stock',
    backorders: counted.backorders === 'yes' || counted.backorders === 'notify',
  }
}

const statuses: ReadonlyMap<string, StockState['status']> = new Map([
  ['instock', 'in_stock'],
  ['outofstock', 'out_of_stock'],
  ['onbackorder', 'on_backorder'],
])
