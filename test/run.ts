// npm test                       everything: format, lint, types, migrations, and all tests on both databases
// npm test -- test/x.test.ts     these tests, or those of a folder, on both databases
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPostgres, type TestServer } from './support/postgres.ts'
import { type Count, reportTap } from './support/tap-report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'koppla-tests-'))
const files = process.argv.slice(2).flatMap(name => {
  return fs.statSync(name).isDirectory() ? fs.globSync(`${name}/**/*.test.ts`) : name
})
const children = new Set<ChildProcess>()
let server: TestServer | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    for (const child of children) child.kill('SIGTERM')
    await cleanUp()
    process.exit(128 + os.constants.signals[signal])
  })
}

process.exitCode = await main().finally(cleanUp)

async function main(): Promise<number> {
  const checks = files.length > 0 ? [] : await runChecks()
  const url = await findServer()
  if (!url && process.env['CI'] === 'true') checks.push(false)
  const once = await runFiles(files, url)
  const again = mayRunAgain(once) ? await runAgain(once.crashed, url) : null
  const failed = again === null ? once.failed + once.crashed.length : once.failed + again.failed + again.crashed.length
  const failedChecks = checks.filter(ok => !ok).length
  const passed = once.passed + (again?.passed ?? 0) + checks.length - failedChecks
  console.log(`${passed} passed, ${failed + failedChecks} failed`)
  return (again ?? once).code || (failed + failedChecks > 0 ? 1 : 0)
}

interface Tested extends Count {
  readonly code: number
}

async function runFiles(files: readonly string[], url: string | undefined): Promise<Tested> {
  const tests = run('tap', [`--jobs=${os.availableParallelism()}`, ...files], {
    ...process.env,
    TAP: '1',
    ...(url && { TEST_DATABASE_URL: url }),
  })
  tests.child.stderr.pipe(process.stderr)
  const count = await reportTap(tests.child.stdout)
  return { ...count, code: await tests.code }
}

/**
 * Now and then Node's own WebAssembly ends a process in which an embedded database opens or closes (nodejs/node#64500).
 * More than a few is something else.
 */
function mayRunAgain({ crashed }: Tested): boolean {
  return crashed.length > 0 && crashed.length <= 3
}

function runAgain(crashed: readonly string[], url: string | undefined): Promise<Tested> {
  console.log(`\nNode itself crashed in ${crashed.join(', ')}. Once more, and that counts:`)
  return runFiles(crashed, url)
}

/** What needs no running of the product. */
async function runChecks(): Promise<boolean[]> {
  const commands = ['biome check .', 'tsc -p .', 'tsc -p src/ui', 'node prisma/migrate-new.ts --check']
  return Promise.all(commands.map(command => check(...splitCommand(command))))
}

function splitCommand(command: string): [string, string[]] {
  const [name = '', ...args] = command.split(' ')
  return [name, args]
}

async function check(name: string, args: string[]): Promise<boolean> {
  const { child, code } = run(name, args)
  let output = ''
  for (const source of [child.stdout, child.stderr]) source.on('data', chunk => (output += chunk))
  const ok = (await code) === 0
  const title = [name, ...args].join(' ')
  console.log(ok ? `ok     ${title}` : `FAILED ${title}\n${output}`)
  return ok
}

async function findServer(): Promise<string | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return given
  try {
    server = await startPostgres(folder)
  } catch (error) {
    console.log((error as Error).message)
  }
  if (server) console.log(`PostgreSQL server ${server.version}, and the embedded database`)
  else {
    console.log(
      'PostgreSQL server: none found, tested on the embedded database only (install postgresql or set TEST_DATABASE_URL)',
    )
  }
  return server?.url
}

/** Starts a command of node_modules/.bin. */
function run(name: string, args: string[], environment: NodeJS.ProcessEnv = process.env) {
  const bin = path.join(root, 'node_modules', '.bin')
  const env = { ...environment, PATH: `${bin}${path.delimiter}${environment['PATH']}` }
  const child = spawn(name, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  children.add(child)
  const code = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', code => {
      children.delete(child)
      resolve(code ?? 1)
    })
  })
  return { child, code }
}

async function cleanUp(): Promise<void> {
  await server?.stop()
  server = undefined
  fs.rmSync(folder, { recursive: true, force: true })
}
