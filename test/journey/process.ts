// Koppla in a process of its own, as an operator starts it: to be killed, or to be refused.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

function spawnKoppla(t: Test, environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [cli, 'start'], { env: { ...process.env, ...environment } })
  t.teardown(() => child.kill('SIGKILL'))
  let text = ''
  for (const source of [child.stdout, child.stderr]) source.on('data', chunk => (text += chunk))
  return { child, told: () => text }
}

/** Where it listens, and how to make an end of it. */
export async function startProcess(t: Test, environment: Readonly<Record<string, string>>) {
  const { child, told } = spawnKoppla(t, environment)
  for (;;) {
    const url = /listens at (\S+)/.exec(told())?.[1]
    if (url !== undefined) return { url, kill: () => end(child) }
    if (child.exitCode !== null) throw new Error(told())
    await once(child.stdout, 'data')
  }
}

async function end(child: ReturnType<typeof spawn>): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** How a start ends that comes to nothing, and with which words. */
export async function startInVain(t: Test, environment: Readonly<Record<string, string>>) {
  const { child, told } = spawnKoppla(t, environment)
  const [code] = await once(child, 'close')
  return { code, told: told() }
}
