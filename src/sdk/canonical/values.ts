import { z } from 'zod'

export const ExternalId = z.string().min(1).max(200)
/** UTC or with an offset; years that no calendar of a shop has are refused. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine(value => value >= '1970' && value < '2200', 'is not a date a shop can have')
  .transform(value => new Date(value).toISOString())
/** A day of the calendar, such as 2026-03-29, in no zone. */
export const Day = z.iso.date().refine(value => value >= '1970' && value < '2200', 'is not a day a shop can have')
/** A decimal string: floats lose öre. Up to 14 digits before the point and 6 after. */
export const Decimal = z.string().regex(/^-?\d{1,14}(\.\d{1,6})?$/, 'is not a decimal number such as 12.50')
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as SEK')
export const Text = z.string().max(1_000_000)

export const Address = z.object({
  name: Text.nullable(),
  company: Text.nullable(),
  line1: Text.nullable(),
  line2: Text.nullable(),
  city: Text.nullable(),
  region: Text.nullable(),
  postcode: Text.nullable(),
  country: Text.nullable(),
  phone: Text.nullable(),
  email: Text.nullable(),
})
export type Address = z.output<typeof Address>

/** What every canonical record has. */
export const recordShape = {
  externalId: ExternalId,
  /** When the store says it was last changed; null where the store does not tell. */
  modifiedAt: Instant.nullable(),
  createdAt: Instant.nullable(),
  /** True: in the trash, or gone. It is marked, never erased. */
  deleted: z.boolean().default(false),
}
