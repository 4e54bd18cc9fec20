// The command as people and scripts run it.
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Test } from 'tap'
import { registry } from '../../connectors/index.ts'
import { readConfig } from '../../src/config.ts'
import { startKoppla } from '../../src/main.ts'
import { cli } from './cli.ts'
import { makeTestFolder } from './database.ts'

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The command as a person or a script runs it: a process of its own, with these variables. */
export function prepare(own: Record<string, string>) {
  const env = { ...process.env, KOPPLA_PORT: '0', KOPPLA_ALLOW_ADDRESSES: '127.0.0.1', ...own }
  return async (args: readonly string[], input = ''): Promise<Said> => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdin.end(input)
    const said = { out: '', err: '' }
    child.stdout.on('data', chunk => (said.out += chunk))
    child.stderr.on('data', chunk => (said.err += chunk))
    const code = await new Promise<number | null>(resolve => child.on('close', resolve))
    return { code, ...said }
  }
}

/** On a data folder of its own, with no server: each command opens the database itself. */
export const alone = (t: Test) => prepare({ KOPPLA_DATA: path.join(makeTestFolder(t), 'data') })

/** Beside a server that runs. `key`: another than its first. */
export async function beside(t: Test, key?: string) {
  const dataDir = path.join(makeTestFolder(t), 'data')
  const given = {
    KOPPLA_DATA: dataDir,
    KOPPLA_PORT: '0',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
    KOPPLA_LOG_LEVEL: 'silent',
  }
  const koppla = await startKoppla(readConfig(given), { registry })
  t.teardown(koppla.close)
  const run = prepare({ KOPPLA_API_KEY: key ?? koppla.firstKey! })
  return (args: readonly string[], input?: string) => run(['--server', koppla.url, ...args], input)
}
