import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import { fortnox } from '../../../connectors/fortnox/index.ts'
import { normalise } from '../../../src/records/normalise.ts'
import type { Window } from '../../../src/sdk/index.ts'
import { createSpeaker } from '../../../src/words/index.ts'
import { openCompany } from './open-company.ts'

// Its many requests are real ones.
t.setTimeout(300_000)

const always: Window = { since: null, until: '2026-11-20T12:00:00Z', createdFrom: null, createdBefore: null }
const facts = { currency: 'SEK' } as never
type Company = Awaited<ReturnType<typeof openCompany>>
const entityOf = (name: string) => entities.find(one => one.name === name)!

/** As a run stores it. */
async function readAll({ client }: Company, name: string, window = always) {
  const raws: unknown[] = []
  for await (const page of entityOf(name).import!.pages(client, window, null)) raws.push(...page.records)
  const { records, rejections } = normalise(entityOf(name), facts, raws)
  return { ids: records.map(({ externalId }) => externalId).toSorted(), rejections }
}

/** What is spoilt of each, and the id that it has. */
const spoilt = {
  products: ['articles/LJUS/25', 'LJUS/25'],
  stock: ['articles/LJUS/25', 'LJUS/25'],
  customers: ['customers/3', '3'],
  orders: ['orders/2', '2'],
  invoices: ['invoices/2', '2'],
  accounts: ['accounts/1930?financialyear=3', '3/1930'],
  vouchers: ['vouchers/A/1?financialyear=3', '3/A/1'],
} as const

for (const { name } of entities)
  t.test(`${name}: a row without its number is set aside, and all others come`, async t => {
    const company = await openCompany(t)
    const [path, id] = spoilt[name as keyof typeof spoilt]
    const before = await readAll(company, name)
    t.strictSame(before.rejections, [])
    t.ok(before.ids.includes(id))
    company.store.spoilRecord(path, 'withoutNumber')
    const { ids, rejections } = await readAll(company, name)
    t.strictSame(
      ids,
      before.ids.filter(one => one !== id),
    )
    t.match(rejections, [{ externalId: null, reason: /without its number, so that it cannot be read\. Find it/ }])
    t.equal(rejections.length, 1)
    t.match(createSpeaker(new Map([['fortnox', fortnox]]), 'sv')(rejections[0]!.reason), /^Posten står i en lista/)
  })

t.test('what a row without its number tells of the record is kept to find it by', async t => {
  const company = await openCompany(t)
  const [order] = company.store.state.orders.filter(({ number }) => number === 2)
  company.store.spoilRecord('orders/2', 'withoutNumber')
  const { rejections } = await readAll(company, 'orders')
  t.match(JSON.parse(rejections[0]!.raw), { OrderDate: order!.day, CustomerNumber: String })
  const createdFrom = `${company.store.state.orders
    .map(({ day }) => day)
    .toSorted()
    .at(-1)}T00:00:00Z`
  t.strictSame((await readAll(company, 'orders', { ...always, createdFrom })).rejections, [], 'Order Start is kept')
})

t.test('one that changed without its number is set aside as well', async t => {
  const company = await openCompany(t)
  const { store } = company
  const voucher = store.state.vouchers.find(one => one.yearId === 3)!
  store.touchOrder(2)
  store.touchVoucher(voucher)
  const since = new Date(store.state.clock.now().getTime() - 60_000).toISOString()
  store.spoilRecord('orders/2', 'withoutNumber')
  store.spoilRecord(`vouchers/${voucher.series}/${voucher.number}?financialyear=3`, 'withoutNumber')
  for (const name of ['orders', 'vouchers']) {
    const { ids, rejections } = await readAll(company, name, { ...always, since })
    t.strictSame([ids, rejections.map(({ externalId }) => externalId)], [[], [null]], name)
  }
})

t.test('a seal tells of an order that it cannot compare', async t => {
  const { client, store } = await openCompany(t)
  const count = async () => {
    let [told, hidden] = [0, 0]
    const span = { from: '1990-01-01T00:00:00.000Z', before: '2100-01-01T00:00:00.000Z' }
    for await (const page of entityOf('orders').summarise!(client, span)) {
      told += page.summaries.length
      hidden += page.hidden ?? 0
    }
    return [told, hidden]
  }
  t.strictSame(await count(), [60, 0])
  store.spoilRecord('orders/2', 'withoutNumber')
  t.strictSame(await count(), [59, 1])
})
