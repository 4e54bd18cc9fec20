// As the container file and the service of the README start it, as far as can be tried without an engine: the same files and
// nothing else, read-only, the same command and environment, as an ordinary user with one empty folder.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { table } from '../src/config/settings.ts'
import { makeEmptyDatabase, makeTestFolder, testServerUrl } from './support/database.ts'
import { until } from './support/until.ts'

t.setTimeout(600_000)

const root = path.join(import.meta.dirname, '..')
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8')
const dockerfile = read('Dockerfile')
  .split(/^FROM .*$/m)
  .at(-1)!
const unit = /```ini\n(\[Unit\][\s\S]*?)```/.exec(read('README.md'))![1]!
/** Nobody's; a test that is not run by root runs it as whoever runs the test. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

interface LockEntry {
  readonly dev?: boolean
  readonly optional?: boolean
}

/** What the image's last stage copies, without the packages that it prunes. */
function layOut(t: Test): string {
  const folder = makeTestFolder(t)
  const copied = [...dockerfile.matchAll(/^COPY --from=made (.+) \S+$/gm)].flatMap(([, places]) =>
    places!.split(' ').map(place => place.replace('/koppla/', '')),
  )
  for (const place of copied.filter(place => place !== 'node_modules'))
    fs.cpSync(path.join(root, place), path.join(folder, place), { recursive: true })
  const packages: Record<string, LockEntry> = JSON.parse(read('package-lock.json')).packages
  for (const [place, { dev, optional }] of Object.entries(packages)) {
    const from = path.join(root, place)
    if (place === '' || dev || optional || !fs.existsSync(from)) continue
    const filter = (file: string) => !file.slice(from.length).includes('node_modules')
    fs.cpSync(from, path.join(folder, place), { recursive: true, filter })
  }
  fs.chmodSync(folder, 0o755)
  return folder
}

async function findPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return String(port)
}

