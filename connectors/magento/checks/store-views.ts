import type { Offer } from '../../../src/sdk/index.ts'
import type { Facts, StoreView } from '../facts.ts'
import type { Result } from './check.ts'

export type Chosen = { readonly ids: readonly number[] | null } | { readonly refused: Result }

/** The ids of the store views that the form names by their codes; null: all. */
export function chooseViews(typed: string, views: readonly StoreView[], offers: Offer): Chosen {
  if (isWhole(typed)) return { ids: null }
  const codes = codesIn(typed)
  const found = codes.map(code => views.find(view => view.code.toLowerCase() === code))
  const at = codes.length === 0 ? 0 : found.indexOf(undefined)
  if (at !== -1) return { refused: unknown(codes[at] ?? typed, offers) }
  return { ids: [...new Set(found.flatMap(view => view?.id ?? []))].sort((one, other) => one - other) }
}

const codesIn = (typed: string): string[] =>
  typed
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)

export function isWhole(typed: string): boolean {
  const codes = codesIn(typed)
  return codes.length === 1 && codes[0] === 'all'
}

const unknown = (code: string, offers: Offer): Result => ({
  status: 'failed',
  diagnosis: `The store has no store view “${code}”. It has: ${offers.parts.map(({ name }) => name).join(', ')}.`,
  remedy:
    'Choose those whose orders are to be imported, or all; where they are typed, their codes with commas between.',
  field: offers.field,
  offers,
})

/** A connection has one Order Start and one currency of its products, where its store views may have several. */
export function warnOfDiffering(views: readonly StoreView[], found: Partial<Facts>) {
  const { storeIds = null, timeZone, currency } = found
  const chosen = views.filter(({ id }) => storeIds === null || storeIds.includes(id))
  const zones = say(chosen, 'timeZone')
  const currencies = say(chosen, 'currency')
  const told = [
    zones &&
      `The store views have different time zones: ${zones}. Order Start is counted in ${timeZone}; the day of an invoice is that of its own store view.`,
    currencies &&
      `Their websites keep books in different currencies: ${currencies}. What products cost is told in ${currency}.`,
  ].filter(sentence => sentence !== null)
  return told.length === 0
    ? null
    : ({ status: 'warning', diagnosis: told.join(' '), remedy, field: 'storeView' } as const)
}

const remedy = 'Imports work. Where each is to go by its own, make a connection of its own for each store view.'

/** `default Europe/Stockholm, us America/New_York`; null where all have the same. */
function say(views: readonly StoreView[], what: 'timeZone' | 'currency'): string | null {
  const several = new Set(views.flatMap(view => view[what] ?? [])).size > 1
  return several ? views.map(view => `${view.code} ${view[what]}`).join(', ') : null
}
