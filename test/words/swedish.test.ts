import { fileURLToPath } from 'node:url'
import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { ownWords } from '../../src/words/index.ts'
import { readSentences } from './sentences.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The names of values are the translator's own. */
const bare = (words: string) => words.replace(/\{\w+\}/g, '{}')
const names = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

const sentences = readSentences(root)

const connectorWords = () =>
  [...registry.values()].map(({ id, words }) => [`connectors/${id}/`, words?.sv ?? {}] as const)

t.test('all that the server says to people is said in Swedish too', async t => {
  t.ok(sentences.length > 300, 'the sentences are found')
  for (const [folder, words] of [['src/', ownWords], ...connectorWords()] as const) {
    const known = new Set(Object.keys(words).map(bare))
    const untold = sentences.filter(({ file, text }) => file.startsWith(folder) && !known.has(text))
    t.strictSame(
      untold.map(({ file, text }) => `${file}: ${text}`),
      [],
      `${folder} says all of it in Swedish`,
    )
  }
})

t.test('a translation has the values of its English', async t => {
  const all = [ownWords, ...connectorWords().map(([, words]) => words)]
  const odd = all.flatMap(words => Object.entries(words)).filter(([en, sv]) => !sameValues(en, sv))
  t.strictSame(odd, [])
})

/** A value may be left out, as `were` of “was or were” is, but none made up. */
const sameValues = (english: string, swedish: string): boolean =>
  swedish.trim() !== '' && names(swedish).every(name => names(english).includes(name))
