import { z } from 'zod'
import { Id, Instant, wholeNumber } from './common.ts'

const Count = z.int()

/** What came through a connection, by the days of the store's own calendar, today last. */
export const Activity = z
  .object({
    timeZone: z.string(),
    days: z.array(
      z.object({
        day: z.iso.date(),
        since: Instant.describe('When the day began.'),
        created: Count,
        updated: Count,
        deleted: Count,
        rejected: Count,
        runs: Count,
        failed: Count.describe('How many of the runs failed.'),
        runMs: Count.describe('How long its runs took, together.'),
        longestMs: Count.describe('How long the longest took.'),
      }),
    ),
  })
  .meta({ id: 'Activity' })
export type Activity = z.output<typeof Activity>

export const ActivityQuery = z.strictObject({
  days: wholeNumber(1, 90).default(30),
})

/** The orders of today, which begins in each store when it does there. A store without any has no line. */
export const OrdersToday = z
  .object({
    items: z.array(
      z.object({
        connectionId: Id,
        connectionName: z.string(),
        practice: z.boolean().describe('Of a practice store: invented.'),
        timeZone: z.string(),
        since: Instant.describe('When the day began there.'),
        orders: Count,
        currency: z.string(),
        total: z.string().describe('Of all of them, as a decimal.'),
      }),
    ),
  })
  .meta({ id: 'OrdersToday' })
export type OrdersToday = z.output<typeof OrdersToday>
