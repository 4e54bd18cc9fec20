export type Query = Readonly<Record<string, string>>
/** One request of a list. `total` is the answer's own X-WP-Total, null where there is none. */
export type List = (query: Query) => Promise<{ readonly rows: readonly unknown[]; readonly total: number | null }>

export function idOf(row: unknown): number | null {
  const id = typeof row === 'object' && row !== null && 'id' in row ? Number(row.id) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
