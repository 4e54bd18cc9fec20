import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '..')
const folders = ['src', 'connectors', 'test', 'prisma']
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const files = folders
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => /\.tsx?$/.test(file) && !file.startsWith('src/generated/') && !file.includes('node_modules'))
const shipped = files.filter(file => /^(src|connectors)\//.test(file))

/** Relative ones as paths from the top. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:^|[^.\w])(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/gm)]
    .map(match => match[1]!)
    .map(specifier => (specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier))
const ours = (specifier: string): boolean => /^(src|connectors|test|prisma)\//.test(specifier)

t.test('the top level is fixed', async t => {
  const fixed = [
    ...['package.json', 'tsconfig.json', 'prisma', 'src', 'connectors', 'test', 'README.md'],
    ...['package-lock.json', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md', 'Dockerfile', 'compose.yaml'],
  ]
  const ignored = read('.gitignore')
    .split('\n')
    .map(line => line.replaceAll('/', ''))
  const found = readdirSync(root).filter(name => !name.startsWith('.') && !ignored.includes(name))
  t.strictSame(
    found.filter(name => !fixed.includes(name)),
    [],
    'nothing has been put beside it',
  )
})

/** From left to right: a file may import from its own level and from those before it. */
const levels: ReadonlyArray<readonly string[]> = [
  ['sdk'],
  ['words'],
  ['config', 'log', 'trace', 'errors', 'db', 'queue', 'generated'],
  ['events'],
  ['records'],
  ['schedules'],
  ['connections'],
  ['runs'],
  ['accounting', 'backup', 'completeness', 'retention'],
  ['alerts', 'lookups', 'webhooks', 'practice'],
  ['http'],
  ['cli', 'main'],
]
/** `src/db/lock.ts` belongs to `db`, as `src/db.ts` does. */
const levelOf = (file: string): number => {
  const unit = file.split('/')[1]?.replace(/\.tsx?$/, '') ?? ''
  return levels.findIndex(level => level.includes(unit))
}
const mayImportConnectors = (file: string): boolean => /^src\/(cli|main)[./]/.test(file)

t.test('dependencies point one way', async t => {
  for (const file of files.filter(file => file.startsWith('src/') && !file.startsWith('src/ui/'))) {
    const level = levelOf(file)
    t.ok(level >= 0, `${file} has a place in the order`)
    for (const target of importsOf(file).filter(ours)) {
      const allowed = target.startsWith('src/')
        ? levelOf(target) >= 0 && levelOf(target) <= level
        : target === 'connectors/index.ts' && mayImportConnectors(file)
      t.ok(allowed, `${file} may import ${target}`)
    }
  }
})

t.test('the user interface knows of the rest only the types of its API', async t => {
  for (const file of files.filter(file => file.startsWith('src/ui/'))) {
    for (const target of importsOf(file).filter(ours)) {
      t.match(target, /^src\/(ui\/|http\/api(\.ts|\/))/, `${file} may import ${target}`)
    }
  }
})

t.test('what is for testing is not loaded in production', async t => {
  for (const file of shipped.filter(
    file => !file.startsWith('src/sdk/testing/') && !file.includes('/practice-store/'),
  )) {
    const loaded = [...read(file).matchAll(/^import (?!type )[^;]*?from ['"]([^'"]+)['"]/gm)].map(match => match[1]!)
    const testing = loaded.filter(specifier => /sdk\/testing|practice-store|^tap$/.test(specifier))
    t.strictSame(testing, mayImportConnectors(file) ? testing : [], `${file} loads nothing of it`)
  }
  const kit = files.filter(file => file.startsWith('src/sdk/testing/'))
  for (const file of kit) t.notMatch(read(file), /^import (?!type)[^\n]*from 'tap'/m, `${file} runs without tap`)
})

/** Everything else that a connector needs belongs in the SDK. */
const connectorPackages = /^(zod|luxon|node:crypto|node:url)$/
/** A store that speaks GraphQL answers with a real implementation of it. */
const practicePackages = /^(node:.*|graphql)$/

t.test('a connector knows the SDK, itself, and nothing else', async t => {
  const connectors = files.filter(file => file.startsWith('connectors/') && file !== 'connectors/index.ts')
  for (const file of connectors) {
    const own = file.split('/').slice(0, 2).join('/')
    const practising = file.includes('/practice-store/')
    for (const target of importsOf(file)) {
      const allowed = ours(target)
        ? target === 'src/sdk/index.ts' ||
          (practising && target.startsWith('src/sdk/testing/')) ||
          (target.startsWith(`${own}/`) && (practising || !target.includes('/practice-store/')))
        : connectorPackages.test(target) || (practising && practicePackages.test(target))
      t.ok(allowed, `${file} may import ${target}`)
    }
  }
})

t.test('one file names the connectors', async t => {
  const naming = files.filter(file => {
    const outside = importsOf(file).filter(target => /^connectors\/[^/]+\//.test(target))
    return !/^(connectors\/[^/]+\/|test\/)/.test(file) && outside.length > 0
  })
  t.strictSame(naming, ['connectors/index.ts'])
})

t.test('one file reads the environment', async t => {
  const reading = shipped.filter(file => /process\s*\.\s*env|from 'node:process'/.test(read(file)))
  t.strictSame(reading, ['src/config.ts'])
})

t.test('what makes traces is loaded only where they are wanted', async t => {
  const loading = (wanted: string) => shipped.filter(file => importsOf(file).includes(wanted))
  const packages = shipped.filter(file => importsOf(file).some(target => target.startsWith('@opentelemetry/')))
  t.strictSame(packages, ['src/trace/export.ts'])
  t.strictSame(loading('src/trace/export.ts'), ['src/main.ts'])
  t.match(read('src/main.ts'), "await import('./trace/export.ts')")
  t.notMatch(read('src/main.ts'), /from '\.\/trace\/export\.ts'/)
})

t.test('files are short enough to be read', async t => {
  for (const file of files) {
    const most = file.startsWith('src/ui/') ? 300 : 250
    const lines = read(file).trimEnd().split('\n').length
    t.ok(lines <= most, `${file} has ${lines} lines of ${most}`)
  }
})

/** Functions ≤ 60 lines, and no `any` without a reason beside it: the linter measures, and nobody switches it off. */
t.test('the linter keeps functions short and types whole', async t => {
  const { linter, overrides } = JSON.parse(read('.biome.json'))
  const length = { level: 'error', options: { maxLines: 60 } }
  t.match(linter.rules, { complexity: { noExcessiveLinesPerFunction: length }, suspicious: { noExplicitAny: 'error' } })
  const short = { complexity: { noExcessiveLinesPerFunction: 'off' } }
  // A test may hold one long table of cases; a migration script tells its steps in order.
  t.strictSame(overrides, [{ includes: ['test/**', 'prisma/**'], linter: { rules: short } }])
  for (const file of files.filter(file => file !== 'test/architecture.test.ts')) {
    t.notMatch(
      read(file),
      /biome-ignore\S* lint\/complexity\/noExcessiveLines|@ts-nocheck/,
      `${file} does not evade it`,
    )
    t.notMatch(read(file), /biome-ignore\S* [^:\n]*(:\s*)?$/m, `${file} gives its reasons`)
  }
})

const emptyNames = /\b(utils?|helpers?|managers?|services?|base)\.tsx?$/
/** Words that mean two things each in this field. Node's own streams keep their name. */
const shunned = new Set(['cursor', 'cursors', 'job', 'jobs', 'sync'])
const wordsOf = (name: string): string[] => name.split(/(?=[A-Z])|_/).map(word => word.toLowerCase())

t.test('names say what a thing is', async t => {
  for (const file of shipped) {
    t.notMatch(basename(file), emptyNames, `${file} is named by what is in it`)
    const own = read(file).replace(/^import [^;]*?from .*$/gm, '')
    const declared = [...own.matchAll(/\b(?:const|let|function|class|interface|type)\*? (\w+)/g)].map(m => m[1]!)
    const bad = [basename(file).replace(/\W+/g, '_'), ...declared].filter(name =>
      wordsOf(name).some(word => shunned.has(word)),
    )
    t.strictSame(bad, [], `${file} uses our words`)
  }
})
