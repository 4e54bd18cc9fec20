import type { RawAmount } from './raw.ts'

/** Money, quantities and rates in whole millionths: floats lose öre. */
export type Amount = bigint

const one = 1_000_000n
/** One öre. */
export const smallest = 10_000n

/** Nothing is 0. */
export function amountOf(value: RawAmount): Amount {
  if (value === null || value === undefined) return 0n
  const text = typeof value === 'number' || /e/i.test(value) ? Number(value).toFixed(6) : value.trim()
  const [, sign = '', whole = '', places = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
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
export const carried = (value: RawAmount): string | null =>
  value === null || value === undefined || value === '' ? null : decimalOf(amountOf(value))

export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((total, amount) => total + amount, 0n)

export const absolute = (amount: Amount): Amount => (amount < 0n ? -amount : amount)

/** So much of a hundred, in öre. */
export const percentOf = (amount: Amount, percent: Amount): Amount => divide(amount * percent, 100n * one)

/** What an amount is without the percentage that was put on it, in öre. */
export const withoutPercent = (amount: Amount, percent: Amount): Amount =>
  divide(amount * 100n * one, 100n * one + percent)

/** What an amount was before a percentage was taken off it, in öre; null where all was taken. */
export const beforePercent = (amount: Amount, percent: Amount): Amount | null =>
  percent >= 100n * one ? null : divide(amount * 100n * one, 100n * one - percent)

export const times = (price: Amount, quantity: Amount): Amount => divide(price * quantity, one)

/** What part one amount is of another, in whole percent. */
export const wholePercent = (part: Amount, of: Amount): Amount =>
  of === 0n ? 0n : ((200n * absolute(part) + absolute(of)) / (2n * absolute(of))) * one

/** To whole öre, half away from zero. */
function divide(amount: bigint, by: bigint): Amount {
  const [top, bottom] = [absolute(amount), by * smallest]
  const rounded = ((2n * top + bottom) / (2n * bottom)) * smallest
  return amount < 0n ? -rounded : rounded
}

/** A rate to six places: what one of a currency is worth where so many of it are worth `rate`. */
export function rateOf(rate: RawAmount, unit: RawAmount): string | null {
  const [told, per] = [amountOf(rate), amountOf(unit ?? 1)]
  return told <= 0n || per <= 0n ? null : decimalOf((2n * told * one + per) / (2n * per))
}
