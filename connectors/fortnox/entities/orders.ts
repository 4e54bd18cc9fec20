import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mark } from '../map/mark.ts'
import { mapOrder, RawOrder } from '../map/order.ts'
import type { Position } from '../walk.ts'
import { type Numbered, numbered } from './numbered.ts'
import { summarise } from './summaries.ts'

const listed: Numbered = {
  resource: 'orders',
  dayField: 'OrderDate',
  fingerprint: row =>
    mark(row, {
      texts: ['CustomerNumber', 'CustomerName', 'OrderDate', 'DeliveryDate', 'Currency', 'ExternalInvoiceReference1'],
      amounts: ['Total'],
      flags: ['Cancelled', 'Sent'],
    }),
}

export const orders = entity<'orders', Client, RawOrder, Position, Facts>({
  name: 'orders',
  label: 'Orders',
  import: {
    ...numbered(listed),
    raw: readable(RawOrder),
    map: mapOrder,
  },
  summarise,
})
