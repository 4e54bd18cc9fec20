import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { colour, mark, show, table, when } from './output.ts'
import type { CommandContext, OpenCommand } from './session.ts'

interface AlertShown {
  readonly kind: string
  readonly connectionName: string
  readonly entity: string | null
  readonly message: string
  readonly remedy: string
  readonly beganAt: string
  readonly toldAt: string | null
  readonly endedAt: string | null
  readonly ended: string | null
}

interface Delivery {
  readonly channel: string
  readonly target: string
  readonly problem: { readonly message: string; readonly remedy: string } | null
}

export function addAlerts(program: Command, open: OpenCommand): void {
  const alerts = program.command('alerts').description('what is wrong, and whether people are told of it')
  alerts
    .command('list', { isDefault: true })
    .description('what is wrong now; with --all what was, too')
    .option('--all', 'those that have ended, too')
    .action(open(listAlerts))
  alerts
    .command('test')
    .description('send a test message over each channel, and say what happened')
    .action(open(testAlerts))
}

async function listAlerts({ api, output }: CommandContext, { all }: { all?: boolean }) {
  const page = await api.get<{ items: AlertShown[]; next: string | null }>('/alerts', {
    limit: 200,
    open: all ? undefined : true,
  })
  show(output, page, () => [drawAlerts(page.items), ...page.items.flatMap(describe)].join('\n'))
  return exitCodes.ok
}

const drawAlerts = (items: readonly AlertShown[]) =>
  table(
    ['since', 'until', 'connection', 'entity', 'what', 'told'],
    items.map(one => [
      when(one.beganAt),
      one.endedAt === null ? null : `${when(one.endedAt)} ${one.ended}`,
      one.connectionName,
      one.entity ?? 'all',
      one.kind,
      one.toldAt === null ? 'not yet' : when(one.toldAt),
    ]),
    'Nothing is wrong.',
  )

const describe = ({ connectionName, message, remedy, endedAt }: AlertShown): string[] =>
  endedAt !== null
    ? []
    : ['', `${colour.red('✗')} “${connectionName}”: ${message}`, `  ${colour.bold('Do this:')} ${remedy}`]

async function testAlerts({ api, output }: CommandContext) {
  const { items } = await api.send<{ items: Delivery[] }>('POST', '/alerts/test')
  show(output, { items }, () => items.map(describeDelivery).join('\n'))
  return items.every(one => one.problem === null) ? exitCodes.ok : exitCodes.no
}

const describeDelivery = ({ channel, target, problem }: Delivery): string =>
  problem === null
    ? `${mark('passed')} ${channel}: taken by ${target}. See that it arrives.`
    : `${mark('failed')} ${channel}: ${problem.message}\n    ${colour.bold('Do this:')} ${problem.remedy}`
