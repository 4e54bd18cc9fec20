import { z } from 'zod'

const minute = z.int().min(0).max(59)
const hour = z.int().min(0).max(23)

/** The rhythms that most people want, beside an expression of their own. */
export const Preset = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('minutes'), every: z.literal([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30]) }),
  z.object({ kind: z.literal('hourly'), minute }),
  z.object({ kind: z.literal('daily'), hour, minute }),
  z.object({
    kind: z.literal('weekly'),
    weekday: z.int().min(1).max(7).meta({ description: 'Monday is 1' }),
    hour,
    minute,
  }),
])
export type Preset = z.output<typeof Preset>

export function presetCron(preset: Preset): string {
  switch (preset.kind) {
    case 'minutes':
      return preset.every === 1 ? '* * * * *' : `*/${preset.every} * * * *`
    case 'hourly':
      return `${preset.minute} * * * *`
    case 'daily':
      return `${preset.minute} ${preset.hour} * * *`
    case 'weekly':
      return `${preset.minute} ${preset.hour} * * ${preset.weekday % 7}`
  }
}

/** The preset that an expression is, or null when it is one of its own. */
export function cronPreset(cron: string): Preset | null {
  const [minute = '', hour, day, month, weekday] = cron.split(' ')
  if (day !== '*' || month !== '*') return null
  const every = minute === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(minute)?.[1])
  const candidates = [
    { kind: 'minutes', every, rest: hour === '*' && weekday === '*' },
    { kind: 'hourly', minute: count(minute), rest: hour === '*' && weekday === '*' },
    { kind: 'daily', minute: count(minute), hour: count(hour), rest: weekday === '*' },
    {
      kind: 'weekly',
      minute: count(minute),
      hour: count(hour),
      weekday: sundayLast(count(weekday)),
      rest: weekday !== '*',
    },
  ]
  for (const { rest, ...candidate } of candidates) {
    const preset = Preset.safeParse(candidate)
    if (rest && preset.success) return preset.data
  }
  return null
}

function count(field: string | undefined): number {
  return /^\d+$/.test(field ?? '') ? Number(field) : Number.NaN
}

function sundayLast(weekday: number): number {
  return weekday === 0 ? 7 : weekday
}
