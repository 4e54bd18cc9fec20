import { z } from 'zod'

// The pieces of raw records that more than one of them has. Lists and records differ in the types of what they tell.

export const RawText = z.union([z.string(), z.number(), z.boolean()]).nullish()
export type RawText = z.output<typeof RawText>

/** A number, or one as text: `"0"` in a list is `0` in the record. */
export const RawAmount = z
  .custom<string | number>(
    value =>
      Number.isFinite(value) || (typeof value === 'string' && /^\s*(-?\d*\.?\d+([eE][-+]?\d+)?)?\s*$/.test(value)),
  )
  .nullish()
export type RawAmount = z.output<typeof RawAmount>

/** A number of its own choosing: of a customer, an article, a document. */
export const RawKey = z.union([z.string().min(1), z.number()]).transform(String)

/** Yes and no, also as text. */
export const RawFlag = z.union([z.boolean(), z.string()]).nullish()
export type RawFlag = z.output<typeof RawFlag>

/** What a customer, an order and an invoice tell of where somebody is. */
export const addressed = {
  Address1: RawText,
  Address2: RawText,
  City: RawText,
  ZipCode: RawText,
  Country: RawText,
  CountryCode: RawText,
  Phone1: RawText,
  DeliveryName: RawText,
  DeliveryAddress1: RawText,
  DeliveryAddress2: RawText,
  DeliveryCity: RawText,
  DeliveryZipCode: RawText,
  DeliveryCountry: RawText,
  DeliveryCountryCode: RawText,
} as const
const Addressed = z.object(addressed)
export type Addressed = z.output<typeof Addressed>
