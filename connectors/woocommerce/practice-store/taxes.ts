import type { Cents, Tax } from './state.ts'

export interface Rate {
  readonly id: number
  readonly code: string
  readonly label: string
  readonly percent: number
}

export const rates: readonly Rate[] = [
  { id: 1, code: 'SE-MOMS 25%-1', label: 'Moms 25%', percent: 25 },
  { id: 2, code: 'SE-MOMS 12%-1', label: 'Moms 12%', percent: 12 },
  { id: 3, code: 'SE-MOMS 6%-1', label: 'Moms 6%', percent: 6 },
  { id: 4, code: 'DE-MWST-1', label: 'MwSt', percent: 19 },
  { id: 5, code: 'FI-ALV-1', label: 'ALV', percent: 25.5 },
  { id: 6, code: 'CA-GST-1', label: 'GST', percent: 5 },
  { id: 7, code: 'CA-BC-PST-2', label: 'PST', percent: 7 },
]
const percentOf = new Map(rates.map(rate => [rate.id, rate.percent]))

/** Which rates a sale is taxed with: one in most countries, two in Canada, none on export. */
export function ratesFor(country: string, taxClass: string): readonly number[] {
  if (country === 'DE') return [4]
  if (country === 'FI') return [5]
  if (country === 'CA') return [6, 7]
  if (country !== 'SE') return []
  return [taxClass === 'reduced-rate' ? 2 : taxClass === 'bokmoms' ? 3 : 1]
}

export interface Taxed {
  readonly net: Cents
  readonly taxes: readonly { readonly rate: number; readonly amount: Cents }[]
}

/** Parts a price that includes tax, so that net and taxes add up to it to the cent. */
export function extractTax(gross: Cents, rateIds: readonly number[]): Taxed {
  const percents = rateIds.map(id => percentOf.get(id)!)
  const whole = 100 + percents.reduce((sum, percent) => sum + percent, 0)
  const taxes = rateIds.map((rate, at) => ({ rate, amount: Math.round((gross * percents[at]!) / whole) }))
  return { net: gross - taxes.reduce((sum, tax) => sum + tax.amount, 0), taxes }
}

export const sumTaxes = (taxes: readonly Tax[]): Cents => taxes.reduce((sum, tax) => sum + tax.total, 0)
export const sumSubtotalTaxes = (taxes: readonly Tax[]): Cents => taxes.reduce((sum, tax) => sum + tax.subtotal, 0)
