import { writeSync } from 'node:fs'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { type Cell, show, table } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand } from './session.ts'

interface Year {
  readonly yearExternalId: string
  readonly from: string
  readonly to: string
  readonly accounts: number
  readonly vouchers: number
  readonly setAside: number
}

interface Balance extends Readonly<Record<'number' | 'debit' | 'credit', string>> {
  readonly description: string | null
  readonly opening: string | null
  readonly closing: string | null
}

interface Balances {
  readonly year: Year
  readonly accounts: readonly Balance[]
}

type Options = Readonly<Record<'year' | 'csv' | 'all', string | boolean | undefined>>

export function addBooks(program: Command, open: OpenCommand): void {
  const books = program.command('books').description('read the books of a connection: balances, vouchers, SIE')
  const add = (name: string, words: string) =>
    books.command(name).description(words).argument('<connection>', 'name or id')
  const ofYear = ['--year <externalId>', 'of this financial year; default: the one that today is in'] as const
  add('years', 'list the financial years that are here').action(open(listYears))
  add('balances', 'show what each account moved')
    .option(...ofYear)
    .option('--all', 'accounts that say nothing too')
    .option('--csv', 'as CSV, a column for each month')
    .action(open(showBalances))
  add('vouchers', 'give all vouchers as CSV, a line for each row')
    .option(...ofYear)
    .action(open(giveVouchers))
  add('sie', 'give a year as a SIE file, type 4')
    .option(...ofYear)
    .action(open(giveSie))
}

const pathOf = async ({ api }: CommandContext, connection: string) =>
  `/connections/${(await findConnection(api, connection)).id}/books`

async function listYears(context: CommandContext, connection: string) {
  const found = await context.api.get<{ years: Year[] }>(await pathOf(context, connection))
  const rows = found.years.map((one): Cell[] => [
    one.from,
    one.to,
    one.accounts,
    one.vouchers,
    one.setAside,
    one.yearExternalId,
  ])
  show(context.output, found, () =>
    table(['from', 'to', 'accounts', 'vouchers', 'set aside', 'id in the system'], rows, 'No books here.'),
  )
  return exitCodes.ok
}

async function showBalances(context: CommandContext, connection: string, { year, all, csv }: Options) {
  const path = `${await pathOf(context, connection)}/balances`
  const query = { yearExternalId: year, all: all ? 'true' : undefined }
  if (csv) return give(context, `${path}.csv`, query)
  const found = await context.api.get<Balances>(path, query)
  show(context.output, found, () => drawBalances(found))
  return exitCodes.ok
}

function drawBalances({ year, accounts }: Balances): string {
  const rows = accounts.map((one): Cell[] => [
    ...[one.number, one.description, one.opening, one.debit, one.credit, one.closing],
  ])
  const drawn = table(['account', 'description', 'opening', 'debit', 'credit', 'closing'], rows, 'Nothing is booked.')
  const lacks = year.setAside === 0 ? '' : `\nWithout ${year.setAside} accounts or vouchers that were set aside.`
  return `${year.from} – ${year.to}\n${drawn}${lacks}`
}

const giveVouchers = async (context: CommandContext, connection: string, { year }: Options) =>
  give(context, `${await pathOf(context, connection)}/vouchers.csv`, { yearExternalId: year })

const giveSie = async (context: CommandContext, connection: string, { year }: Options) =>
  give(context, `${await pathOf(context, connection)}/sie`, { yearExternalId: year })

/** Byte for byte as it comes. */
async function give({ api }: CommandContext, path: string, query: Parameters<typeof api.download>[1]) {
  for await (const bytes of api.download(path, query)) writeSync(1, bytes)
  return exitCodes.ok
}
