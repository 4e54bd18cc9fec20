import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { addressOf, numberOf, RawAddress, RawText, textOf } from './values.ts'

export const RawCustomer = z.looseObject({
  id: z.string(),
  firstName: RawText,
  lastName: RawText,
  note: RawText,
  state: RawText,
  locale: RawText,
  tags: z.array(z.string()).nullish(),
  taxExempt: z.boolean().nullish(),
  createdAt: z.string(),
  updatedAt: z.string(),
  defaultEmailAddress: z.looseObject({ emailAddress: RawText, marketingState: RawText }).nullish(),
  defaultPhoneNumber: z.looseObject({ phoneNumber: RawText }).nullish(),
  defaultAddress: RawAddress,
  addressesV2: z.looseObject({ nodes: z.array(RawAddress) }).nullish(),
})
export type RawCustomer = z.output<typeof RawCustomer>

/** Shopify knows one default address, for bills and parcels alike. The others are kept beside it. */
export function mapCustomer(raw: RawCustomer): CanonicalInput<'customers'> {
  const address = addressOf(raw.defaultAddress)
  return {
    externalId: numberOf(raw.id),
    ...{ createdAt: raw.createdAt, modifiedAt: raw.updatedAt },
    email: textOf(raw.defaultEmailAddress?.emailAddress),
    ...{ firstName: textOf(raw.firstName), lastName: textOf(raw.lastName), company: address?.company ?? null },
    phone: textOf(raw.defaultPhoneNumber?.phoneNumber) ?? address?.phone ?? null,
    ...{ username: null, role: null, billing: address, shipping: address, meta: metaOf(raw) },
  }
}

function metaOf({ note, state, locale, tags, taxExempt, ...raw }: RawCustomer): Record<string, unknown> {
  const addresses = raw.addressesV2?.nodes.flatMap(one => addressOf(one) ?? []) ?? []
  const meta = {
    ...{ note: textOf(note), state, locale, tax_exempt: taxExempt || null },
    tags: tags?.length ? tags : null,
    email_marketing: raw.defaultEmailAddress?.marketingState,
    addresses: addresses.length > 1 ? addresses : null,
  }
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== null && value !== undefined))
}
