import { z } from 'zod'
import { Preset } from '../../schedules/presets.ts'
import { Id, Instant, plainText } from './common.ts'
import { Words } from './connectors.ts'

export const EntityParams = z.object({ id: Id, entity: plainText(50) })

export const ScheduleBrief = z.object({
  entity: z.string(),
  label: z.string(),
  active: z.boolean(),
  cron: z.string(),
  timeZone: z.string(),
  words: Words,
  nextRunAt: Instant.nullable(),
  nextReconcileAt: Instant.nullable(),
  unreadableBecause: z.string().nullable().describe('Why it cannot be activated.'),
  lastRun: z
    .object({
      id: Id,
      kind: z.string(),
      state: z.string(),
      queuedAt: Instant,
      endedAt: Instant.nullable(),
      problem: z.looseObject({ message: z.string(), remedy: z.string().optional() }).nullable(),
    })
    .nullable(),
})

export const ScheduleAnswer = ScheduleBrief.extend({
  preset: Preset.nullable().describe('Null: an expression of its own.'),
  next: z.array(Instant).describe('The next five runs, were it active.'),
  obstacle: z.string().nullable().describe('Why no run starts although it is active: the connection is paused, say.'),
}).meta({ id: 'Schedule' })
export type ScheduleAnswer = z.output<typeof ScheduleAnswer>

const timing = {
  cron: plainText(200).optional().describe('Minute, hour, day of the month, month, day of the week.'),
  preset: Preset.optional().describe('In place of `cron`.'),
  timeZone: plainText(100).optional().describe('An IANA name, such as Europe/Stockholm.'),
}
const onlyOne = 'Give either `cron` or `preset`.'

export const ScheduleInput = z
  .strictObject(timing)
  .refine(({ cron, preset }) => cron === undefined || preset === undefined, onlyOne)
  .meta({
    id: 'ScheduleChange',
    examples: [
      { cron: '*/15 7-19 * * MON-FRI', timeZone: 'Europe/Stockholm' },
      { preset: { kind: 'daily', hour: 2, minute: 30 } },
    ],
  })
export type ScheduleInput = z.output<typeof ScheduleInput>

export const PreviewInput = z
  .strictObject({ ...timing, timeZone: timing.timeZone.default('UTC') })
  .refine(({ cron, preset }) => (cron === undefined) !== (preset === undefined), onlyOne)
  .meta({ id: 'Timing', examples: [{ preset: { kind: 'hourly', minute: 18 }, timeZone: 'Europe/Stockholm' }] })

export const PreviewAnswer = z
  .object({
    cron: z.string(),
    timeZone: z.string(),
    preset: Preset.nullable(),
    words: Words,
    next: z.array(Instant).describe('The next five runs.'),
  })
  .meta({ id: 'Preview' })
export type PreviewAnswer = z.output<typeof PreviewAnswer>
