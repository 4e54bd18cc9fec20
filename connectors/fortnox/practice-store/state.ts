import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import type { App } from './apps.ts'
import type { Invoice, Order, Payment } from './documents.ts'
import type { Garbage } from './garbage.ts'
import type { Oauth } from './oauth-state.ts'
import type { Scope } from './scopes.ts'

/** Milliseconds UTC. */
export type Instant = number
/** `2026-11-20` */
export type Day = string
/** Hundredths of the currency. */
export type Ore = number

/** When it was last saved, to the second: what `lastmodified` goes by, and what no answer tells. */
export interface Saved {
  modified: Instant
}

export interface Article extends Saved {
  readonly number: string
  description: string
  readonly type: 'STOCK' | 'SERVICE'
  /** Its stock is counted. */
  stockGoods: boolean
  active: boolean
  ean: string
  unit: string
  /** Without VAT, of the default price list. */
  price: Ore
  purchasePrice: Ore
  vat: number
  quantity: number
  reserved: number
  account: number
  webshop: boolean
  note: string
}

export interface Customer extends Saved {
  readonly number: string
  name: string
  readonly type: 'PRIVATE' | 'COMPANY'
  organisationNumber: string
  vatNumber: string
  readonly vatType: 'SEVAT' | 'EUREVERSEDVAT' | 'EUVAT' | 'EXPORT'
  email: string
  phone: string
  address: string
  zipCode: string
  city: string
  readonly countryCode: string
  readonly currency: string
  active: boolean
}

/** Accounts, vouchers and series are of one year each; its id is not the calendar's and not in the order of time. */
export interface FinancialYear {
  readonly id: number
  readonly from: Day
  readonly to: Day
  readonly method: 'ACCRUAL' | 'CASH'
}

export interface Account extends Saved {
  readonly yearId: number
  readonly number: number
  description: string
  active: boolean
  readonly sru: number
  readonly vatCode: string
  /** What the first year began with, debit positive; later years begin with what the one before ended with. */
  readonly opening: Ore
}

export interface VoucherRow {
  readonly account: number
  readonly debit: Ore
  readonly credit: Ore
  readonly info: string
  /** Struck out by a correction: it is still told and no longer counts. */
  removed: boolean
}

export interface Voucher extends Saved {
  readonly yearId: number
  readonly series: string
  readonly number: number
  readonly day: Day
  description: string
  comments: string
  readonly referenceType: string
  readonly referenceNumber: string
  rows: VoucherRow[]
}

export interface Currency {
  readonly code: string
  readonly description: string
  /** What `unit` of it is worth in SEK. */
  rate: number
  readonly unit: number
}

export interface State {
  readonly seed: number
  readonly clock: PracticeClock
  readonly openedAt: Instant
  /** Also called its database number. */
  tenantId: number
  companyName: string
  /** The integrations that Fortnox knows, and what they were given. */
  apps: readonly App[]
  readonly oauth: Oauth
  /** Scopes for which the company holds no licence. */
  readonly unlicensed: Set<Scope>
  /** The company may use integrations at all. */
  apiLicence: boolean
  /** Default as documented: 25 requests in 5 s, for each client and company. */
  limit: { readonly requests: number; readonly windowMs: number }
  /** When the requests of a client that count were made. */
  readonly paces: Map<string, Instant[]>
  /** GETs that sent or printed something: reading may never do that. */
  readonly sideEffects: string[]
  readonly garbage: Garbage
  /** Nothing can be booked up to this day. */
  lockedUntil: Day | null
  /** Lists that are asked for without a filter leave out what is inactive. */
  hidesInactive: boolean
  /** Totals in SEK are rounded to whole kronor. */
  readonly roundsToKronor: boolean
  years: readonly FinancialYear[]
  accounts: Account[]
  vouchers: Voucher[]
  currencies: Currency[]
  articles: Article[]
  customers: Customer[]
  /** Numbers of deleted customers, which are never given again. */
  readonly reservedNumbers: Set<string>
  orders: Order[]
  invoices: Invoice[]
  readonly payments: Payment[]
  readonly paymentsOf: Map<Invoice['number'], Payment[]>
  /** The last voucher number of a series in a year, by `1/A`. */
  readonly lastVouchers: Map<string, number>
  /** Moves with every change, so that what was worked out once can be kept. */
  revision: number
  nextRowId: number
}

export const nowOf = (state: State): Instant => wholeSecond(state.clock.now())
export const wholeSecond = (at: Date | number): Instant => Math.floor(Number(at) / 1_000) * 1_000

/** Saves it as it is; its time becomes `at`, default now. */
export function save(state: State, row: Saved, at?: Date | number): void {
  row.modified = at === undefined ? nowOf(state) : wholeSecond(at)
  state.revision++
}
