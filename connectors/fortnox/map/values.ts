import type { z } from 'zod'
import type { Address } from '../../../src/sdk/index.ts'
import { codeOfCountry } from './country.ts'
import type { Addressed, RawFlag, RawText } from './raw.ts'

/** What stands for a field that the integration may not see. */
const withheld = 'API_NORIGHT'

export function textOf(value: RawText): string | null {
  const text = value === null || value === undefined ? '' : String(value)
  return text.trim() === '' || text === withheld ? null : text
}

/** A number of another document; `0`, as text or not, is none. */
export const referenceOf = (value: RawText): string | null => {
  const text = textOf(value)
  return text === null || /^0+$/.test(text) || text === 'false' ? null : text
}

export const isSet = (flag: RawFlag): boolean => flag === true || flag === 'true'

/** A day as `2026-03-29`; null for what is none. */
export const dayOf = (value: RawText): string | null => /^\d{4}-\d\d-\d\d/.exec(textOf(value) ?? '')?.[0] ?? null

type CanonicalAddress = z.input<typeof Address>

export function billingOf(raw: Addressed, name: string | null, email: string | null): CanonicalAddress | null {
  return filledIn({
    ...{ name, company: null, email },
    line1: textOf(raw.Address1),
    line2: textOf(raw.Address2),
    city: textOf(raw.City),
    region: null,
    postcode: textOf(raw.ZipCode),
    country: textOf(raw.CountryCode) ?? codeOfCountry(textOf(raw.Country)),
    phone: textOf(raw.Phone1),
  })
}

/** Null where nothing else than the billing address is told. */
export const deliveryOf = (raw: Addressed): CanonicalAddress | null =>
  filledIn({
    ...{ company: null, region: null, phone: null, email: null },
    name: textOf(raw.DeliveryName),
    line1: textOf(raw.DeliveryAddress1),
    line2: textOf(raw.DeliveryAddress2),
    city: textOf(raw.DeliveryCity),
    postcode: textOf(raw.DeliveryZipCode),
    country: textOf(raw.DeliveryCountryCode) ?? codeOfCountry(textOf(raw.DeliveryCountry)),
  })

const filledIn = (address: CanonicalAddress): CanonicalAddress | null =>
  Object.values(address).some(part => part !== null) ? address : null

/** What is told, without what is not. */
export const metaOf = (meta: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== null && value !== undefined))
