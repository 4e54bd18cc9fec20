/** Only these: Magento takes any other word for `eq` without saying so. */
export type ConditionType = 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'in' | 'nin' | 'like'
export type Filter = readonly [field: string, type: ConditionType, value: string | number]

export interface Search {
  /** Filters of one group are alternatives; the groups must all hold. */
  readonly groups?: ReadonlyArray<readonly Filter[]>
  /** By these, in this order; ascending unless it says otherwise. */
  readonly sortedBy?: readonly string[]
  readonly direction?: 'ASC' | 'DESC'
  readonly pageSize: number
  /** From 1. */
  readonly page?: number
  /** What each item is to have: `entity_id,items[sku]`. Cuts the answer, not the work. */
  readonly fields?: string
}

/** Encoded by hand, as it is signed: a space is %20, brackets are encoded, every name has its `=`. */
export function queryOf({ groups = [], sortedBy = [], direction = 'ASC', pageSize, page = 1, fields }: Search): string {
  const pairs: [string, string | number][] = []
  for (const [at, group] of groups.entries()) {
    for (const [nth, [field, type, value]] of group.entries()) {
      const filter = `searchCriteria[filterGroups][${at}][filters][${nth}]`
      pairs.push([`${filter}[field]`, field], [`${filter}[conditionType]`, type], [`${filter}[value]`, value])
    }
  }
  for (const [at, field] of sortedBy.entries()) {
    const order = `searchCriteria[sortOrders][${at}]`
    pairs.push([`${order}[field]`, field], [`${order}[direction]`, direction])
  }
  pairs.push(['searchCriteria[pageSize]', pageSize], ['searchCriteria[currentPage]', page])
  if (fields !== undefined) pairs.push(['fields', `items[${fields}],total_count`])
  return pairs.map(([name, value]) => `${encode(name)}=${encode(String(value))}`).join('&')
}

/** RFC 3986. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** A time as Magento compares it: UTC without a zone letter, to the second. One with a zone would be taken for UTC as it stands. */
export const timeText = (instant: string): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
