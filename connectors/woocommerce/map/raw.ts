import { z } from 'zod'

/** The pieces of raw records that more than one of them has. Unknown keys pass through. */

/** Plugins make texts of numbers. */
export const RawId = z.union([z.int(), z.string().regex(/^\d+$/)])
export type RawId = z.output<typeof RawId>

/** WooCommerce writes money as text, and some rates, nominal amounts and quantities as numbers. */
export const RawAmount = z.union([z.string(), z.number()])
export type RawAmount = z.output<typeof RawAmount>

export const RawText = z.union([z.string(), z.number()]).nullish()
export type RawText = z.output<typeof RawText>

export const RawMeta = z
  .array(z.looseObject({ key: z.string(), value: z.unknown() }).nullable())
  .nullish()
  .transform(list => (list ?? []).filter(meta => meta !== null))
export type RawMeta = z.output<typeof RawMeta>

export const RawAddress = z
  .looseObject({
    first_name: RawText,
    last_name: RawText,
    company: RawText,
    address_1: RawText,
    address_2: RawText,
    city: RawText,
    state: RawText,
    postcode: RawText,
    country: RawText,
    email: RawText,
    phone: RawText,
  })
  .nullish()
export type RawAddress = z.output<typeof RawAddress>

export const RawTerm = z.looseObject({ id: RawId, name: z.string() })
export const RawImage = z.looseObject({ id: RawId.nullish().or(z.literal('')), src: RawText, alt: RawText })
export type RawImage = z.output<typeof RawImage>
