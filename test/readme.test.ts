import { readFileSync } from 'node:fs'
import t from 'tap'
import { settings } from '../src/config/settings.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

t.test('the README tells every setting as the program has it', async t => {
  const rows = readme.split('\n').filter(line => /^\| `(KOPPLA_|DATABASE_URL|OTEL_)/.test(line))
  const told = settings.map(({ name, describe, allowed, fallback }) => {
    const assumed = fallback === undefined ? '–' : `\`${fallback}\``
    return `| \`${name}\` | ${describe} | ${allowed} | ${assumed} |`
  })
  t.strictSame(rows, told)
})

t.test('the README names only commands that there are', async t => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  for (const [, name] of readme.matchAll(/npm run ([\w:]+)/g)) t.ok(name! in scripts, `npm run ${name}`)
})
