import type { Command } from 'commander'
import { countAll } from '../sdk/count.ts'
import { ApiError } from './api.ts'
import { exitCodes } from './exit-codes.ts'
import { show } from './output.ts'
import { findPlace } from './places.ts'
import { type CommandContext, type ConnectionShown, findConnection, type OpenCommand, UsageError } from './session.ts'
import { type CredentialOptions, readCredential, verifyAt } from './verify.ts'

interface ChangeOptions {
  readonly name?: string
  readonly orderStart?: string
  readonly warehouse?: string
  readonly companyGroup?: string
}

/** What can be done to a connection that is saved. */
export function addConnectionChanges(connections: Command, open: OpenCommand): void {
  connections
    .command('change')
    .description('rename it, or change order start, warehouse or company group')
    .argument('<connection>', 'name or id')
    .option('--name <name>', 'what to call it from now on')
    .option('--order-start <date>', 'orders created on or after this day; earlier: what lies between is imported')
    .option('--warehouse <name>', 'warehouse, by name or id; none for none')
    .option('--company-group <name>', 'company group, by name or id; none for none')
    .action(open(changeConnection))
  connections
    .command('credential')
    .description('replace the credential by another one of the same store; the secret is asked for')
    .argument('<connection>', 'name or id')
    .option('--url <address>', 'API URL')
    .option('--access-token <value>', 'Access token')
    .option('--field <name=value...>', 'another field of the form that is no secret')
    .action(open(replaceCredential))
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
    .argument('<connection>', 'name or id')
    .option('--confirm <name>', 'its name; without it, you are told what would go')
    .action(open(deleteConnection))
}

async function changeConnection({ api, output }: CommandContext, name: string, options: ChangeOptions) {
  if (Object.keys(options).length === 0)
    throw new UsageError('Give what to change: --name, --order-start, --warehouse or --company-group.')
  const { id } = await findConnection(api, name)
  const changed = await api.send<ConnectionShown>('PATCH', `/connections/${id}`, {
    name: options.name,
    orderStart: options.orderStart,
    warehouseId: options.warehouse && (await findPlace(api, '/warehouses', options.warehouse)),
    companyGroupId: options.companyGroup && (await findPlace(api, '/company-groups', options.companyGroup)),
  })
  show(output, changed, () => `“${changed.name}” is changed.`)
  return exitCodes.ok
}

async function replaceCredential(context: CommandContext, name: string, options: Partial<CredentialOptions>) {
  const { api, output } = context
  const { id, externalSystem } = await findConnection(api, name)
  const given = await readCredential(api, { ...options, system: externalSystem })
  const report = await verifyAt(context, '/connections/verify', { ...given, connectionId: id })
  if (!report.green) {
    if (output.json) show(output, report, () => '')
    return exitCodes.no
  }
  const { credential } = given
  const { verificationToken } = report
  const changed = await api.send<ConnectionShown>('PUT', `/connections/${id}/credential`, {
    credential,
    verificationToken,
  })
  show(output, changed, () => `“${changed.name}” uses the new credential from now on.`)
  return exitCodes.ok
}

async function changeState({ api, output }: CommandContext, name: string, verb: 'pause' | 'resume') {
  const connection = await findConnection(api, name)
  const changed = await api.send<ConnectionShown>('POST', `/connections/${connection.id}/${verb}`)
  show(output, changed, () => `“${connection.name}” is ${verb === 'pause' ? 'paused' : 'active'}.`)
  return exitCodes.ok
}

async function deleteConnection({ api, output }: CommandContext, name: string, options: { confirm?: string }) {
  const connection = await findConnection(api, name)
  if (options.confirm !== undefined && options.confirm !== connection.name)
    throw new UsageError(`--confirm must be the name, “${connection.name}”, exactly.`)
  const gone = await api
    .send<object>('DELETE', `/connections/${connection.id}`, { name: options.confirm })
    .catch((error: unknown) => {
      if (options.confirm !== undefined || !(error instanceof ApiError)) throw error
      const remedy = `koppla connections delete "${connection.name}" --confirm "${connection.name}"`
      throw new ApiError({ ...error.problem, remedy })
    })
  show(output, gone, () => `“${connection.name}” is deleted, with ${describeLoss(gone)}.`)
  return exitCodes.ok
}

const describeLoss = (gone: object | undefined) =>
  countAll((gone as { deleted?: Record<string, number> } | undefined)?.deleted ?? {}) || 'all that hung on it'
