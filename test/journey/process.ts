// Koppla in a process of its own, as an operator starts it: to be killed, or to be refused.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Test } from 'tap'
import { cli } from '../support/cli.ts'

type Environment = Readonly<Record<string, string>>

export interface KopplaProcess {
  readonly kill: (signal: NodeJS.Signals) => void
  /** The exit code; null after a kill. */
  readonly ended: Promise<number | null>
  /** All that it has printed. */
  readonly told: () => string
  /** Where it listens. Throws with what it printed when it ends before. */
  readonly listening: () => Promise<string>
}

/** Whoever spawns it ends it. */
export function spawnKoppla(environment: Environment): KopplaProcess {
  const child = spawn(process.execPath, [cli, 'start'], { env: { ...process.env, ...environment } })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let text = ''
  for (const source of [child.stdout, child.stderr]) source.on('data', chunk => (text += chunk))
  const told = () => text
  async function listening(): Promise<string> {
    for (;;) {
      const url = /listens at (\S+)/.exec(text)?.[1]
      if (url !== undefined) return url
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(text)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
  }
  return { kill: signal => child.kill(signal), ended, told, listening }
}

/** Killed at the test's end, if need be. */
export function spawnForTest(t: Test, environment: Environment): KopplaProcess {
  const process = spawnKoppla(environment)
  t.teardown(() => process.kill('SIGKILL'))
  return process
}

/** Where it listens, and how to make an end of it. */
export async function startProcess(t: Test, environment: Environment) {
  const process = spawnForTest(t, environment)
  const url = await process.listening()
  const kill = async () => {
    process.kill('SIGKILL')
    await process.ended
  }
  return { url, kill }
}

/** How a start ends that comes to nothing, and with which words. */
export async function startInVain(t: Test, environment: Environment) {
  const process = spawnForTest(t, environment)
  return { code: await process.ended, told: process.told() }
}
