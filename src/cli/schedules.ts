import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand, UsageError } from './session.ts'
import { addTimingOptions, describeTiming, readTiming, type TimingOptions, type TimingShown } from './timing.ts'

interface ScheduleShown extends TimingShown {
  readonly entity: string
  readonly cron: string
  readonly active: boolean
  readonly nextRunAt: string | null
  /** Why no run starts although it is on. */
  readonly obstacle: string | null
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
  addTimingOptions(
    schedules
      .command('set')
      .description('change when an entity is imported; takes effect at once')
      .argument('<connection>', 'name or id')
      .argument('<entity>', 'which'),
  ).action(open(setSchedule))
  addTimingOptions(
    schedules
      .command('preview')
      .description('say in words when it would run, with the next five runs; nothing is changed')
      .argument('[cron]', 'minute hour day month weekday, in place of --cron'),
  ).action(open(previewSchedule))
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
      one.obstacle ?? '',
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

async function setSchedule({ api, output }: CommandContext, name: string, entity: string, options: TimingOptions) {
  const timing = readTiming(options)
  if (timing === undefined && options.zone === undefined) throw new UsageError(`${giveOne}, or --zone.`)
  const { id } = await findConnection(api, name)
  const path = `/connections/${id}/schedules/${encodeURIComponent(entity)}`
  const changed = await api.send<ScheduleShown>('PUT', path, { ...timing, timeZone: options.zone })
  show(output, changed, () => `${drawSchedules([changed])}\n\n${describeTiming(changed)}${changed.active ? '' : off}`)
  return exitCodes.ok
}

async function previewSchedule({ api, output }: CommandContext, cron: string | undefined, options: TimingOptions) {
  const timing = readTiming(options)
  if ((cron === undefined) === (timing === undefined)) throw new UsageError(`${giveOne}, and only one.`)
  const asked = { ...(timing ?? { cron }), timeZone: options.zone }
  const preview = await api.send<TimingShown>('POST', '/schedules/preview', asked)
  show(output, preview, () => describeTiming(preview))
  return exitCodes.ok
}

const giveOne = 'Give --every, --hourly, --daily, --weekly or --cron'
const off = '\nIt is off: koppla schedules activate <connection> <entity>'
