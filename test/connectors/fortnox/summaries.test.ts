import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import type { Span, Summary } from '../../../src/sdk/index.ts'
import { openCompany } from './open-company.ts'

const always: Span = { from: '1990-01-01T00:00:00.000Z', before: '2100-01-01T00:00:00.000Z' }
const { summarise } = entities.find(({ name }) => name === 'orders')!
type Company = Awaited<ReturnType<typeof openCompany>>

async function count({ client }: Company, span = always) {
  const all: Summary[] = []
  for await (const { summaries } of summarise!(client, span)) all.push(...summaries)
  return all
}

t.test('orders are counted by their lists, each with the status that it is imported with', async t => {
  const company = await openCompany(t)
  const { orders } = company.store.state
  company.server.forget()
  const counted = await count(company)
  t.strictSame(
    counted.map(({ externalId, status }) => [externalId, status]),
    orders.map(({ number, cancelled, invoiceNumber }) => [
      String(number),
      cancelled ? 'cancelled' : invoiceNumber > 0 ? 'invoicecreated' : 'invoicenotcreated',
    ]),
  )
  t.strictSame(
    new Set(counted.map(({ status }) => status)),
    new Set(['cancelled', 'invoicecreated', 'invoicenotcreated']),
    'of which there are all',
  )
  t.notOk(
    company.server.asked.some(({ path }) => path.startsWith('/3/orders/')),
    'and no order is read alone',
  )
})

t.test('a span has the orders of its Swedish days and no others', async t => {
  const company = await openCompany(t)
  const days = [...new Set(company.store.state.orders.map(({ day }) => day))].toSorted()
  const [first, last] = [days[2]!, days[5]!]
  // Midnight in Sweden, where it is winter then.
  const span = { from: `${first}T00:00:00+01:00`, before: `${last}T00:00:00+01:00` }
  t.strictSame(
    (await count(company, span)).map(({ externalId }) => externalId),
    company.store.state.orders.filter(({ day }) => day >= first && day < last).map(({ number }) => String(number)),
  )
})

t.test('an order that cannot be read is counted, with what is not known of it', async t => {
  const company = await openCompany(t)
  const [order] = company.store.state.orders
  Object.assign(order!, { currency: 'kronor' })
  const [summary] = await count(company)
  t.match(summary, { externalId: String(order!.number), currency: null, total: /^\d/ })
})
