import type { Command } from 'commander'
import { count } from '../sdk/count.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'

interface Sum {
  readonly count: number
  readonly total: string
}

interface Line {
  readonly currency: string | null
  readonly store: Sum
  readonly ours: Sum
}

interface SealShown {
  readonly id: string
  readonly span: string
  readonly from: string
  readonly before: string
  readonly timeZone: string
  readonly askedAt: string
  readonly equal: boolean
  readonly storeCount: number
  readonly ourCount: number
  readonly hidden: number
  readonly totals: readonly Line[]
  readonly statuses: ReadonlyArray<Line & { readonly status: string }>
  readonly differenceCount: number
  readonly differences: ReadonlyArray<{
    readonly externalId: string
    readonly number: string | null
    readonly message: string
    readonly remedy: string
    readonly next?: keyof typeof commands
  }>
}

interface SealOptions {
  readonly day?: string
  readonly month?: string
  readonly from?: string
  readonly to?: string
  readonly list?: true
}

const commands = {
  import: (name: string) => `koppla run "${name}" orders`,
  reconcile: (name: string) => `koppla run "${name}" orders --kind reconcile`,
  retry: () => 'koppla records rejections',
}

export function addSeal(program: Command, open: OpenCommand): void {
  program
    .command('seal')
    .description('compare the orders of a day or a month in the store with ours, now; exit code 1 when they differ')
    .argument('<connection>', 'name or id')
    .option('--day <day>', 'the orders created that day, in the store’s zone: 2026-11-20')
    .option('--month <month>', 'or that month: 2026-11')
    .option('--from <day>', 'or from that day …')
    .option('--to <day>', '… to that one')
    .option('--list', 'the seals that were made before')
    .action(open(sealOrList))
}

async function sealOrList(context: CommandContext, name: string, options: SealOptions) {
  const { id } = await findConnection(context.api, name)
  if (options.list) return await listSeals(context, id)
  const seal = await context.api.send<SealShown>('POST', `/connections/${id}/seals`, readSpan(options))
  show(context.output, seal, () => describe(seal, name))
  return seal.equal ? exitCodes.ok : exitCodes.no
}

function readSpan({ day, month, from, to }: SealOptions): object {
  const given = [day, month, from ?? to].filter(one => one !== undefined)
  if (given.length === 1 && (from === undefined) === (to === undefined)) {
    if (day !== undefined) return { day }
    return month === undefined ? { from, to } : { month }
  }
  throw new UsageError('Give one of: --day 2026-11-20, --month 2026-11, or --from and --to.')
}

async function listSeals({ api, output }: CommandContext, id: string) {
  const page = await api.get<{ items: SealShown[] }>(`/connections/${id}/seals`, { limit: 50 })
  show(output, page, () => {
    const rows = page.items.map(one => [
      ...[one.span, when(one.askedAt), one.equal ? colour.green('equal') : colour.red(`${one.differenceCount} differ`)],
      ...[one.storeCount, one.ourCount, one.id],
    ])
    return table(['span', 'asked', 'found', 'store', 'here', 'id'], rows, 'No seal was made yet.')
  })
  return exitCodes.ok
}

function describe(seal: SealShown, name: string): string {
  const { span, from, before, timeZone, hidden, differenceCount, differences } = seal
  const row = (status: string, { currency, store, ours }: Line) => {
    const same = store.count === ours.count && store.total === ours.total
    return [
      status,
      currency,
      store.count,
      ours.count,
      store.total,
      ours.total,
      same ? colour.green('=') : colour.red('≠'),
    ]
  }
  const sums = seal.totals.map(one => row('all', one))
  const head = ['status', 'currency', 'store', 'here', 'store total', 'total here', '']
  const found = differences.map(one => [one.number ?? one.externalId, one.message, one.remedy])
  const more = differenceCount - differences.length
  return [
    `“${name}”, orders created ${span}: ${when(from, timeZone)} to ${when(before, timeZone)} ${timeZone}`,
    '',
    table(
      head,
      [...seal.statuses.map(one => row(one.status, one)), ...sums],
      'No order, neither in the store nor here.',
    ),
    ...(hidden > 0 ? ['', colour.yellow(`The store counts ${hidden} more, which it does not show.`)] : []),
    '',
    seal.equal ? colour.green('✓ Equal.') : colour.red(`✗ ${count(differenceCount, 'differences')}:`),
    ...(found.length > 0 ? [table(['order', 'what', 'do this'], found, '')] : []),
    ...(more > 0 ? [colour.dim(`And ${more} more.`)] : []),
    ...new Set(differences.flatMap(({ next }) => (next === undefined ? [] : colour.dim(commands[next](name))))),
  ].join('\n')
}
