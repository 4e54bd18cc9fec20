import { z } from 'zod'
import { wholeNumber } from './shapes.ts'

/** For how many days things are kept; null: for ever. */
export interface Retention {
  readonly runs: number | null
  readonly events: number | null
  readonly raw: number | null
  readonly audit: number | null
}

const allowed = 'a whole number of days from 1 to 36500, or forever'
const days = z.union([z.literal('forever').transform(() => null), wholeNumber(1, 36_500)])

export const retentionTable = {
  KOPPLA_KEEP_RUNS_DAYS: {
    describe: 'How long runs that have ended are kept. The last one of each kind and outcome stays.',
    allowed,
    schema: days.prefault('180'),
  },
  KOPPLA_KEEP_EVENTS_DAYS: {
    describe:
      'How long events are kept, and with them the changes on a record’s page. Who reads them later than that is told to start over.',
    allowed,
    schema: days.prefault('400'),
  },
  KOPPLA_KEEP_RAW_DAYS: {
    describe:
      'How long a record is kept as the store gave it, from when it was last read so. The record itself stays, and what is set aside waits as it is.',
    allowed,
    schema: days.prefault('forever'),
  },
  KOPPLA_KEEP_AUDIT_DAYS: {
    describe: 'How long the audit log is kept.',
    allowed,
    schema: days.prefault('1100'),
  },
}

type Values = { readonly [Name in keyof typeof retentionTable]: number | null }

export const readRetention = (values: Values): Retention => ({
  runs: values.KOPPLA_KEEP_RUNS_DAYS,
  events: values.KOPPLA_KEEP_EVENTS_DAYS,
  raw: values.KOPPLA_KEEP_RAW_DAYS,
  audit: values.KOPPLA_KEEP_AUDIT_DAYS,
})
