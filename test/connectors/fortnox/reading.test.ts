import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import { mapInvoice, RawInvoice } from '../../../connectors/fortnox/map/invoice.ts'
import { mapOrder, RawOrder } from '../../../connectors/fortnox/map/order.ts'
import type { Position } from '../../../connectors/fortnox/walk.ts'
import { proveInvoice, proveMoney } from '../../../src/records/money.ts'
import { canonical, type Window, whyUnread } from '../../../src/sdk/index.ts'
import { openCompany } from './open-company.ts'

// Its many requests are real ones.
t.setTimeout(300_000)

const importOf = (name: string) => entities.find(one => one.name === name)!.import!
const always: Window = { since: null, until: '2026-11-20T12:00:00Z', createdFrom: null, createdBefore: null }
type Company = Awaited<ReturnType<typeof openCompany>>

async function readAll({ client }: Company, name: string, window: Window = always, from: Position | null = null) {
  const records: unknown[] = []
  for await (const page of importOf(name).pages(client, window, from)) records.push(...page.records)
  return records
}

t.test('the money of every order and invoice is proven to the öre, without a rest', async t => {
  for (const roundsToKronor of [true, false]) {
    const company = await openCompany(t, { roundsToKronor })
    const orders = (await readAll(company, 'orders')).map(raw => canonical.orders.parse(mapOrder(RawOrder.parse(raw))))
    const invoices = (await readAll(company, 'invoices')).map(raw =>
      canonical.invoices.parse(mapInvoice(RawInvoice.parse(raw))),
    )
    t.ok(orders.length === 60 && invoices.length > 40)
    t.strictSame(
      orders.filter(order => proveMoney(order).moneyWarning !== null),
      [],
    )
    t.strictSame(
      invoices.filter(invoice => proveInvoice(invoice).moneyWarning !== null),
      [],
    )
    t.ok(invoices.some(({ lines }) => lines.some(({ kind }) => kind === 'shipping')))
    t.equal(
      invoices.some(({ lines }) => lines.some(({ kind }) => kind === 'rounding')),
      roundsToKronor,
    )
    t.strictSame(company.store.state.sideEffects, [], 'nothing was sent by reading')
  }
})

t.test('never more than 25 requests are sent in any 5 s, and none is turned away', async t => {
  const company = await openCompany(t, { articles: 120 })
  const records = await readAll(company, 'products')
  t.equal(records.length, 120)
  t.ok(company.timer.now() >= 20_000, 'so 120 records take twenty seconds and more')
})

t.test('where the pace is refused all the same, everything waits for the window', async t => {
  const company = await openCompany(t, { articles: 60 })
  company.server.failWith({ status: 429, body: { message: 'Too many requests' } })
  const before = company.timer.now()
  t.equal((await readAll(company, 'products')).length, 60)
  t.ok(company.timer.now() - before >= 5_000)
})

t.test('what is inactive is read too, whatever a list without a filter shows', async t => {
  const company = await openCompany(t, { articles: 60, hidesInactive: true })
  const inactive = company.store.state.articles.filter(one => !one.active)
  t.ok(inactive.length > 0)
  const records = await readAll(company, 'products')
  t.equal(records.length, 60)
  const { map, raw } = importOf('products')
  const mapped = records.map(
    record => map(raw.parse(record), { currency: 'SEK' } as never) as { externalStatus: string },
  )
  t.equal(mapped.filter(({ externalStatus }) => externalStatus === 'inactive').length, inactive.length)
})

t.test('only what changed is read in detail', async t => {
  const company = await openCompany(t)
  const { store, server } = company
  const [first, second] = store.state.orders
  store.touchOrder(first!.number)
  store.touchOrder(second!.number)
  server.forget()
  const since = new Date(store.state.clock.now().getTime() - 60_000).toISOString()
  t.equal((await readAll(company, 'orders', { ...always, since })).length, 2)
  const paths = server.asked.map(({ path }) => path).filter(path => path.startsWith('/3/orders'))
  t.strictSame(paths.toSorted(), ['/3/orders', `/3/orders/${first!.number}`, `/3/orders/${second!.number}`].toSorted())
  t.match(
    server.asked.find(({ path }) => path === '/3/orders')?.query.get('lastmodified'),
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  )
})

t.test('a number with signs of its own leads to its article and to nothing else', async t => {
  const { client, store } = await openCompany(t)
  const odd = ['A/1', 'A+$1', '1/email', 'A%2F1', 'Ö å']
  store.state.articles.push(...odd.map(number => ({ ...store.state.articles[0]!, number })))
  const { fetch, idOf } = importOf('products')
  t.strictSame((await fetch(client, odd)).map(idOf).toSorted(), odd.toSorted())
  t.strictSame(await fetch(client, ['no-such', 'A']), [], 'one that is only like it is not it')
  const [unread] = await fetch(client, ['..'])
  t.match(whyUnread(unread), /cannot be asked for a record with the number “..”/)
  t.strictSame(store.state.sideEffects, [])
})

t.test('a record that Fortnox cannot show is set aside, and its neighbours come', async t => {
  const company = await openCompany(t, { articles: 60 })
  const numbers = company.store.state.articles
    .filter(({ active }) => active)
    .map(({ number }) => number)
    .toSorted()
  const fail = (number: string, times: number) => {
    const when = ({ path }: { path: string }) => path === `/3/articles/${encodeURIComponent(number)}`
    company.server.failWith(...Array.from({ length: times }, () => ({ when, fault: { status: 500 } })))
  }
  fail(numbers[7]!, 1)
  t.notOk(
    (await readAll(company, 'products')).some(record => whyUnread(record) !== null),
    'one failure is none',
  )
  fail(numbers[7]!, 2)
  const records = await readAll(company, 'products')
  t.equal(records.length, 60)
  const unread = records.filter(record => whyUnread(record) !== null)
  t.match(unread, [{ id: numbers[7] }])
  t.equal(importOf('products').idOf(unread[0]), numbers[7])
  for (const number of numbers.slice(0, 6)) fail(number, 2)
  await t.rejects(
    readAll(company, 'products'),
    { kind: 'transient', code: 'server_error' },
    'where many fail, it is Fortnox',
  )
})

t.test('where Fortnox fails for a while, no record is blamed', async t => {
  const { server, client } = await openCompany(t)
  const { fetch, idOf } = importOf('products')
  server.failWith({ status: 500 }, { status: 500 })
  await t.rejects(fetch(client, ['A1001']), { kind: 'transient', code: 'server_error' })
  server.failWith({ body: '<!doctype html>' })
  t.strictSame((await fetch(client, ['A1001'])).map(idOf), ['A1001'])
})

t.test('a record that makes its own answer unreadable is set aside as well', async t => {
  const { store, client } = await openCompany(t)
  const { fetch, idOf } = importOf('orders')
  for (const kind of ['fatal', 'cutOff', 'silent', 'webPage', 'nothing', 'another', 'withoutNumber'] as const) {
    store.spoilRecord('orders/2', kind)
    const records = await fetch(client, ['1', '2', '3'])
    t.strictSame(records.map(idOf), ['1', '2', '3'], kind)
    t.match(whyUnread(records[1]), /^cannot be read: each request for it fails\./)
  }
})
