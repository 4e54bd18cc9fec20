import { z } from 'zod'
import { StoreFacts } from '../../src/sdk/index.ts'

export const Facts = StoreFacts.extend({
  /** `https://name.myshopify.com`, of the shop that answered: an older name may lead to it. */
  origin: z.string(),
  /** `2026-10`, or the one that Shopify serves in its place. */
  servedVersion: z.string(),
  plan: z.string().nullable().default(null),
  /** What the app may do, with what a right to write brings. */
  scopes: z.array(z.string()).default([]),
})
export type Facts = z.output<typeof Facts>
