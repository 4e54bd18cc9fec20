import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Mutant, Pinned } from './mutant.ts'

export interface Judged {
  readonly caught: boolean
  /** How it was found out, or what was played in vain. */
  readonly told: string
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * As the simulator is asked for it: the story that was known to find it out, and those after it where the engine has
 * changed since, so that the same faults fall on other statements.
 */
export const optionsOf = ({ seed, edits, theme, system }: Pinned): string[] => [
  ...['--seed', `${seed}`, '--episodes', '40', '--edits', `${edits}`],
  ...(theme === undefined ? [] : ['--theme', theme]),
  ...(system === undefined ? [] : ['--store', system]),
]

/** Plays episodes on the broken engine, in a process of its own, until one fails. */
export async function judgeMutant({ name }: Mutant, options: readonly string[]): Promise<Judged> {
  const child = spawn(
    process.execPath,
    ['--import', here('mutate.ts'), here('../simulate.ts'), '--no-shrink', '--quiet', ...options],
    { env: { ...process.env, KOPPLA_MUTANT: name }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let told = ''
  for (const source of [child.stdout, child.stderr]) source.on('data', chunk => (told += chunk))
  const [code] = await once(child, 'close')
  return { caught: code === 1 && told.includes('FAILED: seed'), told: told.trim() }
}
