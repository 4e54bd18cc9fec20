// Amounts are decimal strings with at most six digits after the point: counted in millionths they add up exactly.
const digits = 6

/** `12.5` → 12500000n. */
export function toMillionths(decimal: string): bigint {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? decimal.slice(1) : decimal).split('.')
  const millionths = BigInt(whole + fraction.padEnd(digits, '0'))
  return negative ? -millionths : millionths
}

/** 12500000n → `12.50`: at least two decimals, more only where they say something. */
export function toDecimal(millionths: bigint): string {
  const text = (millionths < 0n ? -millionths : millionths).toString().padStart(digits + 1, '0')
  const fraction = text.slice(-digits).replace(/0{1,4}$/, '')
  return `${millionths < 0n ? '-' : ''}${text.slice(0, -digits)}.${fraction}`
}
