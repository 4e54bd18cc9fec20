import { fileURLToPath } from 'node:url'

/** The `koppla` command, for Node to run. */
export const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
