import { z } from 'zod'
import { Address, Currency, Day, Decimal, ExternalId, recordShape, Text } from './values.ts'

export const invoiceStatuses = ['draft', 'open', 'paid', 'cancelled', 'other'] as const

export const InvoiceLine = z.object({
  externalId: ExternalId,
  /** `rest`: as an order's. */
  kind: z.enum(['product', 'shipping', 'fee', 'rounding', 'rest']),
  name: Text,
  sku: Text.nullable(),
  productExternalId: ExternalId.nullable(),
  /** The line of the order that it charges for. */
  orderLineExternalId: ExternalId.nullable(),
  quantity: Decimal,
  /** Net, before discount, for the whole line. */
  subtotal: Decimal,
  /** Net, after discount, for the whole line. */
  total: Decimal,
  tax: Decimal,
  taxPercent: Decimal.nullable(),
  /** The account of the books that it goes to. */
  accountNumber: Text.nullable(),
  meta: z.record(z.string(), z.unknown()).default({}),
})

/** An invoice or a credit note, whose amounts are negative. What a system does not keep is null. */
export const Invoice = z.object({
  /** Order Start goes by `createdAt`: when its order was made; where it has none, when it was made itself. */
  ...recordShape,
  number: Text,
  kind: z.enum(['invoice', 'credit_note']),
  status: z.enum(invoiceStatuses),
  /** The system's own word. */
  externalStatus: Text,
  /** The day it bears, as the system has it. */
  issuedOn: Day.nullable(),
  dueOn: Day.nullable(),
  /** The day of the last payment. */
  paidOn: Day.nullable(),
  currency: Currency,
  /** What one of its currency is worth in that of the books. */
  currencyRate: Decimal.nullable(),
  total: Decimal,
  totalTax: Decimal,
  /** What is still to be paid. */
  balance: Decimal.nullable(),
  booked: z.boolean().nullable(),
  /** What it was booked by. */
  voucherExternalId: ExternalId.nullable(),
  orderExternalId: ExternalId.nullable(),
  orderNumber: Text.nullable(),
  /** Of a credit note: the invoice that it takes back. */
  creditedExternalId: ExternalId.nullable(),
  customerExternalId: ExternalId.nullable(),
  email: Text.nullable(),
  billing: Address.nullable(),
  /** What its payer is to give: an OCR number. */
  paymentReference: Text.nullable(),
  lines: z.array(InvoiceLine),
  meta: z.record(z.string(), z.unknown()).default({}),
})
