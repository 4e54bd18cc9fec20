import { Cron } from 'croner'
import { wallClock } from './zone.ts'

export type Checked = { readonly cron: string } | { readonly reason: string }

interface Part {
  readonly name: string
  readonly lowest: number
  readonly highest: number
  readonly names?: readonly string[]
  /** A word that stands for a value of its own: the last day of the month. */
  readonly word?: string
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const parts: readonly Part[] = [
  { name: 'minute', lowest: 0, highest: 59 },
  { name: 'hour', lowest: 0, highest: 23 },
  { name: 'day of the month', lowest: 1, highest: 31, word: 'L' },
  { name: 'month', lowest: 1, highest: 12, names: months },
  { name: 'day of the week', lowest: 0, highest: 7, names: weekdays },
]
const allowed = `Five fields are allowed: ${parts.map(described).join(', ')}; in each * or */5, and lists of 8, 8-18 and 8-18/2.`

/** The expression in its tidy form, or why it is refused and what is allowed. */
export function checkCron(expression: string): Checked {
  const fields = expression.trim().toUpperCase().split(/\s+/).filter(Boolean)
  if (fields.length > 5)
    return { reason: `It has ${fields.length} fields; a sixth, for seconds or years, is not supported. ${allowed}` }
  if (fields.length < 5) return { reason: `It has ${fields.length || 'no'} of five fields. ${allowed}` }
  const wrong = parts.find((part, at) => !fits(part, fields[at] ?? ''))
  if (wrong) return { reason: `“${fields[parts.indexOf(wrong)]}” is no ${described(wrong)}. ${allowed}` }
  const cron = fields.join(' ')
  if (parse(cron).nextRun() === null)
    return { reason: `No date ever matches it: that month has no such day. ${allowed}` }
  return { cron }
}

/** The expression over the wall clock: its instants are local times written as if they were UTC. */
export function parse(cron: string): Cron {
  return new Cron(cron, { paused: true, mode: '5-part', timezone: wallClock })
}

function described({ name, lowest, highest, names, word }: Part): string {
  return `${name} (${lowest}–${highest}${names ? ` or ${names[0]}–${names.at(-1)}` : ''}${word ? ` or ${word}, its last` : ''})`
}

function fits(part: Part, field: string): boolean {
  const step = /^\*(?:\/(\d+))?$/.exec(field)
  if (step) return step[1] === undefined || isStep(part, Number(step[1]))
  return field.split(',').every(item => item === part.word || isItem(part, item))
}

function isItem(part: Part, item: string): boolean {
  const [, first = '', last = first, step = '1'] = /^(\w+)(?:-(\w+)(?:\/(\d+))?)?$/.exec(item) ?? []
  const [from, to] = [valueIn(part, first), valueIn(part, last)]
  return from >= part.lowest && to <= part.highest && from <= to && isStep(part, Number(step))
}

function isStep({ highest }: Part, step: number): boolean {
  return step >= 1 && step <= highest
}

function valueIn({ names, lowest }: Part, text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const at = names?.indexOf(text) ?? -1
  return at < 0 ? Number.NaN : at + lowest
}
