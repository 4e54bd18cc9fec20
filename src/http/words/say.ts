import type { Phrases } from '../../sdk/index.ts'

/** Says English words in another language; what it does not know stays as it is. */
export type Say = (words: string) => string

interface Pattern {
  readonly fits: RegExp
  readonly names: readonly string[]
  readonly said: string
}

const value = /\{(\w+)\}/g

/** A whole text is looked for first, then its sentences; values are said in turn, for they may be sentences too. */
export function createSay(phrases: Phrases): Say {
  const exact = new Map(Object.entries(phrases).filter(([words]) => words.search(value) === -1))
  const patterns = Object.entries(phrases)
    .filter(([words]) => !exact.has(words))
    .sort(([a], [b]) => countFixed(b) - countFixed(a))
    .map(toPattern)
  const sayWhole = (words: string): string | undefined => {
    const known = exact.get(words)
    if (known !== undefined) return known
    for (const pattern of patterns) {
      const values = pattern.fits.exec(words)?.slice(1)
      if (values) return fill(pattern, values.map(say))
    }
    return undefined
  }
  const say: Say = words => {
    if (!/[a-z]/i.test(words)) return words
    const known = exact.get(words)
    if (known !== undefined) return known
    for (const end of sentenceEnds(words)) {
      const first = exact.get(words.slice(0, end))
      if (first !== undefined) return `${first} ${say(words.slice(end + 1))}`
    }
    return sayWhole(words) ?? sayPieces(words, say)
  }
  return say
}

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const countFixed = (words: string): number => words.replace(value, '').length

function toPattern([words, said]: [string, string]): Pattern {
  const fixed = words.split(/\{\w+\}/).map(part => escapePattern(part))
  return {
    fits: new RegExp(`^${fixed.join('(.*?)')}$`, 's'),
    names: [...words.matchAll(value)].map(([, name]) => name!),
    said,
  }
}

const fill = ({ names, said }: Pattern, values: readonly string[]): string =>
  said.replace(value, (_, name: string) => values[names.indexOf(name)] ?? '')

/** Where a sentence may end and the next begin, the last first. */
const sentenceEnds = (words: string): number[] =>
  [...words.matchAll(/(?<=[.!?”:]) (?=\S)/g)].map(({ index }) => index).reverse()

/** Several sentences, or the reasons of one refusal, each by itself. */
function sayPieces(words: string, say: Say): string {
  for (const between of ['; ', /(?<=[.!?”]) (?=[\p{Lu}“])/u]) {
    const pieces = words.split(between)
    if (pieces.length > 1) return pieces.map(say).join(typeof between === 'string' ? between : ' ')
  }
  return words
}
