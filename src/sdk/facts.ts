import { z } from 'zod'

/** What verification finds out about a store and a connection remembers. Connectors extend it with their own keys. */
export const StoreFacts = z.looseObject({
  /** The store's own identity, stable over renamed connections and replaced credentials; two connections to one are refused. */
  identity: z.string().min(1),
  name: z.string(),
  /** Its address, as a person knows it. */
  url: z.string(),
  /** IANA name or a bare offset such as `+02:00`: what the store's calendar days are counted in. */
  timeZone: z.string(),
  currency: z.string().length(3).nullable(),
  country: z.string().nullable(),
  version: z.string().nullable(),
  pricesIncludeTax: z.boolean().nullable(),
  /** Records per entity, where the store tells. */
  counts: z.record(z.string(), z.number().int()).default({}),
})
export type StoreFacts = z.output<typeof StoreFacts>
