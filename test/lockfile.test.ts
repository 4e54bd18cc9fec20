import fs from 'node:fs'
import t from 'tap'

interface LockEntry {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
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
