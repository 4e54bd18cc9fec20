import { z } from 'zod'

// The pieces of raw records that more than one of them has. Thousands of each are looked at a second: one test is several
// times as quick as a union of two.

/** Plugins make texts of numbers. */
export const RawId = z.custom<number | string>(value =>
  typeof value === 'string' ? /^\d+$/.test(value) : Number.isSafeInteger(value),
)
export type RawId = z.output<typeof RawId>

/** WooCommerce writes money as text, and some rates, nominal amounts and quantities as numbers. */
export const RawAmount = z.custom<string | number>(isTextOrNumber)
export type RawAmount = z.output<typeof RawAmount>

export const RawText = z.custom<string | number | null>(value => value === null || isTextOrNumber(value)).optional()
export type RawText = z.output<typeof RawText>

export const RawMeta = z
  .array(z.object({ key: z.string(), value: z.unknown() }).nullable())
  .nullish()
  .transform(list => (list ?? []).filter(meta => meta !== null))
export type RawMeta = z.output<typeof RawMeta>

export const RawAddress = z
  .object({
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

function isTextOrNumber(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value)
}
