import type { Command } from 'commander'
import { DateTime } from 'luxon'
import { addConnectionChanges } from './connection-changes.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import { findPlace } from './places.ts'
import { type CommandContext, type ConnectionShown, findConnection, type OpenCommand } from './session.ts'
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
    .option('--after <token>', 'the next page')
    .action(open(listConnections))
  connections
    .command('show')
    .description('one connection; --json shows all of it')
    .argument('<connection>', 'name or id')
    .action(open(showConnection))
  connections
    .command('add')
    .description('verify a credential and save it as a connection; the secret is asked for')
    .requiredOption('--name <name>', 'what to call it')
    .option('--system <id>', 'the external system', 'woocommerce')
    .option('--url <address>', 'API URL')
    .option('--access-token <value>', 'Access token')
    .option('--field <name=value...>', 'another field of the form that is no secret')
    .option('--order-start <date>', 'orders created on or after this day', DateTime.now().toISODate())
    .option('--warehouse <name>', 'warehouse, by name or id')
    .option('--company-group <name>', 'company group, by name or id')
    .option('--import-now <entities>', 'import these once right away, separated by commas')
    .action(open(addConnection))
  addConnectionChanges(connections, open)
}

async function listConnections({ api, output }: CommandContext, { after }: { after?: string }) {
  const page = await api.get<{ items: ConnectionShown[]; next: string | null }>('/connections', { after })
  show(output, page, () => {
    const rows = page.items.map(one => [one.name, one.externalSystem, one.state, activeOf(one), failedOf(one), one.id])
    const head = ['name', 'system', 'state', 'on', 'last run failed', 'id']
    const drawn = table(head, rows, 'No connection yet. Create one: koppla connections add')
    const more = page.next === null ? [] : [colour.dim(`More: --after ${page.next}`)]
    return [drawn, ...page.items.flatMap(describeAttention), ...more].join('\n')
  })
  return exitCodes.ok
}

const activeOf = ({ entities }: ConnectionShown) =>
  entities.flatMap(({ active, entity }) => (active ? [entity] : [])).join(', ') || 'nothing'
const failedOf = ({ entities }: ConnectionShown) =>
  entities.flatMap(({ lastRun, entity }) => (lastRun?.state === 'failed' ? [entity] : [])).join(', ')

const describeAttention = ({ name, attention }: ConnectionShown): string[] =>
  attention === null
    ? []
    : [`${colour.red('✗')} “${name}”: ${attention.message}`, `  ${colour.bold('Do this:')} ${attention.remedy}`]

async function showConnection({ api, output }: CommandContext, name: string) {
  const { id } = await findConnection(api, name)
  const connection = await api.get<ConnectionShown>(`/connections/${id}`)
  show(output, connection, () => describeConnection(connection))
  return exitCodes.ok
}

function describeConnection(connection: ConnectionShown): string {
  const facts = [
    ['Name', connection.name],
    ['External System', connection.externalSystem],
    ['State', connection.state],
    ['Store', `${connection.store.name} · ${connection.store.url} · ${connection.store.timeZone}`],
    ...Object.entries(connection.credential).map(([field, shown]) => [field, shown]),
    ['Order Start', connection.orderStart],
    ['Warehouse', connection.warehouse?.name ?? '–'],
    ['CompanyGroup', connection.companyGroup?.name ?? '–'],
    ['Verified', when(connection.verifiedAt)],
    ['Id', connection.id],
  ]
  const runs = connection.entities.map(one => [
    one.entity,
    one.active ? 'on' : 'off',
    one.words.en,
    one.lastRun === null ? 'no run yet' : `${one.lastRun.state} ${when(one.lastRun.endedAt ?? one.lastRun.queuedAt)}`,
    one.unreadableBecause ?? one.lastRun?.problem?.message ?? '',
  ])
  return [
    ...facts.map(([title = '', value]) => `${colour.bold(title.padEnd(16))}${value}`),
    ...describeAttention(connection),
    '',
    table(['entity', 'on', 'when', 'last run', ''], runs, 'Nothing can be imported.'),
  ].join('\n')
}

async function addConnection(context: CommandContext, options: AddOptions) {
  const { api, output } = context
  const warehouseId = options.warehouse && (await findPlace(api, '/warehouses', options.warehouse))
  const companyGroupId = options.companyGroup && (await findPlace(api, '/company-groups', options.companyGroup))
  const credential = await readCredential(api, options)
  const report = await verifyAt(context, '/connections/verify', credential)
  if (!report.green) {
    if (output.json) show(output, report, () => '')
    return exitCodes.no
  }
  const saved = await api.send<ConnectionShown>('POST', '/connections', {
    ...credential,
    name: options.name,
    orderStart: options.orderStart,
    ...(warehouseId && { warehouseId }),
    ...(companyGroupId && { companyGroupId }),
    ...(options.importNow !== undefined && { importNow: options.importNow.split(',').map(one => one.trim()) }),
    verificationToken: report.verificationToken,
  })
  show(
    output,
    saved,
    () => `Saved as “${saved.name}”. Its schedules are off: koppla schedules activate "${saved.name}" orders`,
  )
  return exitCodes.ok
}
