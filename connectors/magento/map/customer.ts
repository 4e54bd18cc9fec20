import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { RawAddress, RawId, RawText } from './raw.ts'
import { addressOf, instantOf, textOf } from './values.ts'

export const RawCustomer = z.looseObject({
  id: RawId,
  email: RawText,
  firstname: RawText,
  lastname: RawText,
  taxvat: RawText,
  group_id: RawId.nullish(),
  website_id: RawId.nullish(),
  created_at: RawText,
  updated_at: RawText,
  default_billing: RawText,
  default_shipping: RawText,
  addresses: z.array(z.intersection(z.looseObject({ id: RawId }), RawAddress.unwrap().unwrap())).nullish(),
  extension_attributes: z.looseObject({ is_subscribed: z.boolean().nullish() }).nullish(),
})
export type RawCustomer = z.output<typeof RawCustomer>

export function mapCustomer(raw: RawCustomer): CanonicalInput<'customers'> {
  const named = (id: RawCustomer['default_billing']) =>
    addressOf(raw.addresses?.find(address => textOf(id) !== null && String(address.id) === String(id)))
  const billing = named(raw.default_billing)
  return {
    externalId: String(raw.id),
    createdAt: instantOf(raw.created_at),
    modifiedAt: instantOf(raw.updated_at),
    email: textOf(raw.email),
    firstName: textOf(raw.firstname),
    lastName: textOf(raw.lastname),
    company: billing?.company ?? null,
    phone: billing?.phone ?? null,
    username: null,
    role: null,
    billing,
    shipping: named(raw.default_shipping),
    meta: metaOf(raw),
  }
}

function metaOf({ taxvat, group_id, website_id, extension_attributes: extras }: RawCustomer): Record<string, unknown> {
  const meta = { vat_number: textOf(taxvat), group_id, website_id, is_subscribed: extras?.is_subscribed }
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== null && value !== undefined))
}
