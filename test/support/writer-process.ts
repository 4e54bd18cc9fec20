import { type ChildProcess, spawn } from 'node:child_process'
import readline from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { openTestDatabase } from './database.ts'

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
const disk = new URL('./disk.ts', import.meta.url).href

export interface Writer {
  readonly process: ChildProcess
  /** Resolves when the process has ended. */
  readonly ended: Promise<unknown>
  /** Resolves with all lines so far once they are as wanted, or one of them is. */
  until(wanted: string | RegExp | ((lines: string[]) => boolean)): Promise<string[]>
}

/** Starts writer.ts on the folder; with `disk`, under the eyes of disk.ts. Killed when the test ends. */
export function startWriter(t: Test, dir: string, options: { rows?: number; disk?: string } = {}): Writer {
  const preload = options.disk ? ['--import', disk] : []
  const child = spawn(process.execPath, [...preload, writer, dir, String(options.rows ?? 0)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TEST_DISK: options.disk },
  })
  const ended = new Promise(resolve => child.once('exit', resolve))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const lines: string[] = []
  readline.createInterface({ input: child.stdout! }).on('line', line => lines.push(line))
  return {
    process: child,
    ended,
    async until(wanted) {
      const isDone = () => {
        if (typeof wanted === 'function') return wanted(lines)
        return lines.some(line => (typeof wanted === 'string' ? line === wanted : wanted.test(line)))
      }
      while (!isDone()) {
        if (child.exitCode !== null) throw new Error(`the writer ended with ${child.exitCode} before ${wanted}`)
        await delay(10)
      }
      return [...lines]
    },
  }
}

/** A migrated data folder that nobody has open. */
export async function makeDataFolder(t: Test): Promise<string> {
  const { db, options } = await openTestDatabase(t)
  await db.close()
  return options.dir
}
