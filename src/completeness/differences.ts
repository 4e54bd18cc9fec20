import type { Compared, DifferenceKind, Found, OurOrder } from './compare.ts'

type Side = Omit<Compared, 'externalId' | 'number'>

/** One order that is not the same in the store and here, and what to do. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly externalId: string
  readonly number: string | null
  readonly store: Side | null
  readonly ours: Side | null
  readonly message: string
  readonly remedy: string
  /** What the remedy asks for first. */
  readonly next: Next
}

/** To import orders, to compare all of them with the store, or to retry what was set aside. */
export type Next = 'import' | 'reconcile' | 'retry'

export interface Circumstances {
  /** What changed in the store since then is not here yet. */
  readonly completeUntil: Date | null
  /** Why orders are set aside, by external id. */
  readonly setAside: ReadonlyMap<string, string>
}

export function explain({ kind, store, ours }: Found, known: Circumstances): Difference {
  const { externalId, number } = (store ?? ours)!
  const next = isNewer(store, known.completeUntil) ? 'import' : nextOf({ kind, store, ours }, known)
  return {
    ...{ kind, externalId, number },
    ...{ store: store && toSide(store), ours: ours && toSide(ours) },
    message: messages[kind]({ store, ours, reason: known.setAside.get(externalId) }),
    remedy: remedies[next],
    next,
  }
}

interface Told {
  readonly store: Compared | null
  readonly ours: OurOrder | null
  readonly reason: string | undefined
}

const messages: Readonly<Record<DifferenceKind, (told: Told) => string>> = {
  missing_here: ({ ours, reason }) => {
    if (reason !== undefined) return `It is in the store, and set aside here: ${reason}`
    return ours === null ? 'It is in the store and not here.' : 'It is in the store, and marked as deleted here.'
  },
  not_in_store: () =>
    'It is here, and the store has no such order of that time: gone, in the trash, or of another day.',
  other_status: ({ store, ours }) => `It is “${store?.status}” in the store and “${ours?.status}” here.`,
  other_total: ({ store, ours }) => `It is over ${money(store)} in the store and ${money(ours)} here.`,
  other_day: ({ store, ours }) =>
    `It was created at ${store?.createdAt} by the store, and ${ours?.createdAt} by what is here.`,
}

const remedies: Readonly<Record<Next, string>> = {
  import: 'It was changed after the last import: import orders, then ask again.',
  reconcile: 'Start a reconcile of orders, then ask again.',
  retry: 'Put the reason right in the store, and retry the rejection.',
}

const nextOf = ({ kind, store }: Found, { setAside }: Circumstances): Next =>
  kind === 'missing_here' && setAside.has(store?.externalId ?? '') ? 'retry' : 'reconcile'

function isNewer(store: Compared | null, completeUntil: Date | null): boolean {
  if (completeUntil === null) return true
  return store !== null && store.modifiedAt !== null && Date.parse(store.modifiedAt) >= completeUntil.getTime()
}

const money = (order: Compared | null): string =>
  order === null || order.total === null ? 'an unknown amount' : `${order.total} ${order.currency ?? ''}`.trim()

const toSide = ({ status, total, currency, createdAt, modifiedAt }: Compared): Side => ({
  status,
  total,
  currency,
  createdAt,
  modifiedAt,
})
