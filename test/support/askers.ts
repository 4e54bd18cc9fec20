import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'
import type { RateLimit } from '../../src/sdk/index.ts'

export interface Asker {
  readonly pid: number
  readonly answers: readonly string[]
  readonly child: ChildProcess
  readonly begin: () => void
  /** When it has asked for all that it was to ask for, with its exit code. */
  readonly ended: Promise<number | null>
}

export interface AskerOptions {
  /** What openDatabase is given. */
  readonly options: object
  readonly connectionId: string
  readonly rate: RateLimit
  readonly url: string
  readonly requests: number
  /** How many it would send at once. */
  readonly beside: number
}

const script = new URL('../connections/asker-process.ts', import.meta.url).pathname

/** A process that will ask a store at a connection's pace, ready to begin. Killed at the test's end. */
export async function startAsker(t: Test, options: AskerOptions): Promise<Asker> {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  const answers: string[] = []
  lines.on('line', line => answers.push(line))
  return { pid: child.pid!, answers, child, ended, begin: () => child.stdin.write('begin\n') }
}
