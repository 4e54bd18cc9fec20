import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

interface LockEntry {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const file = new URL('../package-lock.json', import.meta.url)
const packages: Record<string, LockEntry> = JSON.parse(fs.readFileSync(file, 'utf8')).packages

/** Where npm looks for a dependency of the package at `place`: in its own folder, then outwards. */
function candidates(place: string, name: string): string[] {
  const own = `${place ? `${place}/` : ''}node_modules/${name}`
  if (!place) return [own]
  return [
    own,
    ...candidates(
      place.includes('/node_modules/') ? place.replace(/\/node_modules\/(?!.*\/node_modules\/).*$/, '') : '',
      name,
    ),
  ]
}

// `npm ci` refuses a lock file in which the package of another platform is missing.
t.test('every optional dependency in the lock file has an entry of its own', async t => {
  const missing = Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter(name => !candidates(place, name).some(candidate => packages[candidate]?.version))
      .map(name => `${place || 'the root'} → ${name}`),
  )
  t.ok(Object.keys(packages).length > 100)
  t.same(missing, [])
})

const root = fileURLToPath(new URL('..', import.meta.url))
const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))

t.test('what is installed to run is imported, or asked for by what is', async t => {
  const names = Object.keys(own.dependencies)
  const files = fs.globSync('{src,connectors}/**/*.ts', { cwd: root, exclude: ['src/ui/**'] })
  const imports = files.flatMap(name => [
    ...fs.readFileSync(path.join(root, name), 'utf8').matchAll(/(?:from|import) ?\(?['"]((?:@[\w-]+\/)?[\w-]+)/g),
  ])
  const imported = names.filter(name => imports.some(([, one]) => one === name))
  const asked = new Set(imported.flatMap(name => Object.keys(packages[`node_modules/${name}`]?.peerDependencies ?? {})))
  t.ok(imported.length > 20)
  t.strictSame(
    names.filter(name => !imported.includes(name) && !asked.has(name)),
    [],
  )
})

t.test('every package is asked for in one version', async t => {
  const asked = Object.entries<string>({ ...own.dependencies, ...own.optionalDependencies, ...own.devDependencies })
  t.strictSame(
    asked.filter(([name, version]) => version !== packages[`node_modules/${name}`]?.version),
    [],
  )
})
