import { randomInt } from 'node:crypto'
import type { Config } from '../config.ts'
import type { PracticeOrigins } from '../connections/open.ts'
import type { DemoOptions, DemoStore, StartDemoStore } from '../sdk/demo-store.ts'

/** How each system's practice store is started, by the connector's id. */
export type DemoStores = ReadonlyMap<string, StartDemoStore>

/** The practice stores that this process runs, by the id of the connection to each. */
export interface PracticeStores {
  /** The systems that have one. */
  readonly systems: readonly string[]
  /** Why none can be started here; null: they can. */
  readonly refusal: string | null
  readonly origins: PracticeOrigins
  /** Without a port: at one that is likely to be free again at the next start. It is nobody's until it is kept. */
  readonly start: (system: string, options: DemoOptions) => Promise<DemoStore>
  /** From now on the connection reaches it. */
  readonly keep: (connectionId: string, store: DemoStore) => void
  readonly get: (connectionId: string) => DemoStore | undefined
  readonly stop: (connectionId: string) => Promise<void>
  readonly close: () => Promise<void>
}

export function openPracticeStores(demoStores: DemoStores, role: Config['role']): PracticeStores {
  const kept = new Map<string, DemoStore>()
  const origins = new Map<string, string>()
  const stop = async (connectionId: string) => {
    const store = kept.get(connectionId)
    kept.delete(connectionId)
    origins.delete(connectionId)
    await store?.close()
  }
  return {
    systems: [...demoStores.keys()],
    refusal: refuse(demoStores, role),
    origins,
    start: (system, options) => startAt(findStarter(demoStores, system), options),
    keep: (connectionId, store) => {
      kept.set(connectionId, store)
      origins.set(connectionId, store.baseUrl)
    },
    get: connectionId => kept.get(connectionId),
    stop,
    close: async () => void (await Promise.all([...kept.keys()].map(stop))),
  }
}

function refuse(demoStores: DemoStores, role: Config['role']): string | null {
  if (role !== 'all')
    return 'A practice store runs within the process that imports from it, and here KOPPLA_ROLE divides the work. Practise in an installation of its own, where one process does all.'
  return demoStores.size === 0 ? 'This Koppla was started without practice stores.' : null
}

function findStarter(demoStores: DemoStores, system: string): StartDemoStore {
  const starter = demoStores.get(system)
  if (starter === undefined) throw new Error(`There is no practice store for “${system}”.`)
  return starter
}

/** Below what systems hand out to outgoing connections, so that nothing else takes it while Koppla is down. */
const [lowestPort, highestPort] = [20_000, 29_999]
const tries = 20

async function startAt(start: StartDemoStore, options: DemoOptions): Promise<DemoStore> {
  if (options.port !== undefined) return start(options)
  for (let left = tries; ; left--) {
    try {
      return await start({ ...options, port: randomInt(lowestPort, highestPort + 1) })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || left === 0) throw error
    }
  }
}
