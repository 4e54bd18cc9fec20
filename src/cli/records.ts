import { writeSync } from 'node:fs'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { type Cell, colour, show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'

type Row = Record<string, unknown>
type Columns = Readonly<Record<string, (row: Row) => Cell>>

const field = (name: string) => (row: Row) => row[name] as Cell
const time = (name: string) => (row: Row) => when(row[name])
const gone = (row: Row) => (row['deletedAt'] === null ? '' : 'gone')

/** What a list shows on a terminal; --json and --csv give everything. */
const lists: Readonly<Record<string, Columns>> = {
  orders: {
    number: field('number'),
    created: time('createdAt'),
    status: row => `${row['status']}${row['deletedAt'] ? ' (gone)' : ''}`,
    total: row => `${row['total']} ${row['currency']}`,
    customer: field('customerName'),
    'e-mail': field('email'),
    warning: row => (row['moneyWarning'] === null ? '' : '!'),
    id: field('id'),
  },
  products: {
    name: field('name'),
    type: field('type'),
    sku: field('sku'),
    status: field('status'),
    '': gone,
    id: field('id'),
  },
  customers: {
    'e-mail': field('email'),
    first: field('firstName'),
    last: field('lastName'),
    company: field('company'),
    '': gone,
    id: field('id'),
  },
  shipments: {
    order: field('orderNumber'),
    carrier: field('carrier'),
    tracking: field('trackingNumber'),
    shipped: time('shippedAt'),
    '': gone,
  },
  stock: {
    sku: field('sku'),
    variant: field('variantExternalId'),
    quantity: field('quantity'),
    status: field('status'),
  },
  rejections: {
    entity: field('entity'),
    record: field('externalId'),
    reason: field('reason'),
    seen: time('lastSeenAt'),
    id: field('id'),
  },
  events: {
    position: field('position'),
    at: time('at'),
    entity: field('entity'),
    record: field('externalId'),
    change: field('change'),
  },
}

interface ListOptions {
  readonly lookup?: string
  readonly connection?: string
  readonly search?: string
  readonly status?: string
  readonly from?: string
  readonly before?: string
  readonly limit: string
  readonly after?: string
  readonly csv: boolean
}

export function addRecords(program: Command, open: OpenCommand): void {
  const records = program.command('records').description('find and read what was imported')
  for (const name of Object.keys(lists)) {
    records
      .command(name)
      .description(`list ${name}, or show one`)
      .argument('[id]', 'show this one')
      .option('--lookup <name>', 'ask the store now about this one, such as notes')
      .option('--connection <name>', 'only of this connection')
      .option('--search <words>', 'number, e-mail, name or sku')
      .option('--status <status>', 'only with this status')
      .option('--from <date>', 'created at or after')
      .option('--before <date>', 'created before')
      .option('--limit <n>', 'rows', '25')
      .option('--after <token>', 'the next page')
      .option('--csv', 'everything that matches, as CSV', false)
      .action(open((context, id: string | undefined, options: ListOptions) => listOrShow(context, name, id, options)))
  }
}

async function listOrShow({ api, output }: CommandContext, name: string, id: string | undefined, options: ListOptions) {
  if (id !== undefined) {
    const lookup = options.lookup === undefined ? '' : `/lookups/${encodeURIComponent(options.lookup)}`
    const record = await api.get<Row>(`/${name}/${encodeURIComponent(id)}${lookup}`)
    show(output, record, () => JSON.stringify(record, null, 2))
    return exitCodes.ok
  }
  if (options.lookup !== undefined) throw new UsageError('--lookup asks about one record: say which, by its id.')
  const connectionId = options.connection === undefined ? undefined : (await findConnection(api, options.connection)).id
  const query = {
    connectionId,
    q: options.search,
    status: options.status,
    createdFrom: options.from,
    createdBefore: options.before,
  }
  if (options.csv) {
    for await (const text of api.download(`/${name}.csv`, query)) writeSync(1, text)
    return exitCodes.ok
  }
  const page = await api.get<{ items: Row[]; next: string | null }>(`/${name}`, {
    ...query,
    limit: options.limit,
    after: options.after,
  })
  show(output, page, () => drawPage(name, page))
  return exitCodes.ok
}

function drawPage(name: string, page: { items: Row[]; next: string | null }): string {
  const columns = lists[name]!
  const rows = page.items.map(row => Object.values(columns).map(cell => cell(row)))
  const drawn = table(Object.keys(columns), rows, `No ${name} here yet.`)
  return page.next === null ? drawn : `${drawn}\n${colour.dim(`More: --after ${page.next}`)}`
}
