import { Problem } from '../errors.ts'
import { checkCron } from './cron.ts'
import { nextRuns, type Timing } from './next.ts'
import { cronPreset, type Preset } from './presets.ts'
import { cronWords, type Words } from './words.ts'
import { refuseZone } from './zone.ts'

export interface Preview extends Timing {
  /** Null: an expression of its own. */
  readonly preset: Preset | null
  readonly words: Words
  /** The five runs after `from`. */
  readonly next: readonly Date[]
}

/** What a timing means, before it is saved. Throws Problem: invalid, with the field at fault. */
export function previewSchedule(timing: Timing & { readonly from: Date }): Preview {
  const checked = checkTiming(timing)
  return {
    ...checked,
    preset: cronPreset(checked.cron),
    words: cronWords(checked.cron),
    next: nextRuns(checked, timing.from, 5),
  }
}

/** The timing in its tidy form. Throws Problem: invalid, with the field at fault. */
export function checkTiming({ cron, timeZone }: Timing): Timing {
  const checked = checkCron(cron)
  if ('reason' in checked) throw refusal('cron', checked.reason)
  const reason = refuseZone(timeZone)
  if (reason !== null) throw refusal('timeZone', reason)
  return { cron: checked.cron, timeZone }
}

function refusal(path: 'cron' | 'timeZone', message: string): Problem {
  return new Problem('invalid', 'The schedule cannot be kept like this.', { fields: [{ path, message }] })
}
