import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { readable } from '../../../src/sdk/index.ts'
import { RawAddress, RawId, RawMeta, RawText } from './raw.ts'
import { addressOf, instantOf, metaOf, textOf } from './values.ts'

/** A user of the site. `koppla_has_orders` is asked only where neither role nor payments say that it is a customer. */
export const RawCustomer = readable(
  z.looseObject({
    id: RawId,
    date_created_gmt: RawText,
    date_modified_gmt: RawText,
    email: RawText,
    first_name: RawText,
    last_name: RawText,
    role: RawText,
    username: RawText,
    billing: RawAddress,
    shipping: RawAddress,
    is_paying_customer: z.boolean().nullish(),
    meta_data: RawMeta,
    koppla_has_orders: z.boolean().optional(),
  }),
)
export type RawCustomer = z.output<typeof RawCustomer>

/** Editors and administrators are users too; they are customers once they have ordered. */
export const isSurelyCustomer = (raw: { role?: unknown; is_paying_customer?: unknown }): boolean =>
  raw.role === 'customer' || raw.is_paying_customer === true

export function mapCustomer(raw: RawCustomer): CanonicalInput<'customers'> | null {
  if (!isSurelyCustomer(raw) && raw.koppla_has_orders !== true) return null
  const billing = addressOf(raw.billing)
  return {
    externalId: String(raw.id),
    createdAt: instantOf(raw.date_created_gmt),
    modifiedAt: instantOf(raw.date_modified_gmt),
    email: textOf(raw.email),
    firstName: textOf(raw.first_name),
    lastName: textOf(raw.last_name),
    company: billing?.company ?? null,
    phone: billing?.phone ?? null,
    username: textOf(raw.username),
    role: textOf(raw.role),
    billing,
    shipping: addressOf(raw.shipping),
    meta: metaOf(raw.meta_data),
  }
}
