import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { buildPages } from './ui/browser.ts'

interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

t.setTimeout(600_000)

const file = new URL('../package-lock.json', import.meta.url)
const packages: Record<string, LockEntry> = JSON.parse(fs.readFileSync(file, 'utf8')).packages

/** May be part of a work under Apache-2.0, whatever becomes of it. */
const permissive = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...[
    'CC0-1.0',
    'MIT OR Apache-2.0',
    '(MIT OR CC0-1.0)',
    '(WTFPL OR MIT)',
    'MIT and ISC',
    'MIT AND ISC AND BSD-3-Clause',
  ],
])

/** Licences that ask for more, and why that does not touch what we give away. */
const others: Readonly<Record<string, string>> = {
  elkjs: 'EPL-2.0: draws diagrams in the database tool that comes with prisma; neither changed nor shipped by us',
  '@axe-core/playwright': 'MPL-2.0: as axe-core, which it brings into the browser',
  'axe-core': 'MPL-2.0: only looks at pages in tests',
  lightningcss: 'MPL-2.0: only builds the style sheets; none of it is in them',
  'spdx-exceptions': 'CC-BY-3.0: a list of names, used while packages are checked in tests',
  'jsonc-simple-parser': 'MIT, told in its files alone; only in tests',
}

const nameOf = (place: string): string => place.replace(/^.*node_modules\//, '')
const isOther = (name: string): boolean => Object.keys(others).some(one => name === one || name.startsWith(`${one}-`))

t.test('the licence of every package goes with Apache-2.0', async t => {
  const all = Object.entries(packages).filter(([place]) => place !== '')
  t.ok(all.length > 500)
  const odd = all.filter(([place, { license }]) => !permissive.has(license ?? '') && !isOther(nameOf(place)))
  t.strictSame(
    odd.map(([place, { license }]) => `${place}: ${license ?? 'none told'}`),
    [],
  )
  const names = new Set(all.filter(([, { license }]) => !permissive.has(license ?? '')).map(([place]) => nameOf(place)))
  const unused = Object.keys(others).filter(one => ![...names].some(name => name === one || name.startsWith(`${one}-`)))
  t.strictSame(unused, [], 'and what is excepted is there')
  t.strictSame(
    [...names].filter(name => packages[`node_modules/${name}`]?.dev !== true),
    ['elkjs'],
    'all but one for us alone',
  )
})

/** Tell their licence in package.json alone. */
const withoutText = ['react-remove-scroll-bar']

t.test('browsers are given the notices of all that is bundled, and a version tells all that it is made of', async t => {
  const notices = fs.readFileSync(path.join(await buildPages(), 'licences.txt'), 'utf8')
  const bundled = notices
    .split(/^## /m)
    .slice(1)
    .map(notice => /^(\S+) - (\S+) \((.+)\)\n([\s\S]*)/.exec(notice)!)
  t.strictSame(
    bundled.filter(([, , , licence]) => !permissive.has(licence!)).map(([, name]) => name),
    [],
  )
  t.strictSame(
    bundled.filter(([, , , , text]) => !/copyright/i.test(text!)).map(([, name]) => name),
    withoutText,
  )

  const npm = ['run', '--silent', 'sbom']
  const bill = JSON.parse(execFileSync('npm', npm, { cwd: path.join(import.meta.dirname, '..'), encoding: 'utf8' }))
  const told: string[] = bill.components.map(({ purl }: { purl: string }) => decodeURIComponent(purl))
  const installed = Object.entries(packages)
    .filter(([place, { dev, optional, devOptional }]) => place !== '' && !dev && !optional && !devOptional)
    .map(([place, { version }]) => `pkg:npm/${nameOf(place)}@${version}`)
  const parts = [...installed, ...bundled.map(([, name, version]) => `pkg:npm/${name}@${version}`)]
  t.strictSame(
    parts.filter(part => !told.includes(part)),
    [],
  )
  const has = (name: string) => told.some(one => one.startsWith(`pkg:npm/${name}@`))
  t.strictSame(['fastify', 'zod', 'react', '@mantine/core', 'tap', 'vite'].map(has), [
    true,
    true,
    true,
    true,
    false,
    false,
  ])
})
