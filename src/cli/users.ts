import type { Command } from 'commander'
import type { Api } from './api.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import { type CommandContext, type OpenCommand, UsageError } from './session.ts'

interface UserShown {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly twoFactor: boolean
  readonly lastSignInAt: string | null
  readonly password?: string
}

/** For who is locked out, too: with the server stopped, no key is needed. */
export function addUsers(program: Command, open: OpenCommand): void {
  const users = program.command('users').description('people who may sign in to the web interface')
  const who = ['<email>', 'whose'] as const
  users
    .command('create')
    .description('add a person; the password is shown once')
    .argument('<email>')
    .requiredOption('--name <name>', 'how they are called')
    .option('--role <role>', 'admin, support or viewer', 'viewer')
    .action(open(createUser))
  users.command('list', { isDefault: true }).description('all people').action(open(listUsers))
  users
    .command('reset-password')
    .description('give a new password, shown once; all their sessions end')
    .argument(...who)
    .action(open(resetPassword))
  users
    .command('remove-two-factor')
    .description('let a person sign in without a code, when phone and backup codes are lost')
    .argument(...who)
    .action(open(removeTwoFactor))
  users
    .command('set-role')
    .description('change what a person may do')
    .argument(...who)
    .argument('<role>', 'admin, support or viewer')
    .action(open(setRole))
  users
    .command('delete')
    .description('remove a person')
    .argument(...who)
    .action(open(deleteUser))
}

async function createUser({ api, output }: CommandContext, email: string, options: { name: string; role: string }) {
  const made = await api.send<UserShown>('POST', '/users', { email, ...options })
  show(output, made, () => tellPassword(made))
  return exitCodes.ok
}

async function listUsers({ api, output }: CommandContext) {
  const page = await api.get<{ items: UserShown[] }>('/users')
  const rows = page.items.map(user => [
    user.name,
    user.email,
    user.role,
    user.twoFactor ? 'with code' : '',
    when(user.lastSignInAt),
  ])
  const none = 'Nobody yet: open Koppla in a browser, or koppla users create <e-mail> --name <name> --role admin'
  show(output, page, () => table(['name', 'e-mail', 'role', '', 'last signed in'], rows, none))
  return exitCodes.ok
}

async function resetPassword({ api, output }: CommandContext, email: string) {
  const { id } = await findUser(api, email)
  const user = await api.send<UserShown>('POST', `/users/${id}/reset-password`)
  show(output, user, () => tellPassword(user))
  return exitCodes.ok
}

async function removeTwoFactor({ api, output }: CommandContext, email: string) {
  const { id } = await findUser(api, email)
  const user = await api.send<UserShown>('DELETE', `/users/${id}/two-factor`)
  show(output, user, () => `${user.email} signs in without a code from now on.`)
  return exitCodes.ok
}

async function setRole({ api, output }: CommandContext, email: string, role: string) {
  const { id } = await findUser(api, email)
  const user = await api.send<UserShown>('PATCH', `/users/${id}`, { role })
  show(output, user, () => `${user.email} is ${user.role} from now on.`)
  return exitCodes.ok
}

async function deleteUser({ api, output }: CommandContext, email: string) {
  const { id } = await findUser(api, email)
  await api.send('DELETE', `/users/${id}`)
  show(output, { id }, () => `${email} is removed, and signed out everywhere.`)
  return exitCodes.ok
}

const tellPassword = ({ password = '', email }: UserShown) =>
  `${colour.bold(password)}\nThis is the only time it is shown. ${email} changes it at the first sign-in.`

async function findUser(api: Api, email: string): Promise<UserShown> {
  const { items } = await api.get<{ items: UserShown[] }>('/users')
  const found = items.find(user => user.email === email.trim().toLowerCase())
  if (found !== undefined) return found
  const there = items.length === 0 ? 'Nobody is here yet.' : `There are: ${items.map(user => user.email).join(', ')}.`
  throw new UsageError(`There is no person ${email}. ${there}`)
}
