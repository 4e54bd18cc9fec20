import cronstrue from 'cronstrue/i18n.js'
import { cronPreset, type Preset } from './presets.ts'

export interface Words {
  readonly en: string
  readonly sv: string
}

/** An expression as a person would say it, in English and in Swedish. */
export function cronWords(cron: string): Words {
  const preset = cronPreset(cron)
  if (preset !== null) return presetWords(preset)
  const say = (locale: string) => cronstrue.default.toString(cron, { locale, use24HourTimeFormat: true })
  return { en: say('en'), sv: say('sv') }
}

function presetWords(preset: Preset): Words {
  switch (preset.kind) {
    case 'minutes':
      return preset.every === 1
        ? { en: 'Every minute', sv: 'Varje minut' }
        : { en: `Every ${preset.every} minutes`, sv: `Var${ordinal(preset.every)} minut` }
    case 'hourly':
      return { en: `Every hour, at :${two(preset.minute)}`, sv: `Varje timme, :${two(preset.minute)}` }
    case 'daily':
      return { en: `Every day at ${clock(preset)}`, sv: `Varje dag kl. ${clock(preset)}` }
    case 'weekly':
      return {
        en: `Every ${weekdays.en[preset.weekday - 1]} at ${clock(preset)}`,
        sv: `Varje ${weekdays.sv[preset.weekday - 1]} kl. ${clock(preset)}`,
      }
  }
}

const weekdays = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
}

const clock = ({ hour, minute }: { hour: number; minute: number }) => `${two(hour)}:${two(minute)}`
const two = (value: number) => String(value).padStart(2, '0')
const ordinal = (value: number) => (value === 2 ? 'annan' : ` ${value}:e`)
