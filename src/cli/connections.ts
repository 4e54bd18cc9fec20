import type { Command } from 'commander'
import { DateTime } from 'luxon'
import { exitCodes } from './exit-codes.ts'
import { show, table } from './output.ts'
import { type CommandContext, type ConnectionShown, findConnection, type OpenCommand, UsageError } from './session.ts'
import { type CredentialOptions, readCredential, verifyAt } from './verify.ts'

interface AddOptions extends Partial<CredentialOptions> {
  readonly name: string
  readonly orderStart: string
  readonly warehouse?: string
  readonly companyGroup?: string
  readonly importNow?: string
}

export function addConnections(program: Command, open: OpenCommand): void {
  const connections = program.command('connections').description('create, list and change connections')
  connections
    .command('list', { isDefault: true })
    .description('all connections and their state')
    .action(open(listConnections))
  connections
    .command('show')
    .description('one connection')
    .argument('<connection>', 'name or id')
    .action(open(showConnection))
  connections
    .command('add')
    .description('verify a credential and save it as a connection; the secret is asked for')
    .requiredOption('--name <name>', 'what to call it')
    .option('--system <id>', 'the external system', 'woocommerce')
    .option('--url <address>', 'API URL')
    .option('--access-token <value>', 'Access token')
    .option('--order-start <date>', 'orders created on or after this day', DateTime.now().toISODate())
    .option('--warehouse <id>', 'warehouse')
    .option('--company-group <id>', 'company group')
    .option('--import-now <entities>', 'import these once right away, separated by commas')
    .action(open(addConnection))
  for (const [verb, words] of [
    ['pause', 'start no more runs'],
    ['resume', 'start runs again'],
  ] as const) {
    connections
      .command(verb)
      .description(words)
      .argument('<connection>', 'name or id')
      .action(open((context, name: string) => changeState(context, name, verb)))
  }
  connections
    .command('delete')
    .description('delete a connection and everything that was imported through it')
    .argument('<connection>', 'its name')
    .requiredOption('--confirm <name>', 'the name once more')
    .action(open(deleteConnection))
}

async function listConnections({ api, output }: CommandContext) {
  const page = await api.get<{ items: ConnectionShown[] }>('/connections')
  const rows = page.items.map(one => [one.name, one.externalSystem, one.state, one.id])
  show(output, page, () =>
    table(['name', 'system', 'state', 'id'], rows, 'No connection yet. Create one: koppla connections add'),
  )
  return exitCodes.ok
}

async function showConnection({ api, output }: CommandContext, name: string) {
  const connection = await api.get(`/connections/${(await findConnection(api, name)).id}`)
  show(output, connection, () => JSON.stringify(connection, null, 2))
  return exitCodes.ok
}

async function addConnection(context: CommandContext, options: AddOptions) {
  const credential = await readCredential(options)
  const { report } = await verifyAt(
    { ...context, output: { ...context.output, json: false } },
    '/connections/verify',
    credential,
  )
  if (!report.green) return exitCodes.no
  const saved = await context.api.send<ConnectionShown>('POST', '/connections', {
    ...credential,
    name: options.name,
    orderStart: options.orderStart,
    ...(options.warehouse !== undefined && { warehouseId: options.warehouse }),
    ...(options.companyGroup !== undefined && { companyGroupId: options.companyGroup }),
    ...(options.importNow !== undefined && { importNow: options.importNow.split(',').map(one => one.trim()) }),
    verificationToken: report.verificationToken,
  })
  show(
    context.output,
    saved,
    () => `Saved as “${saved.name}”. Its schedules are off: koppla schedules activate "${saved.name}" orders`,
  )
  return exitCodes.ok
}

async function changeState({ api, output }: CommandContext, name: string, verb: 'pause' | 'resume') {
  const connection = await findConnection(api, name)
  const changed = await api.send<ConnectionShown>('POST', `/connections/${connection.id}/${verb}`)
  show(output, changed, () => `“${connection.name}” is ${verb === 'pause' ? 'paused' : 'active'}.`)
  return exitCodes.ok
}

async function deleteConnection({ api, output }: CommandContext, name: string, options: { confirm: string }) {
  const connection = await findConnection(api, name)
  if (options.confirm !== connection.name)
    throw new UsageError(`--confirm must be the name, “${connection.name}”, exactly.`)
  const gone = await api.send<object>('DELETE', `/connections/${connection.id}`, { name: options.confirm })
  show(output, gone, () => `“${connection.name}” is deleted, with ${describeLoss(gone)}.`)
  return exitCodes.ok
}

const describeLoss = (gone: object | undefined) =>
  Object.entries((gone as { deleted?: Record<string, number> } | undefined)?.deleted ?? {})
    .map(([what, count]) => `${count} ${what}`)
    .join(', ') || 'all that hung on it'
