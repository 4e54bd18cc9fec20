import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import { type Window, whyUnread } from '../../../src/sdk/index.ts'
import { openCompany } from './open-company.ts'

const { pages, sweep, raw, map, fingerprint } = entities.find(one => one.name === 'stock')!.import!
const always: Window = { since: null, until: '2026-11-20T12:00:00Z', createdFrom: null, createdBefore: null }
type Level = { externalId: string; managed: boolean; quantity: string | null; status: string }
type Company = Awaited<ReturnType<typeof openCompany>>

async function readLevels({ client }: Company) {
  const records: unknown[] = []
  for await (const page of pages(client, always, null)) records.push(...page.records)
  t.notOk(records.some(record => whyUnread(record)))
  return new Map(
    records.map(record => {
      const level = map(raw.parse(record), {} as never) as Level
      return [level.externalId, level]
    }),
  )
}

t.test('what is counted has its quantity, sold out or not, and what is not counted can be sold', async t => {
  const company = await openCompany(t)
  const { articles } = company.store.state
  const [soldOut] = articles.filter(one => one.stockGoods)
  company.store.setStock(soldOut!.number, 0)
  const levels = await readLevels(company)
  t.equal(levels.size, articles.length)
  t.match(levels.get(soldOut!.number), { managed: true, quantity: '0', status: 'out_of_stock' })
  for (const { number, stockGoods, quantity } of articles) {
    const expected = stockGoods
      ? { managed: true, quantity: String(quantity), status: quantity > 0 ? 'in_stock' : 'out_of_stock' }
      : { managed: false, quantity: null, status: 'in_stock' }
    t.match(levels.get(number), expected, number)
  }
  t.ok(articles.some(one => !one.stockGoods))
})

t.test('a sale is seen in the lists alone', async t => {
  const { client, store, server } = await openCompany(t)
  const marks = async () => {
    const all: [string, string][] = []
    for await (const part of sweep!(client, always, null))
      all.push(...part.marks.map(one => [one.externalId, one.fingerprint] as [string, string]))
    return new Map(all)
  }
  const before = await marks()
  const [sold] = store.state.articles.filter(one => one.stockGoods)
  store.setStock(sold!.number, sold!.quantity + 5)
  server.forget()
  const after = await marks()
  t.strictSame(
    [...after].flatMap(([id, mark]) => (before.get(id) === mark ? [] : id)),
    [sold!.number],
  )
  t.strictSame([...new Set(server.asked.map(({ path }) => path))], ['/3/articles'])
  const record = await client.read('articles', sold!.number)
  t.equal(fingerprint!(raw.parse(record) as never), after.get(sold!.number))
})
