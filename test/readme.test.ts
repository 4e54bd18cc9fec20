import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
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

t.test('the README lists the commands that the program has', async t => {
  const [list] = /`npm run koppla -- <command>`: [^;]+;/.exec(readme)!
  const listed = [...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!)
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const [, commands] = execFileSync(process.execPath, [cli, '--help'], { encoding: 'utf8' }).split('Commands:\n')
  const had = [...commands!.matchAll(/^ {2}([\w-]+)/gm)].map(([, name]) => name!).filter(name => name !== 'help')
  t.strictSame(listed.sort(), had.sort())
})
