import type { Command } from 'commander'
import type { Api } from './api.ts'
import { exitCodes } from './exit-codes.ts'
import { show, table } from './output.ts'
import { type CommandContext, type OpenCommand, UsageError } from './session.ts'

interface PlaceShown {
  readonly id: string
  readonly name: string
  readonly connections: number
}

type PlacePath = '/warehouses' | '/company-groups'

/** Warehouses and company groups: what a connection may belong to. */
export function addPlaces(program: Command, open: OpenCommand): void {
  for (const [path, one] of [
    ['/warehouses', 'warehouse'],
    ['/company-groups', 'company group'],
  ] as const) {
    const places = program.command(path.slice(1)).description(`what a connection may belong to: its ${one}`)
    const which = [`<${one.replace(' ', '-')}>`, 'name or id'] as const
    places
      .command('list', { isDefault: true })
      .description('all, and how many connections use them')
      .action(open(context => listPlaces(context, path)))
    places
      .command('create')
      .description(`create a ${one}`)
      .argument('<name>')
      .action(open((context, name: string) => createPlace(context, path, name)))
    places
      .command('rename')
      .description(`rename a ${one}`)
      .argument(...which)
      .argument('<name>', 'its new name')
      .action(open((context, old: string, name: string) => renamePlace(context, path, { old, name })))
    places
      .command('delete')
      .description(`delete a ${one} that is not in use`)
      .argument(...which)
      .action(open((context, name: string) => deletePlace(context, path, name)))
  }
}

async function listPlaces({ api, output }: CommandContext, path: PlacePath) {
  const page = await api.get<{ items: PlaceShown[] }>(path)
  const rows = page.items.map(({ name, connections, id }) => [name, connections, id])
  show(output, page, () =>
    table(['name', 'connections', 'id'], rows, `None yet: koppla ${path.slice(1)} create <name>`),
  )
  return exitCodes.ok
}

async function createPlace({ api, output }: CommandContext, path: PlacePath, name: string) {
  const made = await api.send<PlaceShown>('POST', path, { name })
  show(output, made, () => `“${made.name}” is created: ${made.id}`)
  return exitCodes.ok
}

async function renamePlace(
  { api, output }: CommandContext,
  path: PlacePath,
  { old, name }: { old: string; name: string },
) {
  const renamed = await api.send<PlaceShown>('PATCH', `${path}/${await findPlace(api, path, old)}`, { name })
  show(output, renamed, () => `It is called “${renamed.name}” from now on.`)
  return exitCodes.ok
}

async function deletePlace({ api, output }: CommandContext, path: PlacePath, name: string) {
  const id = await findPlace(api, path, name)
  await api.send('DELETE', `${path}/${id}`)
  show(output, { id }, () => `“${name}” is deleted.`)
  return exitCodes.ok
}

/** The id of a warehouse or company group by its name or id; null for `none`. */
export async function findPlace(api: Api, path: PlacePath, nameOrId: string): Promise<string | null> {
  const { items } = await api.get<{ items: PlaceShown[] }>(path)
  const wanted = nameOrId.toLowerCase()
  const found = items.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  if (found !== undefined) return found.id
  if (wanted === 'none') return null
  const names = items.map(({ name }) => `“${name}”`).join(', ')
  const there = names === '' ? `None is there yet: koppla ${path.slice(1)} create <name>` : `There are: ${names}.`
  throw new UsageError(`There is no “${nameOrId}” among the ${path.slice(1).replace('-', ' ')}. ${there}`)
}
