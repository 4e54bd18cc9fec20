import { z } from 'zod'
import { priced } from './document.ts'
import { addressed, RawFlag, RawKey, RawText } from './raw.ts'
import { billingOf, isSet, textOf } from './values.ts'

/** What the heads of orders and of invoices tell alike. */
export const headed = {
  ...addressed,
  ...priced,
  DocumentNumber: RawKey,
  CustomerNumber: RawText,
  CustomerName: RawText,
  Currency: z.string(),
  Cancelled: RawFlag,
  Sent: RawFlag,
  EmailInformation: z.looseObject({ EmailAddressTo: RawText }).nullish(),
  TermsOfPayment: RawText,
  YourOrderNumber: RawText,
  YourReference: RawText,
  OurReference: RawText,
  ExternalInvoiceReference1: RawText,
  ExternalInvoiceReference2: RawText,
  Remarks: RawText,
} as const
const Headed = z.object(headed)
type Headed = z.output<typeof Headed>

export function customerOf(raw: Headed) {
  const email = textOf(raw.EmailInformation?.EmailAddressTo)
  return {
    customerExternalId: textOf(raw.CustomerNumber),
    email,
    billing: billingOf(raw, textOf(raw.CustomerName), email),
  }
}

/** For `meta`. */
export const remarksOf = (raw: Headed) => ({
  sent: isSet(raw.Sent) ? true : null,
  your_order_number: textOf(raw.YourOrderNumber),
  your_reference: textOf(raw.YourReference),
  our_reference: textOf(raw.OurReference),
  external_reference_1: textOf(raw.ExternalInvoiceReference1),
  external_reference_2: textOf(raw.ExternalInvoiceReference2),
  remarks: textOf(raw.Remarks),
})
