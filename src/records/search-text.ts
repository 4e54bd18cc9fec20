type Texts = ReadonlyArray<string | null | undefined>

const longestText = 2_000
const longestWord = 100
const mostWords = 300

/**
 * The words a record is found by, as `toSearchQuery` cuts them: lower case, letters and digits only. A code (number, SKU,
 * phone) is also kept in one piece, so that `abc123` finds ABC-123.
 */
export function searchText(texts: Texts, codes: Texts = []): string {
  const words = new Set<string>()
  for (const text of [...codes, ...texts]) for (const word of cutWords(text)) words.add(word)
  for (const code of codes) {
    const whole = cutWords(code).join('')
    if (whole !== '') words.add(whole.slice(0, longestWord))
  }
  return [...words].slice(0, mostWords).join(' ')
}

function cutWords(text: string | null | undefined): string[] {
  const words =
    text
      ?.slice(0, longestText)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map(word => word.slice(0, longestWord))
}
