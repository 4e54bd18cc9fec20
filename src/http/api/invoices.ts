import { z } from 'zod'
import { Id, pageOf, plainText, TrueOrFalse } from './common.ts'
import { AddressShown, Amount, Anything, Day, detailed, RecordQuery, record, Search, Text } from './record.ts'

const Kind = z.enum(['invoice', 'credit_note'])

export const InvoiceItem = z
  .object({
    ...record,
    number: z.string(),
    kind: Kind.describe('The amounts of a credit note are negative.'),
    status: z.string(),
    externalStatus: z.string().describe('The system’s own word.'),
    issuedOn: Day.nullable(),
    dueOn: Day.nullable(),
    paidOn: Day.nullable().describe('The day of the last payment.'),
    currency: z.string(),
    currencyRate: Amount.nullable().describe('What one of its currency is worth in that of the books.'),
    total: Amount,
    totalTax: Amount,
    balance: Amount.nullable().describe('What is still to be paid; null: the system does not tell.'),
    moneyWarning: Text.describe('Set when the lines and their tax do not add up to the total.'),
    booked: z.boolean().nullable().describe('null: the system keeps no books.'),
    voucherExternalId: Text.describe('What it was booked by.'),
    orderExternalId: Text,
    orderNumber: Text,
    creditedExternalId: Text.describe('Of a credit note: the invoice that it takes back.'),
    customerExternalId: Text,
    customerName: Text,
    email: Text,
    paymentReference: Text.describe('What its payer is to give: an OCR number.'),
  })
  .meta({ id: 'InvoiceItem' })

const InvoiceLineShown = z.object({
  externalId: z.string(),
  kind: z.enum(['product', 'shipping', 'fee', 'rounding', 'rest']),
  name: z.string(),
  sku: Text,
  productExternalId: Text,
  orderLineExternalId: Text,
  quantity: Amount,
  subtotal: Amount,
  total: Amount,
  tax: Amount,
  taxPercent: Amount.nullable(),
  accountNumber: Text,
  meta: Anything,
})

export const InvoiceDetail = InvoiceItem.extend({
  ...detailed,
  orderId: Id.nullable().describe('The order here; null: it is of none, or of one that is not here.'),
  voucherId: Id.nullable().describe('What it was booked by; null: nothing, or what is not here.'),
  billing: AddressShown,
  moneyDifference: Amount.describe(
    'The total less what the lines add up to, those of kind rest left out; 0.00 is proven.',
  ),
  meta: Anything,
  lines: z.array(InvoiceLineShown),
}).meta({ id: 'Invoice' })

/** As its order tells of it. */
export const InvoiceShown = InvoiceItem.pick({
  id: true,
  externalId: true,
  number: true,
  kind: true,
  status: true,
  issuedOn: true,
  currency: true,
  total: true,
  balance: true,
})

export const InvoiceQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: number, order, payment reference, e-mail, name, sku.'),
  kind: Kind.optional(),
  status: plainText(50).optional(),
  number: plainText(200).optional(),
  issuedFrom: Day.optional().describe('Issued on this day or after.'),
  issuedBefore: Day.optional().describe('Issued before this day.'),
  dueBefore: Day.optional().describe('Due before this day.'),
  booked: TrueOrFalse.optional(),
  orderExternalId: plainText(200).optional(),
  customerExternalId: plainText(200).optional(),
  moneyWarning: TrueOrFalse.optional().describe('true: only those whose money does not add up.'),
})

export const invoicePage = pageOf(InvoiceItem)
