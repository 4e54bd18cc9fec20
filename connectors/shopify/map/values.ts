import { z } from 'zod'
import type { Address } from '../../../src/sdk/index.ts'

export const RawText = z.string().nullish()

export const RawAddress = z
  .looseObject({
    firstName: RawText,
    lastName: RawText,
    company: RawText,
    address1: RawText,
    address2: RawText,
    city: RawText,
    zip: RawText,
    province: RawText,
    countryCodeV2: RawText,
    phone: RawText,
  })
  .nullish()
export type RawAddress = z.output<typeof RawAddress>

export const textOf = (value: string | null | undefined): string | null => (value?.trim() ? value : null)

/** The number that ends an id: `gid://shopify/Order/8052` is 8052. */
export const numberOf = (id: string): string => /\/(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? id

export function addressOf(raw: RawAddress): z.input<typeof Address> | null {
  if (!raw) return null
  const address = {
    name: textOf([raw.firstName, raw.lastName].map(textOf).filter(Boolean).join(' ')),
    company: textOf(raw.company),
    line1: textOf(raw.address1),
    line2: textOf(raw.address2),
    city: textOf(raw.city),
    region: textOf(raw.province),
    postcode: textOf(raw.zip),
    country: textOf(raw.countryCodeV2),
    phone: textOf(raw.phone),
    email: null,
  }
  return Object.values(address).some(part => part !== null) ? address : null
}
