/** No word is kept longer, and none is looked for longer. */
export const longestWord = 100

/**
 * What a person typed, as a text search query that finds records in which every word occurs or begins a word:
 * `anna@exa 10` → `anna:* & exa:* & 10:*`. Null where nothing searchable was typed.
 */
export function toSearchQuery(typed: string): string | null {
  const words = typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? null : words.map(word => `${word.slice(0, longestWord)}:*`).join(' & ')
}
