import { showDate } from './dates.ts'
import type { Address, Customer } from './state.ts'

/** As it stands in an order. */
export const showOrderAddress = (address: Address, order: { id: number; email: string }, type: string) => ({
  ...{ address_type: type, city: address.city, company: address.company ?? undefined, country_id: address.country },
  ...{ email: order.email, entity_id: address.id, firstname: address.firstName, lastname: address.lastName },
  ...{ parent_id: order.id, postcode: address.postcode, region_id: type === 'billing' ? 0 : undefined },
  ...{ street: address.street, telephone: address.phone, vat_id: address.vatId ?? undefined },
})

const showCustomerAddress = (address: Address, customerId: number, isDefault: boolean) => ({
  ...{ id: address.id, customer_id: customerId, region: { region_code: null, region: null, region_id: 0 } },
  ...{ country_id: address.country, street: address.street, company: address.company ?? undefined },
  ...{ telephone: address.phone, postcode: address.postcode, city: address.city },
  ...{ firstname: address.firstName, lastname: address.lastName, vat_id: address.vatId ?? undefined },
  ...(isDefault && { default_shipping: true, default_billing: true }),
})

export function showCustomer(person: Customer) {
  const first = person.addresses[0]
  const home = first ? { default_billing: String(first.id), default_shipping: String(first.id) } : {}
  return {
    ...{ id: person.id, group_id: person.groupId, ...home },
    ...{ created_at: showDate(person.created), updated_at: showDate(person.updated) },
    created_in: person.storeId === 1 ? 'Default Store View' : 'EU English',
    ...{ email: person.email, firstname: person.firstName, lastname: person.lastName },
    ...{ store_id: person.storeId, taxvat: person.taxvat ?? undefined, website_id: 1 },
    addresses: person.addresses.map((address, n) => showCustomerAddress(address, person.id, n === 0)),
    disable_auto_group_change: 0,
    extension_attributes: { is_subscribed: false },
  }
}
