const uncountable: Readonly<Record<string, string>> = { stock: 'stock levels' }

/** A number with its word, which is given in the plural: `1 order`, `2 orders`, `1 category`. */
export function count(number: number, plural: string): string {
  const words = uncountable[plural] ?? plural
  return `${number} ${agree(number, words.replace(/ies$/, 'y').replace(/s$/, ''), words)}`
}

/** The word that goes with a number: `has` with one, `have` with others. */
export const agree = (number: number, one: string, many: string): string => (number === 1 ? one : many)

/** `1 order, 2 products`. */
export const countAll = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([plural, number]) => count(number, plural))
    .join(', ')
