import t from 'tap'
import { en } from '../../src/ui/texts/en.ts'
import { sv } from '../../src/ui/texts/sv.ts'

/** Every text by its key, `shell.nav.start`. */
const flatten = (texts: object, above = ''): [string, string][] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? [[above + name, text] as [string, string]] : flatten(text, `${above}${name}.`),
  )
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort()

t.test('both languages say everything, with the same values in it', async t => {
  const english = new Map(flatten(en))
  const swedish = new Map(flatten(sv))
  t.strictSame([...swedish.keys()].sort(), [...english.keys()].sort())
  for (const [key, text] of english) {
    const other = swedish.get(key) ?? ''
    t.not(other.trim(), '', `${key} is said in Swedish`)
    t.not(text.trim(), '', `${key} is said in English`)
    t.strictSame(placeholders(other), placeholders(text), `${key} has its values`)
  }
})
