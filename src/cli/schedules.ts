import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'

interface ScheduleShown {
  readonly entity: string
  readonly cron: string
  readonly timeZone: string
  readonly active: boolean
  readonly words: { en: string; sv: string }
  readonly nextRunAt: string | null
  readonly unreadableBecause: string | null
}

export function addSchedules(program: Command, open: OpenCommand): void {
  const schedules = program.command('schedules').description('when each entity is imported')
  schedules
    .command('list', { isDefault: true })
    .description('the schedules of a connection')
    .argument('<connection>', 'name or id')
    .action(open(listSchedules))
  for (const verb of ['activate', 'deactivate'] as const) {
    schedules
      .command(verb)
      .description(
        verb === 'activate' ? 'let entities be imported by themselves' : 'import entities only when asked to',
      )
      .argument('<connection>', 'name or id')
      .argument('<entities...>', 'which')
      .action(open((context, name: string, entities: string[]) => switchSchedules(context, { name, entities, verb })))
  }
  schedules
    .command('set')
    .description('change when an entity is imported; takes effect at once')
    .argument('<connection>', 'name or id')
    .argument('<entity>', 'which')
    .option('--cron <expression>', 'minute hour day month weekday, such as "*/15 7-19 * * MON-FRI"')
    .option('--zone <zone>', 'IANA time zone, such as Europe/Stockholm')
    .action(open(setSchedule))
  schedules
    .command('preview')
    .description('say a cron expression in words, with the next five runs')
    .argument('<cron>', 'minute hour day month weekday')
    .option('--zone <zone>', 'IANA time zone', 'UTC')
    .action(open(previewSchedule))
}

const drawSchedules = (items: readonly ScheduleShown[]) =>
  table(
    ['entity', 'on', 'when', 'zone', 'next', ''],
    items.map(one => [
      one.entity,
      one.active ? 'on' : 'off',
      one.words.en,
      one.timeZone,
      when(one.nextRunAt, one.timeZone),
      one.unreadableBecause ?? '',
    ]),
    'This connection has no schedules.',
  )

async function listSchedules({ api, output }: CommandContext, name: string) {
  const { id } = await findConnection(api, name)
  const page = await api.get<{ items: ScheduleShown[] }>(`/connections/${id}/schedules`)
  show(output, page, () => drawSchedules(page.items))
  return exitCodes.ok
}

async function switchSchedules(
  { api, output }: CommandContext,
  asked: { name: string; entities: string[]; verb: string },
) {
  const { id } = await findConnection(api, asked.name)
  const items: ScheduleShown[] = []
  for (const entity of asked.entities)
    items.push(await api.send('POST', `/connections/${id}/schedules/${encodeURIComponent(entity)}/${asked.verb}`))
  show(output, { items }, () => drawSchedules(items))
  return exitCodes.ok
}

async function setSchedule(
  { api, output }: CommandContext,
  name: string,
  entity: string,
  options: { cron?: string; zone?: string },
) {
  const { id } = await findConnection(api, name)
  const path = `/connections/${id}/schedules/${encodeURIComponent(entity)}`
  if (options.cron === undefined && options.zone === undefined) throw new UsageError('Give --cron, --zone or both.')
  const changed = await api.send<ScheduleShown>('PUT', path, { cron: options.cron, timeZone: options.zone })
  show(output, changed, () => drawSchedules([changed]))
  return exitCodes.ok
}

async function previewSchedule({ api, output }: CommandContext, cron: string, options: { zone: string }) {
  const preview = await api.send<{ words: { en: string }; next: string[] }>('POST', '/schedules/preview', {
    cron,
    timeZone: options.zone,
  })
  show(output, preview, () =>
    [preview.words.en, ...preview.next.map(one => `  ${when(one, options.zone)} ${options.zone}`)].join('\n'),
  )
  return exitCodes.ok
}
