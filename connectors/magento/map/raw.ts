import { z } from 'zod'

// The pieces of raw records that more than one of them has.

export const RawId = z.custom<number | string>(value =>
  typeof value === 'string' ? /^\d+$/.test(value) : Number.isSafeInteger(value),
)
/** Magento writes money as numbers; modules also as text. */
export const RawAmount = z.custom<string | number>(
  value => Number.isFinite(value) || (typeof value === 'string' && /^\s*(-?\d*\.?\d+([eE][-+]?\d+)?)?\s*$/.test(value)),
)
export type RawAmount = z.output<typeof RawAmount>
export const RawText = z.custom<string | number | null>(value => value === null || isTextOrNumber(value)).optional()
export type RawText = z.output<typeof RawText>

export const RawAddress = z
  .looseObject({
    firstname: RawText,
    middlename: RawText,
    lastname: RawText,
    company: RawText,
    street: z.array(RawText).or(RawText),
    city: RawText,
    region: RawText.or(z.looseObject({ region: RawText })),
    postcode: RawText,
    country_id: RawText,
    telephone: RawText,
    email: RawText,
    vat_id: RawText,
  })
  .nullish()
export type RawAddress = z.output<typeof RawAddress>

/** `value` is a text, or a list of them. */
export const RawAttributes = z
  .array(z.looseObject({ attribute_code: z.string(), value: z.unknown() }))
  .nullish()
  .transform(list => list ?? [])
export type RawAttributes = z.output<typeof RawAttributes>

function isTextOrNumber(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value)
}
