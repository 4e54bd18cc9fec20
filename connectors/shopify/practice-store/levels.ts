import type { Level, State } from './state.ts'

const kept = new WeakMap<State, { readonly revision: number; readonly byItem: ReadonlyMap<number, readonly Level[]> }>()

/** Found again only when something has changed: a catalogue is asked for item by item. */
export function levelsOf(state: State, itemId: number): readonly Level[] {
  const { revision } = state
  const known = kept.get(state)
  if (known?.revision === revision) return known.byItem.get(itemId) ?? []
  const byItem = Map.groupBy(state.levels, level => level.itemId)
  kept.set(state, { revision, byItem })
  return byItem.get(itemId) ?? []
}
