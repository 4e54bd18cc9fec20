/** Rows as JSON has them: instants as text, big numbers as text. */
export function toPlain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one))) as T
}
