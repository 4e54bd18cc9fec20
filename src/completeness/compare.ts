import { toDecimal, toMillionths } from '../records/decimal.ts'

/** What is compared of an order. */
export interface Compared {
  readonly externalId: string
  readonly number: string | null
  /** The store's own word. */
  readonly status: string
  readonly total: string | null
  readonly currency: string | null
  readonly createdAt: string | null
  readonly modifiedAt: string | null
}

export interface OurOrder extends Compared {
  /** Living, and created within the span. */
  readonly counts: boolean
  readonly deleted: boolean
}

export interface Sum {
  readonly count: number
  readonly total: string
}

export interface Line {
  readonly currency: string | null
  readonly store: Sum
  readonly ours: Sum
}

export interface StatusLine extends Line {
  readonly status: string
}

export type DifferenceKind = 'missing_here' | 'not_in_store' | 'other_status' | 'other_total' | 'other_day'

export interface Found {
  readonly kind: DifferenceKind
  readonly store: Compared | null
  readonly ours: OurOrder | null
}

export interface Comparison {
  readonly totals: readonly Line[]
  readonly statuses: readonly StatusLine[]
  readonly found: readonly Found[]
}

/** Both sides by status and currency, and order by order. `ours`: those of the span, and what we have of the store's ids. */
export function compareOrders(store: readonly Compared[], ours: readonly OurOrder[]): Comparison {
  const counted = ours.filter(one => one.counts)
  const own = new Map(ours.map(one => [one.externalId, one]))
  const known = new Set(store.map(one => one.externalId))
  const found = [
    ...store.flatMap(one => differ(one, own.get(one.externalId))),
    ...counted.filter(one => !known.has(one.externalId)).map(one => tell('not_in_store', null, one)),
  ]
  const byStatus = (one: Compared) => [one.currency, one.status] as const
  const statuses = sumBy(store, counted, byStatus).map(({ key, line }) => ({ status: key[1] ?? '', ...line }))
  return { totals: sumBy(store, counted, one => [one.currency]).map(({ line }) => line), statuses, found }
}

function differ(store: Compared, ours: OurOrder | undefined): Found[] {
  if (ours === undefined || ours.deleted) return [tell('missing_here', store, ours ?? null)]
  if (!ours.counts) return [tell('other_day', store, ours)]
  return [
    ...(store.status === ours.status ? [] : [tell('other_status', store, ours)]),
    ...(isSameMoney(store, ours) ? [] : [tell('other_total', store, ours)]),
  ]
}

const tell = (kind: DifferenceKind, store: Compared | null, ours: OurOrder | null): Found => ({ kind, store, ours })

function isSameMoney(one: Compared, other: Compared): boolean {
  if (one.total === null || other.total === null) return one.total === other.total
  return one.currency === other.currency && toMillionths(one.total) === toMillionths(other.total)
}

type Key = readonly [currency: string | null, status?: string]

/** Exact: amounts are added up as whole millionths. A total that is not known adds nothing. */
function sumBy(store: readonly Compared[], ours: readonly Compared[], keyOf: (one: Compared) => Key) {
  const sums = new Map<string, { key: Key; store: Adding; ours: Adding }>()
  const add = (side: 'store' | 'ours', one: Compared) => {
    const key = keyOf(one)
    const name = JSON.stringify(key)
    const sum = sums.get(name) ?? { key, store: { count: 0, millionths: 0n }, ours: { count: 0, millionths: 0n } }
    sums.set(name, sum)
    sum[side].count += 1
    sum[side].millionths += one.total === null ? 0n : toMillionths(one.total)
  }
  for (const one of store) add('store', one)
  for (const one of ours) add('ours', one)
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { key, store, ours }]) => ({ key, line: { currency: key[0], store: toSum(store), ours: toSum(ours) } }))
}

interface Adding {
  count: number
  millionths: bigint
}

const toSum = ({ count, millionths }: Adding): Sum => ({ count, total: toDecimal(millionths) })
