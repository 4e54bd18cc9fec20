import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { startAlerts } from './alerts/start.ts'
import { addressOn } from './config/addresses.ts'
import type { Config } from './config.ts'
import { startClearing } from './connections/clear.ts'
import { keyFileOf } from './connections/key-file.ts'
import { lendApps } from './connections/lend-app.ts'
import { closeLimits } from './connections/limits.ts'
import { openConnection } from './connections/open.ts'
import { openVault, type Vault } from './connections/secrets.ts'
import { type Database, openDatabase } from './db.ts'
import { StartError } from './errors.ts'
import { createOperatorKey, ensureFirstKey } from './http/keys.ts'
import { createServer } from './http/server.ts'
import { type Log, openLog } from './log.ts'
import { resumePractice } from './practice/resume.ts'
import { type DemoStores, openPracticeStores, type PracticeStores } from './practice/stores.ts'
import { openQueue, type Queue } from './queue.ts'
import type { OpenConnection } from './records/opened.ts'
import { startPruning } from './retention/start.ts'
import { executeRun } from './runs/execute.ts'
import { startScheduler } from './runs/scheduler.ts'
import { type Execute, startWorker } from './runs/worker.ts'
import { addMissingSchedules } from './schedules/add-missing.ts'
import type { Registry } from './sdk/index.ts'
import type { Tracing } from './trace.ts'

export interface Koppla {
  /** Where the API is; empty in a process that only works. */
  readonly url: string
  /** A key for an admin, made on the first start of a process that serves the API, and told this once. */
  readonly firstKey: string | undefined
  /** Opens this process's API as an admin, for as long as it runs. Nobody else knows it, and it is stored nowhere. */
  readonly operatorKey: string
  /** Ends what runs after the page in hand, and lets go of the database. Within ten seconds, come what may. */
  readonly close: () => Promise<void>
}

export interface KopplaOptions {
  readonly registry: Registry
  /** Practice stores that may be started within this process. */
  readonly demoStores?: DemoStores
  /** False: runs that are asked for are executed, but no schedule is looked at. */
  readonly scheduler?: boolean
  /** False: no first key is made, since nobody would see it. */
  readonly firstKey?: boolean
  /** Refuses a database that would have to be made or brought up to date first. */
  readonly asFound?: boolean
  /** Called with the first key and where it opens the API, before it counts. */
  readonly showFirstKey?: (key: string, url: string) => void
}

interface Parts {
  readonly config: Config
  readonly registry: Registry
  readonly log: Log
  readonly db: Database
  readonly queue: Queue
  readonly vault: Vault
  readonly practice: PracticeStores
  readonly tracing: Tracing | undefined
  readonly now: () => Date
}

const drainMs = 7_000
const closeMs = 9_500

/** Starts what this process's role asks for, in the order in which the parts need each other; they close in reverse. */
export async function startKoppla(config: Config, options: KopplaOptions): Promise<Koppla> {
  const log = openLog(config.logLevel)
  const open = new AsyncDisposableStack()
  const close = () => atMost(closeMs, open.disposeAsync(), log)
  try {
    const tracing = await startTracing(open, config, log)
    const practice = openPracticeStores(options.demoStores ?? new Map(), config.role)
    const registry = lendApps(options.registry, config.lentApps)
    const parts = await openParts(open, { config, registry, log, practice, tracing }, options.asFound ?? false)
    const operatorKey = createOperatorKey()
    const url = config.role === 'worker' ? '' : await serve(open, parts, operatorKey)
    if (config.role !== 'web') await work(open, parts, options.scheduler ?? true)
    const wantsKey = config.role !== 'worker' && options.firstKey !== false
    const show = (key: string) => options.showFirstKey?.(key, url)
    const firstKey = wantsKey ? await ensureFirstKey(parts.db, show) : undefined
    if (options.scheduler ?? true) await watch(open, parts)
    log.info({ url, role: config.role, embedded: parts.db.embedded }, 'Koppla has started')
    return { url, firstKey, operatorKey, close }
  } catch (error) {
    await close().catch(failure => log.warn({ err: failure }, 'not everything could be closed'))
    throw error
  }
}

