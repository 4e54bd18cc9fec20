import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { addForget } from './forget.ts'
import { colour, show, table, when } from './output.ts'
import { findPlace } from './places.ts'
import { addRotate } from './rotate.ts'
import { type CommandContext, type OpenCommand, UsageError } from './session.ts'

interface KeyShown {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly companyGroup: { name: string } | null
  readonly ending: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  readonly key?: string
}

export function addKeys(program: Command, open: OpenCommand): void {
  const keys = program.command('keys').description('API keys, and the sealing key')
  keys
    .command('create')
    .description('make an API key; it is shown once')
    .argument('<name>', 'what it is for')
    .option('--role <role>', 'admin, support or viewer', 'viewer')
    .option('--company-group <name>', 'see only the connections of this company group, by name or id')
    .action(open(createKey))
  keys.command('list', { isDefault: true }).description('all API keys').action(open(listKeys))
  addRotate(keys, program)
  addForget(keys, program)
  keys.command('revoke').description('end a key at once').argument('<id>', 'its id').action(open(revokeKey))
}

async function createKey(
  { api, output }: CommandContext,
  name: string,
  { role, companyGroup }: { role: string; companyGroup?: string },
) {
  const companyGroupId = companyGroup && (await findPlace(api, '/company-groups', companyGroup))
  if (companyGroupId === null) throw new UsageError('Leave --company-group out for a key that sees all of them.')
  const made = await api.send<KeyShown>('POST', '/keys', { name, role, companyGroupId })
  const sees = made.companyGroup === null ? 'all company groups' : `only “${made.companyGroup.name}”`
  show(
    output,
    made,
    () => `${colour.bold(made.key ?? '')}\nThis is the only time it is shown. Role: ${made.role}. It sees ${sees}.`,
  )
  return exitCodes.ok
}

async function listKeys({ api, output }: CommandContext) {
  const page = await api.get<{ items: KeyShown[] }>('/keys')
  const rows = page.items.map(key => [
    key.name,
    key.role,
    key.companyGroup?.name ?? 'all',
    key.ending,
    when(key.createdAt),
    when(key.lastUsedAt),
    key.revokedAt === null ? '' : 'revoked',
    key.id,
  ])
  show(output, page, () =>
    table(
      ['name', 'role', 'company group', 'ending', 'made', 'last used', '', 'id'],
      rows,
      'No key yet: koppla keys create <name>',
    ),
  )
  return exitCodes.ok
}

async function revokeKey({ api, output }: CommandContext, id: string) {
  const answer = await api.send('DELETE', `/keys/${encodeURIComponent(id)}`)
  show(output, answer ?? {}, () => 'Revoked: it opens nothing from now on.')
  return exitCodes.ok
}
