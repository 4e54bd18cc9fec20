import { z } from 'zod'

export const RawAmount = z.string().regex(/^-?\d{1,14}(\.\d+)?$/)
export const RawMoney = z.looseObject({ shopMoney: z.looseObject({ amount: RawAmount }) }).nullish()
export type RawMoney = z.output<typeof RawMoney>

/** Millionths, so that sums are exact. */
export type Amount = bigint
const unit = 1_000_000n
const cent = 10_000n

/** In the shop's money; nothing where there is none. */
export function amountOf(raw: RawMoney): Amount {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(raw?.shopMoney.amount ?? '') ?? []
  const amount = BigInt(whole) * unit + BigInt(part.padEnd(6, '0').slice(0, 6))
  return sign === '-' ? -amount : amount
}

export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((all, one) => all + one, 0n)

/** `amount × part / whole`, to hundredths. */
export function shareOf(amount: Amount, part: Amount, whole: Amount): Amount {
  if (whole === 0n) return amount
  const exact = (amount * part) / whole
  const half = exact < 0n ? -cent / 2n : cent / 2n
  return ((exact + half) / cent) * cent
}

/** `12.50`; as many decimals as it takes, two at least. */
export function decimalOf(amount: Amount): string {
  const size = amount < 0n ? -amount : amount
  const part = String(size % unit)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${amount < 0n ? '-' : ''}${size / unit}.${part}`
}
