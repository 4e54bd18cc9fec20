import { hash } from 'node:crypto'

/**
 * Tells whether a record's content changed. Left out are `deleted`, which is compared by itself, and the paths that the
 * store derives when it is read (`lines.sku`): they may differ between two readings of one and the same record.
 */
export function hashRecord(record: object, derivedPaths: readonly string[] = []): string {
  return hashText(stableJson(without(record, ['deleted', ...derivedPaths])))
}

export function hashText(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** JSON with sorted keys: a store may give the same pairs in another order. */
export function stableJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(stableJson).join()}]`
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined)
  pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${stableJson(one)}`).join()}}`
}

function without(record: object, paths: readonly string[]): object {
  const copy: Record<string, unknown> = { ...record }
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.')
    const inner = copy[name]
    if (rest.length === 0) delete copy[name]
    else if (Array.isArray(inner)) copy[name] = inner.map(one => without(one, [rest.join('.')]))
    else if (typeof inner === 'object' && inner !== null) copy[name] = without(inner, [rest.join('.')])
  }
  return copy
}
