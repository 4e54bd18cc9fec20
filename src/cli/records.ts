import { writeSync } from 'node:fs'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table } from './output.ts'
import { type Columns, collectionColumns, lists, type Row, variantColumns } from './record-lists.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'

type ListOptions = Readonly<Record<string, string | boolean | undefined>>

interface Asked {
  readonly name: string
  readonly id: string | undefined
  readonly options: ListOptions
  readonly filters: Readonly<Record<string, string | undefined>>
}

export function addRecords(program: Command, open: OpenCommand): void {
  const records = program.command('records').description('find and read what was imported')
  for (const name of Object.keys(lists)) addList(records, open, name)
  records
    .command('collections')
    .description('list categories and collections')
    .option('--connection <name>', 'only of this connection')
    .action(open(listCollections))
  records
    .command('variants')
    .description('list the variants of a product')
    .argument('<product>', 'its id')
    .action(open(listVariants))
  records
    .command('retry')
    .description('read rejected records again from the store')
    .argument('<rejections...>', 'their ids')
    .action(open(retryRejections))
  records
    .command('dismiss')
    .description('show a rejection no more')
    .argument('<rejection>', 'its id')
    .action(open(dismissRejection))
}

/** A list offers the filters that it has, and its id and CSV where there is such a thing. */
function addList(records: Command, open: OpenCommand, name: string): void {
  const { one, csv, filters } = lists[name]!
  const command = records.command(name).description(`list ${name}${one ? ', or show one' : ''}`)
  if (one) command.argument('[id]', 'show this one')
  if (one && csv) command.option('--lookup <name>', 'ask the store now about this one, such as notes')
  command.option('--connection <name>', 'only of this connection')
  for (const [flag, [, words]] of Object.entries(filters)) command.option(flag, words)
  command.option('--limit <n>', 'rows', '25').option('--after <token>', 'the next page')
  if (csv) command.option('--csv', 'everything that matches, as CSV')
  command.action(
    open((context, ...given: unknown[]) => {
      const [id, options] = one ? (given as [string | undefined, ListOptions]) : [undefined, given[0] as ListOptions]
      return listOrShow(context, { name, id, options, filters: readFilters(name, options) })
    }),
  )
}

const readFilters = (name: string, options: ListOptions) =>
  Object.fromEntries(
    Object.entries(lists[name]!.filters).map(([flag, [query]]) => [
      query,
      options[/--(\w+)/.exec(flag)?.[1] ?? ''] as string | undefined,
    ]),
  )

async function listOrShow({ api, output }: CommandContext, { name, id, options, filters }: Asked) {
  if (id !== undefined) {
    const lookup = options['lookup'] === undefined ? '' : `/lookups/${encodeURIComponent(String(options['lookup']))}`
    const record = await api.get<Row>(`/${name}/${encodeURIComponent(id)}${lookup}`)
    show(output, record, () => JSON.stringify(record, null, 2))
    return exitCodes.ok
  }
  if (options['lookup'] !== undefined) throw new UsageError('--lookup asks about one record: say which, by its id.')
  const query = { connectionId: await connectionIdOf(api, options), ...filters }
  if (options['csv']) {
    for await (const bytes of api.download(`/${name}.csv`, query)) writeSync(1, bytes)
    return exitCodes.ok
  }
  const paging = { limit: options['limit'], after: options['after'] }
  const page = await api.get<Page>(`/${name}`, { ...query, ...paging })
  show(output, page, () => drawPage(name, page))
  return exitCodes.ok
}

async function connectionIdOf(api: CommandContext['api'], options: ListOptions): Promise<string | undefined> {
  const name = options['connection']
  return name === undefined ? undefined : (await findConnection(api, String(name))).id
}

/** `next` of a list is null at its end; that of events is always there, and has reached `newest` at the end. */
interface Page {
  readonly items: Row[]
  readonly next: string | number | null
  readonly newest?: number
}

function drawPage(name: string, { items, next, newest }: Page): string {
  const drawn = draw(lists[name]!.columns, items, `No ${name} here.`)
  return next === null || next === newest ? drawn : `${drawn}\n${colour.dim(`More: --after ${next}`)}`
}

const draw = (columns: Columns, items: readonly Row[], empty: string) =>
  table(
    Object.keys(columns),
    items.map(row => Object.values(columns).map(cell => cell(row))),
    empty,
  )

async function listCollections({ api, output }: CommandContext, options: ListOptions) {
  const page = await api.get<Page>('/collections', { connectionId: await connectionIdOf(api, options) })
  show(output, page, () => draw(collectionColumns, page.items, 'No collections here.'))
  return exitCodes.ok
}

async function listVariants({ api, output }: CommandContext, product: string) {
  const page = await api.get<Page>(`/products/${encodeURIComponent(product)}/variants`)
  show(output, page, () => draw(variantColumns, page.items, 'This product has no variants.'))
  return exitCodes.ok
}

async function retryRejections({ api, output }: CommandContext, ids: string[]) {
  const retried = await api.send<{ items: Array<{ id: string; outcome: string; reason: string | null }> }>(
    'POST',
    '/rejections/retry',
    { ids },
  )
  show(output, retried, () =>
    retried.items.map(({ id, outcome, reason }) => [id, outcome, reason].filter(Boolean).join('  ')).join('\n'),
  )
  return retried.items.every(({ outcome }) => outcome === 'stored') ? exitCodes.ok : exitCodes.no
}

async function dismissRejection({ api, output }: CommandContext, id: string) {
  const dismissed = await api.send('POST', `/rejections/${encodeURIComponent(id)}/dismiss`)
  show(output, dismissed, () => 'Dismissed.')
  return exitCodes.ok
}
