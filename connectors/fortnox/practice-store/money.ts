import type { Invoice, Order, Row } from './documents.ts'
import type { Ore, State } from './state.ts'

/** To whole öre, the half away from zero, and never to -0. */
export const round = (amount: number): Ore => Math.sign(amount) * Math.round(Math.abs(amount) + 1e-9) || 0

/** As it is told: a number of the currency. */
export const amount = (ore: Ore): number => ore / 100

export type Priced = Pick<Order | Invoice, 'rows' | 'vatIncluded' | 'freight' | 'fee' | 'currency'>

export const fullOf = ({ price, quantity }: Row): Ore => round(price * quantity)

/** After discount, with VAT where the document has it so. */
export function totalOf(row: Row): Ore {
  const full = fullOf(row)
  const off = row.discountType === 'PERCENT' ? round((full * row.discount) / 100) : row.discount
  return full - off
}

export const withoutVat = (ore: Ore, vat: number, vatIncluded: boolean): Ore =>
  vatIncluded ? round((ore * 100) / (100 + vat)) : ore

export const netOf = (row: Row, vatIncluded: boolean): Ore => withoutVat(totalOf(row), row.vat, vatIncluded)

export interface Sums {
  readonly gross: Ore
  readonly net: Ore
  readonly vat: Ore
  /** By percent. */
  readonly vats: ReadonlyMap<number, Ore>
  readonly freightVat: Ore
  readonly feeVat: Ore
  readonly roundOff: Ore
  readonly total: Ore
}

/** Freight and fee are charged with the highest VAT that a row has. Inferred. */
const extraVat = ({ rows }: Priced): number => Math.max(0, ...rows.map(row => row.vat))

/**
 * VAT is worked out for each rate, not for each row, so rows that are rounded one by one need not add up to it. Inferred:
 * Net has freight and fee in it, Gross is Net before discounts, and Net + TotalVAT + RoundOff = Total.
 */
export function sumUp(state: Pick<State, 'roundsToKronor'>, document: Priced): Sums {
  const { rows, vatIncluded, freight, fee } = document
  const extras = [freight, fee].map(entered => ({ entered, vat: extraVat(document) }))
  const parts = [...rows.map(row => ({ entered: totalOf(row), vat: row.vat })), ...extras]
  const nets = parts.map(({ entered, vat }) => ({ entered, vat, net: withoutVat(entered, vat, vatIncluded) }))
  const vats = new Map<number, Ore>()
  for (const rate of new Set(parts.map(part => part.vat))) {
    const those = nets.filter(part => part.vat === rate)
    const net = add(those.map(part => part.net))
    const entered = add(those.map(part => part.entered))
    if (rate > 0) vats.set(rate, vatIncluded ? entered - net : round((net * rate) / 100))
  }
  const [net, vat] = [add(nets.map(part => part.net)), add([...vats.values()])]
  const off = add(rows.map(row => withoutVat(fullOf(row), row.vat, vatIncluded) - netOf(row, vatIncluded)))
  const whole = state.roundsToKronor && document.currency === 'SEK'
  const roundOff = whole ? round((net + vat) / 100) * 100 - (net + vat) : 0
  const vatOf = ({ entered, vat: rate }: (typeof extras)[number]) =>
    vatIncluded ? entered - withoutVat(entered, rate, true) : round((entered * rate) / 100)
  const [freightVat = 0, feeVat = 0] = extras.map(vatOf)
  return { gross: net + off, net, vat, vats, freightVat, feeVat, roundOff, total: net + vat + roundOff }
}

export const add = (amounts: readonly Ore[]): Ore => amounts.reduce((sum, one) => sum + one, 0)
