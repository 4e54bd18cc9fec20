// Koppla as an operator runs it on several machines: each process is a real one, started with `koppla start`.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { cli } from '../support/cli.ts'

/** One line of a process's log. */
export interface Told {
  readonly time: string
  readonly msg: string
  readonly level: number
  readonly runId?: string
  readonly entity?: string
  readonly connectionId?: string
  readonly state?: string
  readonly url?: string
}

export interface Member {
  readonly pid: number
  readonly child: ChildProcess
  /** Its log, as far as it was written. */
  readonly told: readonly Told[]
  /** What it said to its operator beside the log. */
  readonly said: readonly string[]
  /** Where its API is; empty in a worker. */
  readonly url: string
  /** Ends it with the signal; gives its exit code. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
}

export interface Fleet {
  readonly key: Buffer
  readonly start: (role: 'web' | 'worker' | 'all', more?: Readonly<Record<string, string>>) => Promise<Member>
  /** All that were ever started. */
  readonly members: readonly Member[]
}

/** Processes on one database, with one key. They are killed at the test's end. */
export function makeFleet(t: Test, url: string, beside: Readonly<Record<string, string>> = {}): Fleet {
  const key = randomBytes(32)
  const members: Member[] = []
  const common = {
    DATABASE_URL: url,
    KOPPLA_KEY: `test:${key.toString('base64')}`,
    KOPPLA_PORT: '0',
    KOPPLA_LOG_LEVEL: 'debug',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.0/8',
    ...beside,
  }
  const start: Fleet['start'] = async (role, more = {}) => {
    const member = await startMember(t, { ...common, KOPPLA_ROLE: role, ...more })
    members.push(member)
    return member
  }
  return { key, start, members }
}

async function startMember(t: Test, environment: Readonly<Record<string, string>>): Promise<Member> {
  const env = { ...process.env, ...environment }
  const child = spawn(process.execPath, [cli, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  const [told, said]: [Told[], string[]] = [[], []]
  const read = (line: string) => void (line.startsWith('{') ? told.push(JSON.parse(line)) : said.push(line))
  for (const source of [child.stdout, child.stderr]) createInterface(source).on('line', read)
  const started = () => told.find(({ msg }) => msg === 'Koppla has started')
  while (started() === undefined) {
    if (child.exitCode !== null) throw new Error(said.join('\n'))
    await sleep(20)
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    return (await exited)[0] as number | null
  }
  return { pid: child.pid!, child, told, said, url: started()!.url ?? '', end }
}

/** What a process said of runs: that one began there, or ended or went on elsewhere. */
export const runsTold = (members: readonly Member[], msg: 'a run begins' | 'a run has left this process') =>
  members
    .flatMap(({ pid, told }) => told.filter(line => line.msg === msg).map(line => ({ ...line, pid })))
    .sort((a, b) => a.time.localeCompare(b.time))

/** Those in which most runs began come first; one may have come too late to get any. */
export function busiestFirst(members: readonly Member[]): Member[] {
  const begunIn = (member: Member) => runsTold([member], 'a run begins').length
  return [...members].sort((one, other) => begunIn(other) - begunIn(one))
}
