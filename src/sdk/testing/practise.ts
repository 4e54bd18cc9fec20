import type { PracticeClock } from './practice-clock.ts'
import type { PracticeRecord, PracticeStore } from './practice-store.ts'

interface Practisable {
  readonly answer: PracticeStore['answer']
  readonly state: { readonly clock: PracticeClock }
}

/** How the edits of a `PracticeStore` are made to one entity's records. What is absent cannot be done to them. */
export interface Practised<Store extends Practisable> {
  readonly records: (state: Store['state']) => readonly PracticeRecord[]
  readonly touch: (store: Store, id: string, at?: Date) => boolean
  readonly changeQuietly?: (store: Store, id: string) => boolean
  readonly trash?: (store: Store, id: string) => boolean
  readonly restore?: (store: Store, id: string) => boolean
  readonly remove?: (store: Store, id: string) => boolean
  readonly create: (store: Store, at?: Date) => string | null
}

/** The store as the contract kit handles it. No list of it leaves anything out. */
export function practise<Store extends Practisable>(
  store: Store,
  practised: Readonly<Record<string, Practised<Store>>>,
): PracticeStore {
  return {
    answer: store.answer,
    clock: store.state.clock,
    records: entity => practised[entity]?.records(store.state) ?? [],
    touch: (entity, id, at) => practised[entity]?.touch(store, id, at) ?? false,
    changeQuietly: (entity, id) => practised[entity]?.changeQuietly?.(store, id) ?? false,
    trash: (entity, id) => practised[entity]?.trash?.(store, id) ?? false,
    restore: (entity, id) => practised[entity]?.restore?.(store, id) ?? false,
    remove: (entity, id) => practised[entity]?.remove?.(store, id) ?? false,
    create: (entity, at) => practised[entity]?.create(store, at) ?? null,
    hide: () => false,
  }
}
