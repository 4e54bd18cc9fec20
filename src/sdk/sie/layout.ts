// SIE 4B and 4C (sie.se): what each label of a file has behind it, in order. Reading and writing go by this one table.

/** `dimension` 1 is the cost centre, 6 the project. */
export interface SieObject {
  readonly dimension: string
  readonly object: string
}

/** What a field may be; with a question mark it may also be left out, and is null then. Days are ISO days here. */
interface Kinds {
  readonly text: string
  readonly 'text?': string | null
  readonly int: number
  readonly day: string
  readonly 'day?': string | null
  readonly amount: string
  readonly 'amount?': string | null
  readonly objects: readonly SieObject[]
}
export type Kind = keyof Kinds

const balance = { year: 'int', account: 'text', amount: 'amount', quantity: 'amount?' } as const

/** `year` counts from the year that the file is about: 0, the one before it -1. Amounts are positive in debit. */
export const layout = {
  flag: ['#FLAGGA', { read: 'int' }],
  program: ['#PROGRAM', { name: 'text', version: 'text?' }],
  format: ['#FORMAT', { format: 'text' }],
  generated: ['#GEN', { on: 'day', by: 'text?' }],
  type: ['#SIETYP', { type: 'text' }],
  remark: ['#PROSA', { text: 'text' }],
  organisation: ['#ORGNR', { number: 'text' }],
  company: ['#FNAMN', { name: 'text' }],
  year: ['#RAR', { year: 'int', from: 'day', to: 'day' }],
  chart: ['#KPTYP', { kind: 'text' }],
  currency: ['#VALUTA', { code: 'text' }],
  account: ['#KONTO', { number: 'text', name: 'text' }],
  /** T assets, S debts and equity, I income, K costs. */
  accountKind: ['#KTYP', { number: 'text', kind: 'text' }],
  sru: ['#SRU', { number: 'text', code: 'text' }],
  dimension: ['#DIM', { dimension: 'text', name: 'text' }],
  object: ['#OBJEKT', { dimension: 'text', object: 'text', name: 'text' }],
  opening: ['#IB', balance],
  closing: ['#UB', balance],
  result: ['#RES', balance],
  /** What an account moved in a month, such as 202603. */
  period: [
    '#PSALDO',
    { year: 'int', period: 'text', account: 'text', objects: 'objects', amount: 'amount', quantity: 'amount?' },
  ],
} as const satisfies Layout

export const voucherFields = {
  series: 'text',
  number: 'text',
  on: 'day',
  text: 'text?',
  registeredOn: 'day?',
  by: 'text?',
} as const satisfies Fields

export const rowFields = {
  account: 'text',
  objects: 'objects',
  amount: 'amount',
  on: 'day?',
  text: 'text?',
  quantity: 'amount?',
  by: 'text?',
} as const satisfies Fields

/**
 * `counts`: part of the voucher · `added`: tells only that the row which follows was added afterwards · `struck`: was struck
 * out. Only what counts is money.
 */
export const rowLabels = { counts: '#TRANS', added: '#RTRANS', struck: '#BTRANS' } as const

export type Fields = Readonly<Record<string, Kind>>
type Layout = Readonly<Record<string, readonly [label: string, fields: Fields]>>
type Values<Of extends Fields> = { readonly [Name in keyof Of]: Kinds[Of[Name]] }

export type SieRow = Values<typeof rowFields> & { readonly is: keyof typeof rowLabels }
export type SieVoucher = Values<typeof voucherFields> & { readonly is: 'voucher'; readonly rows: readonly SieRow[] }
type Plain = { [Is in keyof typeof layout]: { readonly is: Is } & Values<(typeof layout)[Is][1]> }[keyof typeof layout]
/** What a file tells, a line or a voucher at a time. */
export type SieEntry = Plain | SieVoucher
