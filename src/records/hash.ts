import { hash } from 'node:crypto'

/**
 * Tells whether a record's content changed. Left out are `deleted`, which is compared by itself, the modified time of
 * what hangs on another record (a shipment, a stock level), since that time is the other one's, and the paths that the
 * store derives when it is read (`lines.sku`): they may differ between two readings of one and the same record. A schema
 * gives the keys of a record in one order always; what it lets through unread (`meta`) is put in order first.
 */
export function hashRecord(record: object, derivedPaths: readonly string[] = []): string {
  const borrowed = 'parentExternalId' in record ? ['modifiedAt'] : []
  return hashText(JSON.stringify(without(orderMeta(record), cutFor(['deleted', ...borrowed, ...derivedPaths]))))
}

export function hashText(text: string): string {
  return hash('sha256', text, 'base64url')
}

function orderMeta(record: object): object {
  const { meta, lines } = record as { meta?: object; lines?: readonly object[] }
  return { ...record, ...(meta && { meta: orderKeys(meta) }), ...(lines && { lines: lines.map(orderMeta) }) }
}

function orderKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(orderKeys)
  const pairs = Object.entries(value)
  if (pairs.length === 0) return value
  pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(pairs.map(([key, one]) => [key, orderKeys(one)]))
}

/** Paths by their first name: those that end there, and what of the others lies below. */
interface Cut {
  readonly here: Readonly<Record<string, undefined>>
  readonly below: ReadonlyArray<readonly [name: string, cut: Cut]>
}

const cuts = new Map<string, Cut>()

function cutFor(paths: readonly string[]): Cut {
  const key = paths.join()
  const cut = cuts.get(key) ?? makeCut(paths.map(path => path.split('.')))
  cuts.set(key, cut)
  return cut
}

function makeCut(paths: readonly string[][]): Cut {
  const here = paths.filter(path => path.length === 1).map(([name]) => [name, undefined] as const)
  const deeper = Object.groupBy(
    paths.filter(path => path.length > 1),
    ([name = '']) => name,
  )
  const below = Object.entries(deeper).map(
    ([name, some = []]) => [name, makeCut(some.map(([, ...rest]) => rest))] as const,
  )
  return { here: Object.fromEntries(here), below }
}

/** A copy, as deep as the paths go. What is undefined is not written; deleting a key would make an object slow to write. */
function without(record: object, { here, below }: Cut): object {
  const copy: Record<string, unknown> = { ...record, ...here }
  for (const [name, cut] of below) {
    const value = copy[name]
    if (Array.isArray(value)) copy[name] = value.map(one => without(one, cut))
    else if (typeof value === 'object' && value !== null) copy[name] = without(value, cut)
  }
  return copy
}
