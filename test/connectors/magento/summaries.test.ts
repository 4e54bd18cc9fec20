import t from 'tap'
import { magento } from '../../../connectors/magento/index.ts'
import type { Span, Summary } from '../../../src/sdk/index.ts'
import { idsIn, type Opened, open, readPages, sorted } from './reading.ts'

const always: Span = { from: '1990-01-01T00:00:00.000Z', before: '2100-01-01T00:00:00.000Z' }
const { summarise } = magento.entities.find(({ name }) => name === 'orders')!

async function count({ client }: Opened, span = always) {
  const all: Summary[] = []
  let notShown = 0
  for await (const { summaries, hidden = 0 } of summarise!(client, span)) {
    all.push(...summaries)
    notShown += hidden
  }
  return { all, ids: all.map(({ externalId }) => Number(externalId)), notShown }
}

const ofView = ({ store }: Opened, storeId: number) => store.state.orders.filter(row => row.storeId === storeId)
const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id)

t.test('where store views are chosen, their orders are counted and no others, as they are imported', async t => {
  const opened = await open(t, {}, { storeIds: [2] })
  const theirs = ofView(opened, 2)
  t.ok(theirs.length > 0 && theirs.length < opened.store.state.orders.length)
  const { all, ids, notShown } = await count(opened)
  t.strictSame(ids, idsOf(theirs))
  t.strictSame(sorted(idsIn(await readPages(opened, 'orders'), 'orders')), ids)
  t.equal(notShown, 0)
  t.strictSame(new Set(all.map(({ currency }) => currency)), new Set(['EUR']), 'in what that view sells in')

  const middle = theirs[theirs.length >> 1]!.created
  const before = new Date(middle).toISOString()
  const early = await count(opened, { ...always, before })
  t.strictSame(early.ids, idsOf(theirs.filter(({ created }) => created < middle)), 'of a span too')

  const every = await count(await open(t, {}, { storeIds: [1, 2] }))
  t.equal(every.ids.length, opened.store.state.orders.length, 'of several views')
})

t.test('what the store counts and does not show is told, of the chosen store views alone', async t => {
  const opened = await open(t, {}, { storeIds: [2] })
  const [own, others] = [ofView(opened, 2), ofView(opened, 1)]
  const hidden = new Set<unknown>(idsOf([...own.slice(3, 8), ...others.slice(0, 20)]))
  opened.store.state.hiddenAfterLimit = (id, list) => list === 'orders' && hidden.has(id)
  const { ids, notShown } = await count(opened)
  t.equal(notShown, 5)
  t.strictSame(ids, idsOf(own.filter(({ id }) => !hidden.has(id))))
})

t.test('an order that cannot be read is counted, with what is not known of it', async t => {
  const opened = await open(t, {}, { storeIds: [2] })
  const [first, second] = ofView(opened, 2)
  opened.store.spoilRecord('orders', first!.id, 'wrongTypes')
  opened.store.spoilRecord('orders', second!.id, 'fatal')
  const { all, ids } = await count(opened)
  t.strictSame(sorted(ids), idsOf(ofView(opened, 2)))
  const unread = all.find(({ externalId }) => externalId === String(second!.id))
  t.match(unread, { status: 'unreadable', total: null, currency: null, createdAt: null })
})
