import type { RawAmount } from './raw.ts'

/** Money in whole millionths: floats lose öre. */
export type Amount = bigint

const millionths = /^(-?)(\d*)(?:\.(\d*))?$/

/** Nothing is 0. */
export function amountOf(value: RawAmount | null | undefined): Amount {
  if (value === null || value === undefined || value === '') return 0n
  const [, sign, whole = '', places = ''] = millionths.exec(plainText(value)) ?? []
  if (sign === undefined) return 0n
  const digits = BigInt(whole + places.slice(0, 6).padEnd(6, '0')) + ((places[6] ?? '0') >= '5' ? 1n : 0n)
  return sign === '-' ? -digits : digits
}

/** `12.5`, with at most six places and no zeros at the end. */
export function decimalOf(amount: Amount): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0')
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '')
  return amount < 0n ? `-${text}` : text
}

/** The same for what is only carried over; null where there is nothing. */
export const carried = (value: RawAmount | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : decimalOf(amountOf(value))

export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((total, amount) => total + amount, 0n)

/** One over it, to six places; null where there is nothing or 0. */
export function inverse(value: RawAmount | null | undefined): string | null {
  const amount = amountOf(value)
  return amount > 0n ? decimalOf((2n * 10n ** 12n + amount) / (2n * amount)) : null
}

/** JSON's 1.0E-5 and what floats make of amounts: Magento keeps four places. */
const plainText = (value: RawAmount): string =>
  typeof value === 'number' || /e/i.test(value) ? Number(value).toFixed(6) : value.trim()
