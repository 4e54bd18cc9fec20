import type { CanonicalInput } from '../../src/sdk/index.ts'

type Invoice = CanonicalInput<'invoices'>

/** An invoice as an accounting system keeps it: 1,000.00 and 250.00 of tax, booked, half of it paid. */
export const anInvoice = (externalId: string, given: Partial<Invoice> = {}): Invoice => ({
  externalId,
  modifiedAt: '2026-03-02T10:00:00Z',
  createdAt: '2026-03-01T10:00:00Z',
  number: `F${externalId}`,
  kind: 'invoice',
  status: 'open',
  externalStatus: 'booked',
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  paidOn: null,
  currency: 'EUR',
  currencyRate: '11.4321',
  total: '1250',
  totalTax: '250',
  balance: '625',
  booked: true,
  voucherExternalId: 'A 17 2026',
  orderExternalId: '1',
  orderNumber: 'N1',
  creditedExternalId: null,
  customerExternalId: '7',
  email: 'anna@example.com',
  billing: null,
  paymentReference: '1234567897',
  lines: [anInvoiceLine('1', { subtotal: '1100', total: '1000', tax: '250' })],
  ...given,
})

export const anInvoiceLine = (externalId: string, given: Partial<Invoice['lines'][number]>) => ({
  externalId,
  kind: 'product' as const,
  name: 'Kaffe',
  sku: 'K-1',
  productExternalId: '70',
  orderLineExternalId: '11',
  quantity: '2',
  subtotal: '0',
  total: '0',
  tax: '0',
  taxPercent: '25',
  accountNumber: '3001',
  ...given,
})
