import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import type { CommandContext, OpenCommand } from './session.ts'

interface KeyShown {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly ending: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  readonly key?: string
}

export function addKeys(program: Command, open: OpenCommand): void {
  const keys = program.command('keys').description('API keys')
  keys
    .command('create')
    .description('make an API key; it is shown once')
    .argument('<name>', 'what it is for')
    .option('--role <role>', 'admin, support or viewer', 'viewer')
    .action(open(createKey))
  keys.command('list', { isDefault: true }).description('all API keys').action(open(listKeys))
  keys.command('revoke').description('end a key at once').argument('<id>', 'its id').action(open(revokeKey))
}

async function createKey({ api, output }: CommandContext, name: string, options: { role: string }) {
  const made = await api.send<KeyShown>('POST', '/keys', { name, role: options.role })
  show(output, made, () => `${colour.bold(made.key ?? '')}\nThis is the only time it is shown. Role: ${made.role}.`)
  return exitCodes.ok
}

async function listKeys({ api, output }: CommandContext) {
  const page = await api.get<{ items: KeyShown[] }>('/keys')
  const rows = page.items.map(key => [
    key.name,
    key.role,
    key.ending,
    when(key.createdAt),
    when(key.lastUsedAt),
    key.revokedAt === null ? '' : 'revoked',
    key.id,
  ])
  show(output, page, () =>
    table(['name', 'role', 'ending', 'made', 'last used', '', 'id'], rows, 'No key yet: koppla keys create <name>'),
  )
  return exitCodes.ok
}

async function revokeKey({ api, output }: CommandContext, id: string) {
  const answer = await api.send('DELETE', `/keys/${encodeURIComponent(id)}`)
  show(output, answer ?? {}, () => 'Revoked: it opens nothing from now on.')
  return exitCodes.ok
}
