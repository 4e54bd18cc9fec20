import type { Customer, Day, Instant, Ore, Saved } from './state.ts'

export interface Row {
  readonly id: number
  /** Empty: a line of text with a price. */
  readonly articleNumber: string
  readonly description: string
  /** Negative on a credit note. */
  readonly quantity: number
  /** With VAT where the document has its prices so. */
  price: Ore
  /** Percent, or hundredths of the currency, which a credit note has negative. */
  readonly discount: number
  readonly discountType: 'PERCENT' | 'AMOUNT'
  readonly vat: number
  readonly account: number
  readonly unit: string
}

/** The customer as it was when the document was made: what is changed there later does not change it here. */
type Addressee = Readonly<
  Pick<Customer, 'address' | 'zipCode' | 'city' | 'countryCode' | 'organisationNumber' | 'phone' | 'email'>
>

interface Document extends Saved {
  readonly number: number
  readonly customerNumber: string
  readonly customerName: string
  readonly addressee: Addressee
  readonly day: Day
  readonly currency: string
  readonly currencyRate: number
  readonly currencyUnit: number
  readonly vatIncluded: boolean
  readonly rows: Row[]
  readonly freight: Ore
  readonly fee: Ore
  cancelled: boolean
  sent: boolean
  readonly yourOrderNumber: string
  readonly reference: string
}

export interface Order extends Document {
  /** 0: it has none yet. */
  invoiceNumber: number
  deliveryDay: Day | null
}

export interface Invoice extends Document {
  readonly dueDay: Day
  readonly credit: boolean
  /** Of a credit note the invoice that it takes back, of that invoice the credit note; 0: none. */
  creditReference: number
  /** 0: it was made without an order. */
  readonly orderNumber: number
  voucher: VoucherKey | null
}

export interface VoucherKey {
  readonly yearId: number
  readonly series: string
  readonly number: number
}

export interface Payment extends Saved {
  readonly number: number
  readonly invoiceNumber: number
  /** In the currency of the invoice. */
  readonly amount: Ore
  readonly day: Day
  readonly created: Instant
  voucher: VoucherKey | null
}
