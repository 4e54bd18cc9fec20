import t from 'tap'
import { mapCustomer, RawCustomer } from '../../../../connectors/woocommerce/map/customer.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { recorded, recordedList } from '../records.ts'

const customer = (raw: object) => mapCustomer(RawCustomer.parse(raw))

t.test('every recorded customer fits', async t => {
  for (const raw of recordedList('customers_list')) t.equal(canonical.customers.parse(customer(raw)).role, 'customer')
})

t.test('a customer arrives with account and addresses', async t => {
  t.match(canonical.customers.parse(customer(recorded('customer_10'))), {
    externalId: '10',
    email: 'kund6@example.test',
    firstName: 'Ny',
    lastName: 'Øster',
    username: 'kund6',
    phone: '+46 70 006 06 18',
    modifiedAt: '2026-11-20T15:02:07.000Z',
    billing: { name: 'Björn Øster', line2: 'lgh 1102', city: 'Umeå' },
    shipping: null,
  })
})

t.test('a user whom WooCommerce never saved has no modification time and no addresses', async t => {
  t.match(customer(recordedList('customers_list')[0]!), { modifiedAt: null, billing: null, shipping: null })
})

t.test('an editor is a customer once there are orders or payments', async t => {
  const editor = { ...recorded('customer_10'), role: 'editor', is_paying_customer: false }
  t.equal(customer(editor), null)
  t.equal(customer({ ...editor, koppla_has_orders: false }), null)
  t.ok(customer({ ...editor, koppla_has_orders: true }))
  t.ok(customer({ ...editor, is_paying_customer: true }))
})
