import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import type { RunShown } from './run.ts'
import type { CommandContext, OpenCommand } from './session.ts'

interface BrakeShown {
  readonly runId: string
  readonly connectionName: string
  readonly entity: string
  readonly since: string
  readonly missing: number
  readonly all: number | null
  readonly message: string
  readonly remedy: string
  readonly sample: ReadonlyArray<{ readonly label: string }>
}

export function addBrake(program: Command, open: OpenCommand): void {
  const brake = program.command('brake').description('runs that would delete much, and wait for a person')
  brake
    .command('list', { isDefault: true })
    .description('what waits, how much each would delete, and some of it')
    .action(open(listBrakes))
  brake
    .command('approve')
    .description('the records are really gone: mark them deleted')
    .argument('<run>', 'its id')
    .action(open(approve))
  brake
    .command('discard')
    .description('leave everything as it is, and do not ask again about the same records')
    .argument('<run>', 'its id')
    .action(open(discard))
}

async function listBrakes({ api, output }: CommandContext) {
  const { items } = await api.get<{ items: BrakeShown[] }>('/brakes')
  show(output, { items }, () => [drawBrakes(items), ...items.map(describe)].join('\n\n'))
  return exitCodes.ok
}

const drawBrakes = (items: readonly BrakeShown[]) =>
  table(
    ['since', 'connection', 'entity', 'would delete', 'of', 'run'],
    items.map(one => [when(one.since), one.connectionName, one.entity, one.missing, one.all, one.runId]),
    'No run waits for a person.',
  )

const describe = ({ connectionName, message, remedy, sample, missing, runId }: BrakeShown) =>
  [
    `${colour.yellow('!')} “${connectionName}”: ${message}`,
    ...sample.map(({ label }) => `    ${label.replace(/\p{Cc}+/gu, ' ')}`),
    ...(missing > sample.length && sample.length > 0 ? [`    … and ${missing - sample.length} more`] : []),
    `  ${colour.bold('Do this:')} ${remedy}`,
    `    koppla brake approve ${runId}`,
    `    koppla brake discard ${runId}`,
  ].join('\n')

async function approve({ api, output }: CommandContext, id: string) {
  show(output, await decide(api, id, 'approve'), () => 'Approved. It goes on.')
  return exitCodes.ok
}

async function discard({ api, output }: CommandContext, id: string) {
  const run = await decide(api, id, 'discard')
  show(output, run, () => [run.problem?.message, run.problem?.remedy].join('\n'))
  return exitCodes.ok
}

const decide = (api: CommandContext['api'], id: string, verb: 'approve' | 'discard') =>
  api.send<RunShown>('POST', `/runs/${encodeURIComponent(id)}/${verb}`)
