// What measures is a process of its own, so that none inherits another's memory or caches.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** How such a process hands over what it measured. */
export const report = (figures: unknown): void => console.log(`FIGURES ${JSON.stringify(figures)}`)

/**
 * Runs it to its end, passes on what else it says, and gives what it measured.
 * @param file a URL of this project
 * @throws Error when it fails, or says nothing of figures
 */
export async function measureWith<T>(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<T> {
  const child = spawn(process.execPath, [new URL(file).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  let figures: string | undefined
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('FIGURES ')) figures = line.slice('FIGURES '.length)
    else console.error(line)
  }
  const code = await ended
  if (code !== 0 || figures === undefined) throw new Error(`${new URL(file).pathname} ended with ${code}; see above.`)
  return JSON.parse(figures) as T
}