/** What it takes is loaded only where traces are wanted. */
async function startTracing(open: AsyncDisposableStack, { traces }: Config, log: Log): Promise<Tracing | undefined> {
  if (traces === undefined) return undefined
  const { openTracing } = await import('./trace/export.ts')
  const tracing = openTracing(traces, log, readVersion())
  open.defer(() => tracing.close())
  return tracing
}

async function openParts(
  open: AsyncDisposableStack,
  own: Omit<Parts, 'db' | 'queue' | 'vault' | 'now'>,
  asFound: boolean,
): Promise<Parts> {
  const { config, log } = own
  const { databaseUrl: url, databaseConnections: connections, dataDir: dir } = config
  const db = await openDatabase({ url, dir, connections, log, asFound })
  open.defer(() => db.close())
  open.defer(() => closeLimits(db))
  const vault = await openVault({ config, db, log })
  open.defer(() => own.practice.close())
  await resumePractice({ ...own, db })
  await addMissingSchedules(db, own.registry)
  const queue = await openQueue(db, log)
  open.defer(() => queue.stop(drainMs))
  return { ...own, db, queue, vault, now: () => new Date() }
}

async function serve(open: AsyncDisposableStack, parts: Parts, operatorKey: string): Promise<string> {
  const server = await createServer({
    ...parts,
    network: parts.config,
    dataDir: parts.config.dataDir,
    keyFile: keyFileOf(parts.config),
    publicUrl: parts.config.publicUrl,
    ssoSettings: parts.config.sso,
    alerts: parts.config.alerts,
    trustedProxies: parts.config.trustedProxies,
    operatorKey,
    version: readVersion(),
  })
  open.defer(() => server.close())
  const { host, port } = parts.config
  try {
    await server.listen({ host, port })
    return addressOn(host, (server.server.address() as AddressInfo).port)
  } catch (error) {
    throw new StartError(`Koppla cannot listen on ${host}:${port}: ${explainListening(error)}`, { cause: error })
  }
}

function explainListening(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return 'another program does. End that one, or set KOPPLA_PORT to a free port.'
    case 'EACCES':
      return 'this user may not. Set KOPPLA_PORT to 1024 or more.'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address. Set KOPPLA_HOST to one of its own, or to 0.0.0.0 for all.'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

/** The queues are there by now: a scheduler without them would lose what is due. */
async function work(open: AsyncDisposableStack, parts: Parts, scheduler: boolean): Promise<void> {
  const opening = { ...parts, network: parts.config, practiceOrigins: parts.practice.origins }
  const deps = {
    ...parts,
    open: (...asked: Parameters<OpenConnection>) => openConnection(opening, ...asked),
    cancelCheckMs: 1_000,
  }
  const execute: Execute = (...asked) => executeRun(deps, ...asked)
  await startWorker({ ...parts, execute }, { concurrency: parts.config.workers })
  if (!scheduler) return
  const clearing = startClearing(parts)
  open.defer(() => clearing.stop())
  const pruning = startPruning({ ...parts, keep: parts.config.retention })
  open.defer(() => pruning.stop())
  const started = startScheduler(parts)
  open.defer(() => started.stop())
}

/** Whatever its role: what imports may be what has died. */
async function watch(open: AsyncDisposableStack, parts: Parts): Promise<void> {
  const { alerts: settings, publicUrl } = parts.config
  const alerts = await startAlerts({ ...parts, settings, publicUrl, network: parts.config })
  open.defer(() => alerts.stop())
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}

async function atMost(ms: number, closing: Promise<void>, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(() => {
      log.warn('Koppla did not close in time; what was under way goes on after the next start')
      resolve()
    }, ms)
  })
  await Promise.race([closing, late]).finally(() => clearTimeout(timer))
}
