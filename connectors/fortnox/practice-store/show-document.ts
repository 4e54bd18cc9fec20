import { countryOf } from './customers.ts'
import type { Invoice, Order, Row } from './documents.ts'
import { amount, type Sums, sumUp, totalOf, withoutVat } from './money.ts'
import type { State } from './state.ts'
import { addDays } from './sweden.ts'

type Document = Order | Invoice

/** Quantities are texts, prices are numbers. A line of text has no article. */
export const showRow = (row: Row) => ({
  AccountNumber: row.account,
  ArticleNumber: row.articleNumber,
  ...{ ContributionPercent: '0', ContributionValue: '0', Cost: 0, CostCenter: '' },
  DeliveredQuantity: String(row.quantity),
  Description: row.description,
  Discount: row.discountType === 'AMOUNT' ? amount(row.discount) : row.discount,
  DiscountType: row.discountType,
  ...{ HouseWork: false, HouseWorkHoursToReport: null, HouseWorkType: null },
  Price: amount(row.price),
  Project: '',
  RowId: row.id,
  StockPointCode: null,
  Total: amount(totalOf(row)),
  Unit: row.unit,
  VAT: row.vat,
})

/** These are without VAT whatever the document says. */
export const showNet = (row: Row, vatIncluded: boolean) => ({
  PriceExcludingVAT: amount(withoutVat(row.price, row.vat, vatIncluded)),
  TotalExcludingVAT: amount(withoutVat(totalOf(row), row.vat, vatIncluded)),
})

const showSums = (document: Document, sums: Sums) => ({
  AdministrationFee: amount(document.fee),
  AdministrationFeeVAT: amount(sums.feeVat),
  Freight: amount(document.freight),
  FreightVAT: amount(sums.freightVat),
  Gross: amount(sums.gross),
  Net: amount(sums.net),
  RoundOff: amount(sums.roundOff),
  Total: amount(sums.total),
  TotalToPay: amount(sums.total),
  TotalVAT: amount(sums.vat),
  VATIncluded: document.vatIncluded,
})

function showCustomer({ addressee, customerName, customerNumber }: Document) {
  const { address, city, zipCode, organisationNumber, phone, email } = addressee
  return {
    ...{ Address1: address, Address2: '', City: city, ZipCode: zipCode, Country: countryOf(addressee) },
    ...{ CustomerName: customerName, CustomerNumber: customerNumber },
    ...{ OrganisationNumber: organisationNumber, Phone1: phone, Phone2: '' },
    ...{ DeliveryAddress1: '', DeliveryAddress2: '', DeliveryCity: '', DeliveryCountry: '', DeliveryName: '' },
    DeliveryZipCode: '',
    EmailInformation: {
      ...{ EmailAddressFrom: null, EmailAddressTo: email, EmailAddressCC: null },
      ...{ EmailAddressBCC: null, EmailSubject: '{no} bifogas', EmailBody: ' ' },
    },
  }
}

/** What orders and invoices have in common. */
export const showDocument = (state: State, document: Document) => ({
  ...showSums(document, sumUp(state, document)),
  ...showCustomer(document),
  ...{ BasisTaxReduction: 0, Cancelled: document.cancelled, Comments: '' },
  ...{ ContributionPercent: 0, ContributionValue: 0, CostCenter: '' },
  Currency: document.currency,
  CurrencyRate: document.currencyRate,
  CurrencyUnit: document.currencyUnit,
  DocumentNumber: String(document.number),
  ExternalInvoiceReference1: document.reference,
  ExternalInvoiceReference2: '',
  ...{ HouseWork: false, Labels: [], Language: 'SV', NotCompleted: false, OfferReference: '0', OurReference: '' },
  ...{ OutboundDate: document.day, PriceList: 'A', Project: '', Remarks: '', Sent: document.sent },
  ...{ TaxReduction: null, TaxReductionType: 'none', TermsOfDelivery: '', TermsOfPayment: '30' },
  ...{ TimeBasisReference: null, WarehouseReady: true, WayOfDelivery: '' },
  ...{ YourOrderNumber: document.yourOrderNumber, YourReference: '' },
})

export const dueDayOf = (day: string): string => addDays(day, 30)
