import type { StoreView } from '../facts.ts'
import type { Result } from './check.ts'

export type Chosen = { readonly ids: readonly number[] | null } | { readonly refused: Result }

/** The ids of the store views that the form names by their codes; null: all. */
export function chooseViews(typed: string, views: readonly StoreView[]): Chosen {
  const codes = typed.split(/[\s,;]+/).filter(Boolean)
  if (codes.length === 1 && codes[0]?.toLowerCase() === 'all') return { ids: null }
  const found = codes.map(code => views.find(view => view.code.toLowerCase() === code.toLowerCase()))
  const at = found.indexOf(undefined)
  if (at !== -1) return { refused: unknown(codes[at] ?? '', views) }
  return { ids: [...new Set(found.flatMap(view => view?.id ?? []))].sort((one, other) => one - other) }
}

const unknown = (code: string, views: readonly StoreView[]): Result => ({
  status: 'failed',
  diagnosis: `The store has no store view “${code}”. It has: ${views.map(view => `${view.code} (${view.name})`).join(', ')}.`,
  remedy: 'Enter the codes of those whose orders are to be imported, or all.',
  field: 'storeView',
  suggestion: { field: 'storeView', value: views.map(view => view.code).join(', ') || 'all' },
})
