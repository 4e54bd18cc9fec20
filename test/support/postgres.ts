import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

export interface TestServer {
  /** Its administrator's address. */
  readonly url: string
  readonly version: string
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 60_000
const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
/** For tests: whatever a crash would take is made anew. */
const careless = { max_connections: 300, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Starts a server of its own in `folder`, on a free port of 127.0.0.1. Undefined when none is installed. */
export async function startPostgres(folder: string, settings: object = careless): Promise<TestServer | undefined> {
  const bin = findBinaries()
  if (!bin) return undefined
  const owner = findOwner()
  const password = randomBytes(16).toString('hex')
  const data = path.join(folder, 'data')
  const secret = path.join(folder, 'password')
  fs.writeFileSync(secret, password)
  if (owner) for (const file of [folder, secret]) fs.chownSync(file, owner.uid, owner.gid)
  const options = { ...owner, cwd: folder }
  const init = ['-D', data, '-U', 'postgres', '-A', 'password', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8']
  await promisify(execFile)(path.join(bin, 'initdb'), [...init, '--locale=C.UTF-8'], options)
  const port = await findFreePort()
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
  const server = runServer(bin, [`-D${data}`, `-p${port}`, ...toFlags({ ...fixed, ...settings })], {
    ...options,
    log: path.join(folder, 'log'),
  })
  const version = await waitUntilReady(server, url, path.join(folder, 'log'))
  return { url, version, stop: () => stopServer(server) }
}

/** One in a folder of its own, for as long as `work` takes. `work` gets the environment of its processes. */
export async function withPostgres<T>(
  settings: object | undefined,
  work: (env: NodeJS.ProcessEnv, server: TestServer | undefined) => Promise<T>,
): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'koppla-postgres-'))
  const server = await startPostgres(folder, settings)
  try {
    return await work({ ...process.env, ...(server && { TEST_DATABASE_URL: server.url }) }, server)
  } finally {
    await server?.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** On the PATH, or the newest of Debian's. */
function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : []
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a)).map(version => path.join(debian, version, 'bin'))
  const folders = [...newestFirst, ...(process.env['PATH'] ?? '').split(path.delimiter)]
  return folders.find(folder => ['initdb', 'postgres'].every(name => fs.existsSync(path.join(folder, name))))
}

/** PostgreSQL refuses to run as root. */
function findOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(line => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const toFlags = (settings: object) => Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

function runServer(bin: string, args: string[], { log, ...options }: SpawnOptions & { log: string }): ChildProcess {
  const output = fs.openSync(log, 'a')
  return spawn(path.join(bin, 'postgres'), args, { ...options, stdio: ['ignore', output, output] })
}

async function waitUntilReady(server: ChildProcess, url: string, log: string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query('SHOW server_version')
      return rows[0].server_version
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) {
        server.kill('SIGKILL')
        throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${fs.readFileSync(log, 'utf8')}`)
      }
      await delay(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise(resolve => server.once('exit', resolve))
  server.kill('SIGINT') // a fast shutdown: open sessions are ended
  await ended
}
