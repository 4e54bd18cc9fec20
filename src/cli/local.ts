import type { Config } from '../config.ts'
import type { Koppla, KopplaOptions } from '../main.ts'

/**
 * Starts Koppla in this process. It is loaded only here: a command that asks a server starts in a fraction of the time.
 * @throws StartError
 */
export async function startLocal(config: Config, options: Partial<KopplaOptions> = {}): Promise<Koppla> {
  const [{ startKoppla }, connectors] = await Promise.all([import('../main.ts'), import('../../connectors/index.ts')])
  return await startKoppla(config, { ...connectors, ...options })
}
