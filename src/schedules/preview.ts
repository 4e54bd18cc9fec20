import { checkCron } from './cron.ts'
import { nextRuns, type Timing } from './next.ts'
import { cronPreset, type Preset } from './presets.ts'
import { cronWords, type Words } from './words.ts'
import { refuseZone } from './zone.ts'

/** A timing that schedules refuse: `field` is the one at fault, the message says what is allowed. */
export class TimingRefused extends Error {
  override readonly name = 'TimingRefused'
  readonly field: 'cron' | 'timeZone'
  constructor(field: 'cron' | 'timeZone', reason: string) {
    super(reason)
    this.field = field
  }
}

/** The timing in its tidy form. Throws TimingRefused. */
export function checkTiming({ cron, timeZone }: Timing): Timing {
  const checked = checkCron(cron)
  if ('reason' in checked) throw new TimingRefused('cron', checked.reason)
  const reason = refuseZone(timeZone)
  if (reason !== null) throw new TimingRefused('timeZone', reason)
  return { cron: checked.cron, timeZone }
}

export interface Preview extends Timing {
  readonly preset: Preset | null
  readonly words: Words
  /** The five runs after `from`, as instants. */
  readonly next: readonly Date[]
}

/** What a timing means, before it is saved. Throws TimingRefused. */
export function previewSchedule(timing: Timing & { readonly from: Date }): Preview {
  const checked = checkTiming(timing)
  return {
    ...checked,
    preset: cronPreset(checked.cron),
    words: cronWords(checked.cron),
    next: nextRuns(checked, timing.from, 5),
  }
}
