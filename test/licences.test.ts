import fs from 'node:fs'
import t from 'tap'

interface LockEntry {
  readonly license?: string
  readonly dev?: boolean
}

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
