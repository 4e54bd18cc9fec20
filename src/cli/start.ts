import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { startLocal } from './local.ts'
import { createOutput, type Output } from './output.ts'
import { showError } from './session.ts'

export function addStart(program: Command): void {
  program.command('start').description('start the server').action(startServer)
}

async function startServer(): Promise<void> {
  const output = createOutput({ json: false })
  try {
    const config = readConfig()
    const { publicUrl } = config
    const show = (key: string, url: string) => showFirstKey(output, key, publicUrl ?? url)
    const koppla = await startLocal(config, { showFirstKey: show })
    output.out(
      koppla.url === ''
        ? 'Koppla imports. It serves no API: KOPPLA_ROLE is worker.'
        : `Koppla listens at ${koppla.url}\nDocumentation of the API: ${publicUrl ?? koppla.url}/api/docs`,
    )
    closeOnSignal(koppla.close)
  } catch (error) {
    process.exitCode = showError(output, error)
  }
}

function showFirstKey({ out }: Output, key: string, url: string): void {
  out(`Admin key, shown this once: ${key}`)
  out(`Set Koppla up with it in a browser: ${url}`)
  out(`For the command line, keep it: export KOPPLA_API_KEY=${key}\n`)
}

/** The first signal drains and closes; a second one ends at once. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1)
      closing = true
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}
