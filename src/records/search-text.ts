import { longestWord } from './words.ts'

type Texts = ReadonlyArray<string | null | undefined>

const longestText = 2_000
const mostWords = 300

/**
 * The words a record is found by, as `toSearchQuery` cuts them: lower case, letters and digits only. A code (number, SKU,
 * phone) is also kept in one piece, so that `abc123` finds ABC-123.
 */
export function searchText(texts: Texts, codes: Texts = []): string {
  const words = new Set<string>()
  for (const code of codes) {
    const parts = cutWords([code])
    if (parts.length > 1) words.add(parts.join('').slice(0, longestWord))
    for (const part of parts) words.add(part)
  }
  for (const word of cutWords(texts)) words.add(word)
  return [...words].slice(0, mostWords).join(' ')
}

function cutWords(texts: Texts): string[] {
  const text = texts.map(one => one?.slice(0, longestText) ?? '').join(' ')
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map(word => word.slice(0, longestWord))
}
