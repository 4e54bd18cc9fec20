import { z } from 'zod'
import { Day, Id, Instant, PageQuery, pageOf, plainText, TrueOrFalse } from './common.ts'

const Month = z
  .string()
  .regex(/^(19[7-9]\d|20\d\d)-(0[1-9]|1[0-2])$/, 'A month is allowed as year-month, such as 2026-11.')

export const NewSeal = z
  .union(
    [
      z.strictObject({ day: Day }),
      z.strictObject({ month: Month }),
      z.strictObject({ from: Day, to: Day.describe('The last day, included.') }),
    ],
    'Exactly one is needed: `day` (2026-11-20), `month` (2026-11), or `from` and `to` (days, both included).',
  )
  .meta({ id: 'NewSeal', examples: [{ day: '2026-11-20' }, { month: '2026-11' }] })
export type NewSeal = z.output<typeof NewSeal>

const count = z.int()
const Money = z.string()
const Sum = z.object({ count, total: Money })
const Currency = z.string().nullable()
const Sides = { store: Sum, ours: Sum }

const Side = z
  .object({
    status: z.string(),
    total: Money.nullable(),
    currency: Currency,
    createdAt: Instant.nullable(),
    modifiedAt: Instant.nullable(),
  })
  .nullable()

export const Difference = z
  .object({
    kind: z.enum(['missing_here', 'not_in_store', 'other_status', 'other_total', 'other_day']),
    externalId: z.string(),
    number: z.string().nullable(),
    store: Side,
    ours: Side,
    message: z.string(),
    remedy: z.string(),
    next: z
      .enum(['import', 'reconcile', 'retry'])
      .optional()
      .describe('What the remedy asks for first; absent in seals that are older than this field.'),
  })
  .meta({ id: 'Difference' })
export type Difference = z.output<typeof Difference>

export const SealBrief = z
  .object({
    id: Id,
    connectionId: Id,
    span: z.string().describe('What was asked for: `2026-11-20`, `2026-11`, or `2026-11-01/2026-11-20`.'),
    from: Instant.describe('Orders created from then on; Order Start, where that is later.'),
    before: Instant.describe('And before then.'),
    timeZone: z.string().describe('Of the store: its days are meant.'),
    askedAt: Instant.describe('When the store was first asked.'),
    comparedAt: Instant.describe('When all its orders were told, and ours was read.'),
    askedBy: z.string(),
    completeUntil: Instant.nullable().describe('Up to when orders were imported, by the store’s clock.'),
    equal: z.boolean().describe('There was no difference.'),
    storeCount: count,
    ourCount: count,
    hidden: count.describe('Orders that the store counts and does not show: they could not be compared.'),
    totals: z.array(z.object({ currency: Currency, ...Sides })),
    statuses: z
      .array(z.object({ status: z.string(), currency: Currency, ...Sides }))
      .describe('In the words of the store.'),
    differenceCount: count,
  })
  .meta({ id: 'SealBrief' })
export type SealBrief = z.output<typeof SealBrief>

export const Seal = SealBrief.extend({
  differences: z.array(Difference).describe('The first thousand.'),
}).meta({ id: 'Seal' })
export type Seal = z.output<typeof Seal>

export const SealQuery = PageQuery.extend({
  span: plainText(30).optional().describe('As it was asked for: `2026-11`.'),
  equal: TrueOrFalse.optional(),
})

export const SealPage = pageOf(SealBrief)
export const SealParams = z.object({ id: Id, sealId: Id })
