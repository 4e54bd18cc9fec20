// How JSON.stringify writes a NUL and half of a surrogate pair. (A literal backslash before `u0000` matches too; no harm.)
const refused = /\\u(0000|d[89a-f][0-9a-f]{2})/

/** PostgreSQL refuses NUL in text and half surrogate pairs in jsonb, and stores do send both: they become U+FFFD. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** The same value with every text in it storable, keys included. */
export function makeStorable<T>(value: T): T {
  return refused.test(JSON.stringify(value) ?? '') ? (clean(value) as T) : value
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanText(key), clean(one)]))
}
