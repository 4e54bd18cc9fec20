import { hash } from 'node:crypto'

/**
 * Tells whether a record's content changed. Left out are `deleted`, which is compared by itself, the modified time of
 * what hangs on another record (a shipment, a stock level), since that time is the other one's, and the paths that the
 * store derives when it is read (`lines.sku`): they may differ between two readings of one and the same record. A schema
 * gives the keys of a record in one order always; what it lets through unread (`meta`) is put in order first.
 */
export function hashRecord(record: object, derivedPaths: readonly string[] = []): string {
  const borrowed = 'parentExternalId' in record ? ['modifiedAt'] : []
  return hashText(JSON.stringify(without(orderMeta(record), ['deleted', ...borrowed, ...derivedPaths])))
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
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(pairs.map(([key, one]) => [key, orderKeys(one)]))
}

/** A copy, as deep as the paths go. */
function without(record: object, paths: readonly string[]): object {
  const copy: Record<string, unknown> = { ...record }
  const inner = new Map<string, string[]>()
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.')
    if (rest.length === 0) delete copy[name]
    else inner.set(name, [...(inner.get(name) ?? []), rest.join('.')])
  }
  for (const [name, rest] of inner) {
    const value = copy[name]
    if (Array.isArray(value)) copy[name] = value.map(one => without(one, rest))
    else if (typeof value === 'object' && value !== null) copy[name] = without(value, rest)
  }
  return copy
}
