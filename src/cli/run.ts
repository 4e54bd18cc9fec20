import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, type Output, show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand } from './session.ts'

export interface RunShown {
  readonly id: string
  readonly connectionName: string
  readonly entity: string
  readonly kind: string
  readonly cause: string
  readonly state: string
  readonly queuedAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly read: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly deleted: number
  readonly rejected: number
  readonly remaining: number | null
  readonly problem: { message: string; remedy: string } | null
  readonly notices: ReadonlyArray<string | { message: string }>
}

export function addRun(program: Command, open: OpenCommand): void {
  const run = program.command('run').description('import now, and look at what runs did')
  run
    .command('start', { isDefault: true })
    .description('import one entity of a connection now, and follow it')
    .argument('<connection>', 'name or id')
    .argument('<entity>', 'products, orders, invoices, customers, shipments, stock, accounts or vouchers')
    .option('--kind <kind>', 'incremental, full or reconcile', 'incremental')
    .option('--from <date>', 'everything modified since this date (YYYY-MM-DD or an instant)')
    .option('--no-wait', 'do not wait for its end')
    .action(open(startRun))
  run
    .command('list')
    .description('what ran, newest first')
    .argument('[connection]', 'name or id')
    .option('--state <state>', 'only runs in this state')
    .action(open(listRuns))
  run.command('show').description('one run, followed until it ends').argument('<run>', 'its id').action(open(showRun))
  run.command('cancel').description('stop a run').argument('<run>', 'its id').action(open(cancelRun))
  run
    .command('approve')
    .description('let a run that the brake stopped go on')
    .argument('<run>', 'its id')
    .action(open(approveRun))
}

interface StartOptions {
  readonly kind: string
  readonly from?: string
  readonly wait: boolean
}

async function startRun(context: CommandContext, name: string, entity: string, options: StartOptions) {
  const connection = await findConnection(context.api, name)
  const asked = options.from === undefined ? { kind: options.kind } : { kind: 'from_date', fromDate: options.from }
  const run = await context.api.send<RunShown>('POST', `/connections/${connection.id}/runs`, { entity, ...asked })
  if (!options.wait) {
    show(context.output, run, () => `Started: ${run.id}`)
    return exitCodes.ok
  }
  const ended = await followRun(context, run)
  show(context.output, ended, () => describeRun(ended))
  return ended.state === 'succeeded' ? exitCodes.ok : exitCodes.no
}

/** Shows a run until it ends, with a bar where the output is a terminal. */
export async function followRun({ api, output }: CommandContext, run: RunShown): Promise<RunShown> {
  const bar = output.interactive ? drawBar(run) : undefined
  let latest = run
  try {
    for await (const [event, data] of api.follow('GET', `/runs/${run.id}/live`)) {
      if (event === 'run' || event === 'end') latest = data as RunShown
      if (bar !== undefined) advance(bar, latest)
    }
  } finally {
    bar?.stop()
  }
  return latest
}

function drawBar(run: RunShown): SingleBar {
  const bar = new SingleBar({
    format: `${run.entity.padEnd(10)} {bar} {told}`,
    hideCursor: true,
    clearOnComplete: true,
    emptyOnZero: true,
  })
  bar.start(0, 0, { told: 'waits for its turn' })
  return bar
}

function advance(bar: SingleBar, { state, read, remaining }: RunShown): void {
  const total = read + (remaining ?? 0)
  const told = remaining === null ? `${read} read` : `${read} of about ${total}`
  bar.setTotal(remaining === null ? 0 : total)
  bar.update(remaining === null ? 0 : read, { told: state === 'queued' ? 'waits for its turn' : told })
}

export function describeRun(run: RunShown): string {
  const state = run.state === 'succeeded' ? colour.green(run.state) : colour.red(run.state)
  const counted = (['created', 'updated', 'unchanged', 'deleted', 'rejected'] as const).filter(what => run[what] > 0)
  const counts = [`${run.read} read`, counted.map(what => `${run[what]} ${what}`).join(', ')].filter(Boolean).join(': ')
  const lines = [`${run.entity} ${state} – ${counts}`]
  for (const notice of run.notices) lines.push(`  ! ${typeof notice === 'string' ? notice : notice.message}`)
  if (run.problem !== null) lines.push(`  ${run.problem.message}`, `  ${colour.bold('Do this:')} ${run.problem.remedy}`)
  return lines.join('\n')
}

async function showRun(context: CommandContext, id: string) {
  const run = await followRun(context, await context.api.get<RunShown>(`/runs/${encodeURIComponent(id)}`))
  show(context.output, run, () => describeRun(run))
  return exitCodes.ok
}

async function listRuns({ api, output }: CommandContext, name: string | undefined, options: { state?: string }) {
  const connectionId = name === undefined ? undefined : (await findConnection(api, name)).id
  const page = await api.get<{ items: RunShown[] }>('/runs', { connectionId, state: options.state })
  show(output, page, () => [runTable(page.items), ...page.items.flatMap(describeProblem)].join('\n'))
  return exitCodes.ok
}

/** Why it did not succeed, and what to do: a table has no room for it. */
const describeProblem = ({ problem, id }: RunShown): string[] =>
  problem === null
    ? []
    : ['', `${colour.red('✗')} ${id}: ${problem.message}`, `  ${colour.bold('Do this:')} ${problem.remedy}`]

const runTable = (runs: readonly RunShown[]) =>
  table(
    ['started', 'connection', 'entity', 'kind', 'why', 'state', 'read', 'new', 'changed', 'gone', 'rejected', 'id'],
    runs.map(run => [
      when(run.startedAt ?? run.queuedAt),
      run.connectionName,
      run.entity,
      run.kind,
      run.cause,
      run.state,
      run.read,
      run.created,
      run.updated,
      run.deleted,
      run.rejected,
      run.id,
    ]),
    'No runs yet. Start one: koppla run <connection> <entity>',
  )

const cancelRun = async ({ api, output }: CommandContext, id: string) =>
  tell(output, await api.send('POST', `/runs/${encodeURIComponent(id)}/cancel`), 'It stops after the page in hand.')

const approveRun = async ({ api, output }: CommandContext, id: string) =>
  tell(output, await api.send('POST', `/runs/${encodeURIComponent(id)}/approve`), 'It goes on.')

function tell(output: Output, answer: unknown, words: string) {
  show(output, answer ?? {}, () => words)
  return exitCodes.ok
}