interface Installed {
  readonly folder: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Starts it, asks how it is as the image does, and stops it. */
async function tryOut(t: Test, { folder, command, environment }: Installed): Promise<string> {
  const [, ...args] = command
  const env = { PATH: process.env['PATH'], ...environment, KOPPLA_PORT: await findPort() }
  const child = spawn(process.execPath, args, { cwd: folder, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  let said = ''
  for (const source of [child.stdout, child.stderr]) source.on('data', chunk => (said += chunk))
  const exited = once(child, 'exit')
  await until(() => child.exitCode !== null || said.includes('Koppla listens at'))
  t.match(said, /Koppla listens at/, 'it starts')
  const [, ...healthy] = JSON.parse(/^HEALTHCHECK .*CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[]
  const asking = promisify(execFile)(process.execPath, healthy, { env: env as NodeJS.ProcessEnv, ...user })
  await t.resolves(asking, 'it is well')
  const page = await fetch(`http://127.0.0.1:${env.KOPPLA_PORT}/`, { headers: { accept: 'text/html' } })
  t.match(await page.text(), /<div id="root">/, 'it shows its pages')
  const notices = await fetch(`http://127.0.0.1:${env.KOPPLA_PORT}/licences.txt`)
  t.match(notices.headers.get('content-type'), 'text/plain')
  t.match(await notices.text(), /^## react - .*\n+MIT License/m, 'and whose work is in them')
  child.kill('SIGTERM')
  t.strictSame((await exited)[0], 0, 'it stops by itself')
  return said
}

function makeOwnFolder(t: Test): string {
  const folder = makeTestFolder(t)
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid)
  return folder
}

t.test('the image’s command runs with what the image has', async t => {
  const folder = layOut(t)
  const before = fs.readdirSync(folder, { recursive: true }).length
  const environment = Object.fromEntries(
    [.../^ENV (.*)$/m.exec(dockerfile)![1]!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!]),
  )
  const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[]
  t.match(dockerfile, /^USER node$/m, 'as an ordinary user')
  t.strictSame(
    Object.keys(environment).filter(name => name !== 'NODE_ENV' && !(name in table)),
    [],
  )

  const data = makeOwnFolder(t)
  const own = { ...environment, KOPPLA_HOST: '127.0.0.1', KOPPLA_DATA: data }
  t.match(await tryOut(t, { folder, command, environment: own }), /Admin key, shown this once/)
  t.ok(fs.readdirSync(data).length > 1, 'what it keeps is in its folder')
  t.equal(fs.readdirSync(folder, { recursive: true }).length, before, 'and nowhere else')
  if (testServerUrl) {
    const key = { KOPPLA_KEY: Buffer.alloc(32, 7).toString('base64'), DATABASE_URL: await makeEmptyDatabase(t) }
    await tryOut(t, { folder, command, environment: { ...environment, KOPPLA_HOST: '127.0.0.1', ...key } })
  }
})

t.test('the service of the README runs it in the same way', async t => {
  const folder = layOut(t)
  const directive = (name: string) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!)
  const environment = Object.fromEntries(directive('Environment').map(one => one.split('=') as [string, string]))
  t.strictSame(directive('WorkingDirectory'), ['/opt/koppla'])
  t.equal(environment['KOPPLA_DATA'], `/var/lib/${directive('StateDirectory')}`)
  const own = { ...environment, KOPPLA_DATA: makeOwnFolder(t) }
  await tryOut(t, { folder, command: directive('ExecStart')[0]!.split(' '), environment: own })
})

t.test('the compose file gives only settings that there are', async t => {
  const names = [...read('compose.yaml').matchAll(/^\s+((?:KOPPLA|DATABASE)_\w+):/gm)].map(([, name]) => name!)
  t.ok(names.length >= 5)
  t.strictSame(
    names.filter(name => !(name in table)),
    [],
  )
})

t.test('the compose file hands on every setting, and keeps what is written', async t => {
  const [anchor] = /^x-koppla: &koppla\n(?: .*\n)+/m.exec(read('compose.yaml'))!
  t.match(anchor, /^ {2}env_file: \.env$/m)
  t.match(anchor, /^ {2}volumes: \["data:\/data"\]$/m)
  t.match(read('compose.yaml'), /^volumes:\n(?: {2}.*\n)* {2}data:$/m)
  for (const service of ['web', 'worker']) t.match(read('compose.yaml'), `\n  ${service}:\n    <<: *koppla\n`)
})

/** Runs a line of the README as a shell would, in an empty folder. */
async function runAsWritten(t: Test, line: string) {
  const cwd = makeTestFolder(t)
  const { stdout } = await promisify(execFile)('bash', ['-euc', line], { cwd })
  return { cwd, lines: stdout.trimEnd().split('\n') }
}

t.test('the secrets of the containers are for their owner alone', async t => {
  const line = /^.*> \.env\)?$/m.exec(read('README.md'))![0]
  const { cwd } = await runAsWritten(t, `umask 022; ${line}`)
  const file = path.join(cwd, '.env')
  t.equal(fs.statSync(file).mode & 0o777, 0o600)
  t.match(fs.readFileSync(file, 'utf8'), /^POSTGRES_PASSWORD=\w{48}\nKOPPLA_KEY=[\w+/]{43}=\n$/)
})

t.test('commands run beside the containers and the service as these do', async t => {
  const [inContainers, asService] = read('README.md').match(/^koppla\(\) \{(?: .* \}| *\n[\s\S]*?^\})/gm)!
  const tell = (program: string) => `${program}() { printf '%s\\n' "$@"; }; koppla users list --json`
  const contained = await runAsWritten(t, `${inContainers}\n${tell('docker')}`)
  t.strictSame(contained.lines, 'compose run --rm web node src/cli.ts users list --json'.split(' '))

  const served = await runAsWritten(t, `KOPPLA_API_KEY=kpl_1\n${asService}\n${tell('systemd-run')}`)
  const given = (option: string) => served.lines.flatMap(word => word.split(`--${option}=`)[1] ?? [])
  const ofUnit = (name: string) => `${name}=${new RegExp(`^${name}=(.*)$`, 'm').exec(unit)![1]}`
  const shared = ['DynamicUser', 'StateDirectory', 'WorkingDirectory', 'EnvironmentFile'].map(ofUnit)
  t.strictSame(given('property').sort(), [...shared, 'User=koppla'].sort(), 'the user is named as the unit is')
  t.strictSame(
    given('setenv'),
    ['KOPPLA_DATA=/var/lib/koppla', 'KOPPLA_API_KEY'],
    'a key is not among the words that all users see',
  )
  const program = ofUnit('ExecStart').replace('ExecStart=', '').replace(' start', '')
  t.match(served.lines.join(' '), new RegExp(`${program} users list --json$`))
})
