import { z } from 'zod'
import { StoreFacts } from '../../src/sdk/index.ts'

/** A year of the books. Its id is not in the order of time, and it need not be a calendar year. */
export const FinancialYear = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** `ACCRUAL`, or `CASH` where what is paid is booked and not what is owed. */
  method: z.string().nullable(),
})
export type FinancialYear = z.output<typeof FinancialYear>

export const Facts = StoreFacts.extend({
  /** `https://api.fortnox.se` */
  origin: z.string(),
  tenantId: z.string(),
  organisationNumber: z.string().nullable().default(null),
  financialYears: z.array(FinancialYear).default([]),
  /** The last day that nothing can be booked on any more; null: none is locked, or it is not told. */
  lockedUntil: z.string().nullable().default(null),
})
export type Facts = z.output<typeof Facts>
