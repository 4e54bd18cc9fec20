import type { Phrases } from '../sdk/index.ts'

/** Says English words in another language; what it does not know stays as it is. */
export type Say = (words: string) => string

interface Pattern {
  readonly fits: RegExp
  readonly names: readonly string[]
  readonly said: string
}

const value = /\{(\w+)\}/g

/** Patterns with less of their own may fit by chance; they are asked last. */
const telling = 20

/**
 * A whole text is looked for first, then its sentences; values are said in turn, for they may be sentences too. A sentence
 * may also stand in another, without its full stop.
 */
export function createSay(phrases: Phrases): Say {
  const exact = new Map(Object.entries(phrases).filter(([words]) => words.search(value) === -1))
  const patterns = Object.entries(phrases)
    .filter(([words]) => !exact.has(words))
    .sort(([a], [b]) => countFixed(b) - countFixed(a))
  const split = patterns.findIndex(([words]) => countFixed(words) < telling)
  const strong = patterns.slice(0, split === -1 ? undefined : split).map(toPattern)
  const weak = split === -1 ? [] : patterns.slice(split).map(toPattern)
  const known = (words: string) => exact.get(words) ?? exact.get(`${words}.`)?.replace(/\.$/, '')
  const fit = (among: readonly Pattern[], words: string): string | undefined => {
    for (const pattern of among) {
      const values = pattern.fits.exec(words)?.slice(1)
      if (values) return fill(pattern, values.map(say))
    }
    return undefined
  }
  const saySentences = (words: string): string | undefined => {
    for (const end of sentenceEnds(words)) {
      const first = exact.get(words.slice(0, end))
      if (first !== undefined) return `${first} ${say(words.slice(end + 1))}`
    }
    return undefined
  }
  const say: Say = words => {
    if (!/[a-z]/i.test(words)) return words
    return known(words) ?? fit(strong, words) ?? saySentences(words) ?? fit(weak, words) ?? sayPieces(words, say)
  }
  return say
}

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const countFixed = (words: string): number => words.replace(value, '').length

function toPattern([words, said]: readonly [string, string]): Pattern {
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
  for (const [between, join] of [
    [/(?<=[.!?”]) (?=[\p{Lu}“])/u, ' '],
    ['; ', '; '],
  ] as const) {
    const pieces = words.split(between)
    if (pieces.length > 1) return pieces.map(say).join(join)
  }
  return words
}
