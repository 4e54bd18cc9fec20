import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { addressed, RawFlag, RawKey, RawText } from './raw.ts'
import { billingOf, deliveryOf, isSet, metaOf, textOf } from './values.ts'

/** `GET /3/customers/{number}`. */
export const RawCustomer = z.looseObject({
  ...addressed,
  CustomerNumber: RawKey,
  Name: RawText,
  Type: RawText,
  Email: RawText,
  Active: RawFlag,
  OrganisationNumber: RawText,
  VATNumber: RawText,
  VATType: RawText,
  Currency: RawText,
  PriceList: RawText,
  TermsOfPayment: RawText,
  ExternalReference: RawText,
  GLN: RawText,
})
export type RawCustomer = z.output<typeof RawCustomer>

/** Fortnox keeps a name whole, and it is not cut apart here. The number of a person is not taken: it is that of their birth. */
export function mapCustomer(raw: RawCustomer): CanonicalInput<'customers'> {
  const [name, email] = [textOf(raw.Name), textOf(raw.Email)]
  const isPerson = raw.Type === 'PRIVATE'
  return {
    ...{ externalId: raw.CustomerNumber, createdAt: null, modifiedAt: null },
    email,
    firstName: null,
    lastName: isPerson ? name : null,
    company: isPerson ? null : name,
    phone: textOf(raw.Phone1),
    username: null,
    role: textOf(raw.Type),
    billing: billingOf(raw, name, email),
    shipping: deliveryOf(raw),
    meta: metaOf({
      organisation_number: isPerson ? null : textOf(raw.OrganisationNumber),
      vat_number: textOf(raw.VATNumber),
      vat_type: textOf(raw.VATType),
      currency: textOf(raw.Currency),
      price_list: textOf(raw.PriceList),
      terms_of_payment: textOf(raw.TermsOfPayment),
      external_reference: textOf(raw.ExternalReference),
      gln: textOf(raw.GLN),
      inactive: raw.Active !== null && raw.Active !== undefined && !isSet(raw.Active) ? true : null,
    }),
  }
}
