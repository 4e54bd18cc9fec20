import { notFound } from './refusals.ts'
import { defineResource, urlOf } from './resource.ts'
import type { Customer } from './state.ts'

const countries: Readonly<Record<string, string>> = {
  ...{ SE: 'Sverige', DE: 'Tyskland', FI: 'Finland', NO: 'Norge', JP: 'Japan' },
}
export const countryOf = ({ countryCode }: Pick<Customer, 'countryCode'>): string =>
  countries[countryCode] ?? countryCode

/** One phone here, two in the record itself. */
const showListed = (customer: Customer) => ({
  '@url': urlOf(`customers/${customer.number}`),
  Address1: customer.address,
  Address2: '',
  City: customer.city,
  CustomerNumber: customer.number,
  Email: customer.email,
  Name: customer.name,
  OrganisationNumber: customer.organisationNumber,
  Phone: customer.phone,
  ZipCode: customer.zipCode,
})

/** What is empty in a list is null here. */
const orNull = (text: string): string | null => (text === '' ? null : text)

const unset = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, null]))
const empty = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, '']))

const show = (customer: Customer) => ({
  '@url': urlOf(`customers/${customer.number}`),
  ...{ Address1: orNull(customer.address), Address2: null, City: orNull(customer.city), Country: countryOf(customer) },
  ...{ Comments: null, Currency: customer.currency, CostCenter: null, CountryCode: customer.countryCode },
  ...{ Active: customer.active, CustomerNumber: customer.number },
  DefaultDeliveryTypes: { Invoice: 'PRINT', Order: 'PRINT', Offer: 'PRINT' },
  DefaultTemplates: {
    ...{ Order: 'DEFAULTTEMPLATE', Offer: 'DEFAULTTEMPLATE', Invoice: 'DEFAULTTEMPLATE' },
    CashInvoice: 'DEFAULTTEMPLATE',
  },
  ...unset('DeliveryAddress1', 'DeliveryAddress2', 'DeliveryCity', 'DeliveryCountry', 'DeliveryCountryCode'),
  ...unset('DeliveryFax', 'DeliveryName', 'DeliveryPhone1', 'DeliveryPhone2', 'DeliveryZipCode'),
  Email: customer.email,
  ...empty('EmailInvoice', 'EmailInvoiceBCC', 'EmailInvoiceCC', 'EmailOffer', 'EmailOfferBCC', 'EmailOfferCC'),
  ...empty('EmailOrder', 'EmailOrderBCC', 'EmailOrderCC'),
  ...unset('ExternalReference', 'Fax', 'GLN', 'GLNDelivery'),
  ...unset('InvoiceAdministrationFee', 'InvoiceDiscount', 'InvoiceFreight'),
  ...{ InvoiceRemark: '', Name: customer.name, OrganisationNumber: customer.organisationNumber, OurReference: '' },
  ...{ Phone1: orNull(customer.phone), Phone2: null, PriceList: 'A', Project: '', SalesAccount: null },
  ...{ ShowPriceVATIncluded: customer.type === 'PRIVATE', TermsOfDelivery: '', TermsOfPayment: '30' },
  ...{ Type: customer.type, VATNumber: customer.vatNumber, VATType: customer.vatType },
  ...unset('VisitingAddress', 'VisitingCity', 'VisitingCountry', 'VisitingCountryCode', 'VisitingZipCode'),
  ...empty('WayOfDelivery', 'WWW', 'YourReference'),
  ZipCode: orNull(customer.zipCode),
})

export const customers = defineResource<Customer>({
  ...{ path: 'customers', list: 'Customers', one: 'Customer', scope: 'customer', missing: notFound.customer },
  rows: ({ state }) => state.customers,
  ...{ showListed, show },
  find: ({ state }, [number, ...more]) =>
    more.length === 0 ? state.customers.find(one => one.number === number) : undefined,
  filters: { active: one => one.active, inactive: one => !one.active },
  unfiltered: (one, state) => one.active || !state.hidesInactive,
  fields: {
    customernumber: one => one.number,
    name: one => one.name,
    zipcode: one => one.zipCode,
    city: one => one.city,
    email: one => one.email,
    phone: one => one.phone,
    organisationnumber: one => one.organisationNumber,
  },
  modified: one => one.modified,
  sorts: { customernumber: one => Number(one.number), name: one => one.name },
})
