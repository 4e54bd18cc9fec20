import { listChildren } from './listing.ts'
import { money } from './order-money.ts'
import { type Customer, gid, type Person, type State, show } from './state.ts'
import type { Shown } from './visit.ts'

export function showAddress(id: string, person: Person): Shown {
  const { firstName, lastName, company, address1, city, zip, country, phone } = person
  const name = `${firstName} ${lastName}`
  return {
    ...{
      id: `${id}?model_name=CustomerAddress`,
      firstName,
      lastName,
      name,
      company,
      address1,
      address2: null,
      city,
      zip,
      phone,
    },
    ...{ province: null, provinceCode: null, country: countryNames[country] ?? null, countryCodeV2: country },
    formatted: [name, address1, `${zip} ${city}`],
  }
}

const countryNames: Readonly<Record<string, string>> = { SE: 'Sweden', DE: 'Germany', FI: 'Finland' }

export function showCustomer(state: State, customer: Customer): Shown {
  const { id, firstName, lastName, email, phone, addresses } = customer
  const places = addresses.map((person, n) => ({ id: id + 1 + n, person }))
  const showPlace = ({ id, person }: (typeof places)[number]) => showAddress(gid('MailingAddress', id), person)
  return {
    ...{ __typename: 'Customer', id: gid('Customer', id), legacyResourceId: String(id), firstName, lastName },
    ...{ displayName: [firstName, lastName].filter(Boolean).join(' ') || email || phone || '', locale: 'sv' },
    ...{ note: customer.note, state: 'DISABLED', tags: customer.tags, taxExempt: false, taxExemptions: [] },
    ...{ createdAt: show(customer.created), updatedAt: show(customer.updated), verifiedEmail: email !== null },
    numberOfOrders: () => String(state.orders.filter(({ customerId }) => customerId === id).length),
    amountSpent: money(0, state.currency),
    defaultEmailAddress: email === null ? null : showEmail(email),
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
    defaultAddress: places[0] ? showPlace(places[0]) : null,
    addressesV2: listChildren(`addresses of ${id}`, places, showPlace),
    companyContactProfiles: [],
  }
}

const showEmail = (emailAddress: string): Shown => ({
  ...{ emailAddress, marketingState: 'SUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN', marketingUpdatedAt: null },
  validFormat: true,
})
