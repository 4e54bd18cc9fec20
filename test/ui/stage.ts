// A Koppla with a practice store beside it, as far as a story needs it to be.
import type { BrowserContext, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { RunningStore } from '../../connectors/woocommerce/practice-store/index.ts'
import { type Json, type Product, startProduct, until } from '../journey/product.ts'
import { connect, runAll, runToEnd, startShop } from '../journey/shop.ts'
import { addCompany } from './company.ts'

export const anna = { name: 'Anna Admin', email: 'anna@example.com', password: 'en lång mening om ljus' }

export interface Stage {
  readonly product: Product
  readonly shop: RunningStore
  readonly connectionId: string
}

/** Set up, connected, imported and compared with the store; one order set aside, and a month behind it. */
export async function setStage(t: Test): Promise<Stage> {
  const product = await startProduct(t, 'embedded')
  await product.get('POST /setup', { key: product.koppla.operatorKey, ...anna })
  const shop = await startShop(t, { orders: 60, products: 24, customers: 12, variableEvery: 4 })
  const connectionId = await connect(product, shop, { name: 'Ljusbutiken' })
  const spoilt = shop.store.state.orders.find(row => row.status === 'completed')!
  shop.store.spoilRecord('orders', spoilt.id, 'fatal')
  for (let n = 0; n < 4; n++) shop.store.createOrder({})
  await runAll(product, connectionId, 'incremental')
  for (const entity of ['orders', 'products']) {
    await runToEnd(product, connectionId, { entity, kind: 'reconcile' })
    await product.get(`POST /connections/${connectionId}/schedules/${entity}/activate`)
  }
  await product.stop()
  await product.tell(monthOfRuns)
  await product.tell(nothingDue)
  await product.tell(bookedInvoice)
  await product.tell(invoiceLine)
  await product.start()
  return { product, shop, connectionId }
}

/** An hourly run comes at a minute of chance, and would be one that no story tells of. */
const nothingDue = `UPDATE schedules SET next_run_at = now() + interval '55 minutes',
    next_reconcile_at = now() + interval '9 hours' WHERE active`

/** As if the schedules had been on for weeks: a run of each entity a day, one of which failed. */
const monthOfRuns = `INSERT INTO runs (connection_id, entity, kind, cause, state, queued_at, started_at, ended_at, progressed_at,
    attempt, pages, read, created, updated, problem)
  SELECT r.connection_id, r.entity, r.kind, 'schedule', CASE WHEN n = 9 AND r.entity = 'orders' THEN 'failed' ELSE 'succeeded' END,
    d.at, d.at, d.at + interval '2 s' * (1 + n % 5), d.at, 1, 1, 20 + n, (n * 7) % 23, (n * 5) % 11,
    CASE WHEN n = 9 AND r.entity = 'orders' THEN '{"kind":"transient","message":"The store’s server has a problem of its own.",
      "remedy":"Try again in a few minutes. If it stays, ask the web host to look in the server’s error log."}'::jsonb END
  FROM runs r, generate_series(1, 26) n, LATERAL (SELECT now() - n * interval '1 day' AS at) d WHERE r.kind = 'incremental'`

/** As an accounting system has it: in another currency, booked, half of it paid. */
const bookedInvoice = `INSERT INTO invoices (connection_id, external_id, hash, created_at, number, kind, status, external_status,
    issued_on, due_on, paid_on, currency, currency_rate, total, total_tax, balance, booked, voucher_external_id, order_external_id,
    order_number, credited_external_id, billing, payment_reference, money_difference, meta)
  SELECT connection_id, '901', '901', created_at, '10901', 'credit_note', 'open', 'booked', '2026-03-01', '2026-03-31', '2026-03-20',
    'EUR', 11.4321, -1250, -250, -625, true, 'A 17 2026', external_id, number, '900', billing, '1234567897', 0, '{}'
  FROM orders ORDER BY external_id LIMIT 1`
const invoiceLine = `INSERT INTO invoice_lines (invoice_id, external_id, position, kind, name, sku, quantity, subtotal, total, tax, meta)
  SELECT id, '1', 0, 'product', 'Ljusstake', 'L-1', -2, -1000, -1000, -250, '{}' FROM invoices`

/** Beside it a store of the product's own. Gives the page of its connection. */
export async function addPractice({ product }: Stage): Promise<string> {
  const { connectionId } = await product.get('POST /practice-stores', { externalSystem: 'woocommerce' })
  await until(product, `/runs?connectionId=${connectionId}&state=succeeded&limit=1`, ({ items }) => items.length > 0)
  return `/settings/connectors/${connectionId}`
}

/** Beside it a store that has lost most of what it had. Gives the page of the run that waits for a person. */
export async function addBrake(t: Test, { product }: Stage): Promise<string> {
  const shop = await startShop(t, { orders: 40, products: 4, customers: 3 })
  const connectionId = await connect(product, shop, { name: 'Nordanljus' })
  await runToEnd(product, connectionId, { entity: 'orders' })
  const lost = shop.store.state.orders.filter(one => one.status !== 'checkout-draft').slice(0, 25)
  for (const { id } of lost) shop.store.deleteOrder(id, true)
  return `/runs/${(await runToEnd(product, connectionId, { entity: 'orders', kind: 'reconcile' })).id}`
}

/** Beside it a company with its books. Gives pages about them, by a name for their pictures. */
export async function addBooks(t: Test, { product }: Stage): Promise<Record<string, string>> {
  const { connectionId } = await addCompany(t, product)
  const of = `connectionId=${connectionId}`
  const [voucher] = (await product.get(`/vouchers?${of}&limit=1`)).items
  const booked = (await product.get(`/invoices?${of}&booked=true&limit=1`)).items[0]
  return {
    books: `/settings/connectors/${connectionId}/books`,
    accounts: '/accounts',
    vouchers: `/vouchers?${of}&yearExternalId=1&accountNumber=1930`,
    voucher: `/vouchers/${voucher.id}`,
    'booked-invoice': `/invoices/${booked.id}`,
  }
}

/** A person of this role, who has chosen a password. */
export async function addPerson({ get }: Product, role: string): Promise<{ email: string; password: string }> {
  const email = `${role}@example.com`
  const { password } = await get('POST /users', { name: `Sam ${role}`, email, role })
  return { email, password }
}

/** Signs in as the page does, from the page. */
export async function signIn(
  context: BrowserContext,
  url: string,
  { email, password }: { email: string; password: string },
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  const status = await page.evaluate(
    body =>
      fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(
        answer => answer.status,
      ),
    JSON.stringify({ email, password }),
  )
  if (status !== 200) throw new Error(`Signing in answered ${status}.`)
  return page
}

/** One of each kind of page, by a name for its picture. */
export async function allPages({ product, connectionId }: Stage): Promise<Record<string, string>> {
  const first = async (path: string): Promise<Json> => (await product.get(`${path}?limit=1`)).items[0]
  const there = `/settings/connectors/${connectionId}`
  const tabs = ['schedule', 'runs', 'rejections', 'data', 'settings']
  return {
    start: '/',
    orders: '/orders',
    order: `/orders/${(await first('/orders')).id}`,
    invoices: '/invoices',
    invoice: `/invoices/${(await first('/invoices')).id}`,
    products: '/products',
    product: `/products/${(await first('/products')).id}`,
    customers: '/customers',
    customer: `/customers/${(await first('/customers')).id}`,
    shipments: '/shipments',
    stock: '/stock',
    runs: '/runs',
    run: `/runs/${(await first('/runs')).id}`,
    rejections: '/rejections',
    connectors: '/settings/connectors',
    new: '/settings/connectors/new',
    'first-imports': `${there}/first-imports`,
    overview: there,
    ...Object.fromEntries(
      tabs.map(tab => [tab === 'runs' || tab === 'rejections' ? `${tab}-tab` : tab, `${there}/${tab}`]),
    ),
    alerts: '/settings/alerts',
    users: '/settings/users',
    keys: '/settings/keys',
    audit: '/settings/audit',
    profile: '/settings/profile',
    'two-factor': '/settings/profile/two-factor',
  }
}
