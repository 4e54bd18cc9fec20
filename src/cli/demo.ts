import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { DateTime } from 'luxon'
import { readConfig } from '../config.ts'
import type { DemoStore } from '../sdk/demo-store.ts'
import { type Api, createApi } from './api.ts'
import { startLocal } from './local.ts'
import { colour, createOutput, type Output, table } from './output.ts'
import { describeRun, followRun, type RunShown } from './run.ts'
import { type CommandContext, showError, UsageError } from './session.ts'
import { closeOnSignal } from './start.ts'
import { verifyAt } from './verify.ts'

interface DemoOptions {
  readonly system: string
  readonly once: boolean
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('start a practice store and Koppla in a temporary folder, connect them, and watch records arrive')
    .option('--system <id>', 'the external system to practise with', 'woocommerce')
    .option('--once', 'end after the first import', false)
    .action(demonstrate)
}

async function demonstrate(options: DemoOptions): Promise<void> {
  const output = createOutput({ json: false })
  const folder = await mkdtemp(path.join(tmpdir(), 'koppla-demo-'))
  const closers = [() => rm(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    const store = await startStore(options.system, closers)
    const api = await startServer(output, folder, closers)
    await playThrough({ api, output }, store)
    if (options.once) return await close()
    closeOnSignal(close)
    await keepTrading({ api, output }, store)
  } catch (error) {
    process.exitCode = showError(output, error)
    await close()
  }
}

async function startStore(system: string, closers: Array<() => Promise<void>>): Promise<DemoStore> {
  const { demoStores } = await import('../../connectors/index.ts')
  const open = demoStores.get(system)
  if (open === undefined)
    throw new UsageError(`There is no practice store for “${system}”. There are: ${[...demoStores.keys()].join(', ')}.`)
  const store = await open()
  closers.push(store.close)
  return store
}

async function startServer(output: Output, folder: string, closers: Array<() => Promise<void>>): Promise<Api> {
  const own = {
    databaseUrl: undefined,
    key: undefined,
    role: 'all',
    dataDir: folder,
    allowAddresses: ['127.0.0.1'],
    logLevel: 'warn',
  } as const
  const config = { ...readConfig(), ...own }
  const koppla = await startLocal(config).catch(() => startLocal({ ...config, port: 0 }))
  closers.push(koppla.close)
  const key = koppla.firstKey ?? koppla.operatorKey
  output.out(`${colour.bold('Koppla')}            ${koppla.url}`)
  output.out(`API documentation ${koppla.url}/api/docs`)
  output.out(`Admin key         ${key}\n`)
  return createApi({ baseUrl: koppla.url, key })
}

async function playThrough(context: CommandContext, store: DemoStore): Promise<void> {
  const { api, output } = context
  output.out(colour.bold(`Verify Connection: ${store.describe}`))
  const form = { externalSystem: store.system, credential: store.credential }
  const report = await verifyAt(context, '/connections/verify', form)
  const orderStart = DateTime.now().minus({ years: 5 }).toISODate()
  const connection = await api.send<{ id: string }>('POST', '/connections', {
    ...form,
    name: 'Practice store',
    orderStart,
    verificationToken: report.verificationToken,
  })
  output.out(`\n${colour.bold('Saved')} as “Practice store”, orders from ${orderStart}. Importing everything:`)
  const { items } = await api.get<{ items: { entity: string }[] }>(`/connections/${connection.id}/schedules`)
  const runs: RunShown[] = []
  for (const { entity } of items) {
    const run = await api.send<RunShown>('POST', `/connections/${connection.id}/runs`, { entity, kind: 'incremental' })
    runs.push(await followRun(context, run))
    output.out(`  ${describeRun(runs.at(-1)!)}`)
  }
  await activate(
    api,
    connection.id,
    items.map(one => one.entity),
  )
  if (store.leftOut !== undefined) output.out(colour.dim(`  ${store.leftOut}`))
  output.out(`\n${await drawArrivals(api)}`)
}

/** Orders and stock every minute, so that whoever watches need not wait for the hour; the rest as they come. */
async function activate(api: Api, connectionId: string, entities: readonly string[]): Promise<void> {
  for (const entity of entities) {
    const schedule = `/connections/${connectionId}/schedules/${entity}`
    if (entity === 'orders' || entity === 'stock')
      await api.send('PUT', schedule, { cron: '* * * * *', timeZone: 'UTC' })
    await api.send('POST', `${schedule}/activate`)
  }
}

async function drawArrivals(api: Api): Promise<string> {
  const orders = await api.get<{ items: Record<string, string | null>[] }>('/orders', { limit: 8 })
  return table(
    ['order', 'status', 'total', 'customer', 'e-mail'],
    orders.items.map(one => [
      one['number'],
      one['status'],
      `${one['total']} ${one['currency']}`,
      one['customerName'],
      one['email'],
    ]),
    'No orders arrived.',
  )
}

/** The store goes on trading; each scheduled run that finds something is shown. */
async function keepTrading({ api, output }: CommandContext, store: DemoStore): Promise<never> {
  output.out(
    `\nThe practice store goes on trading and the schedules are on (orders and stock each minute). ${colour.dim('Ctrl-C ends it.')}\n`,
  )
  const seen = new Set((await recentRuns(api)).map(run => run.id))
  for (;;) {
    output.out(colour.dim(`  in the store: ${store.trade()}`))
    await sleep(10_000)
    for (const run of await recentRuns(api)) {
      if (seen.has(run.id) || run.endedAt === null) continue
      seen.add(run.id)
      output.out(`  ${describeRun(run)}`)
    }
  }
}

const recentRuns = async (api: Api) => (await api.get<{ items: RunShown[] }>('/runs', { limit: 20 })).items
