import t from 'tap'
import { contentOf } from '../../../connectors/magento/practice-store/compose-order.ts'
import { type EntityName, whyUnread } from '../../../src/sdk/index.ts'
import { all, everyOrder, idsIn, importOf, open, readPages, sorted } from './reading.ts'

t.test('what is edited while it is read hides no neighbour, and comes once within a fixed bound', async t => {
  const opened = await open(t)
  const { store } = opened
  store.state.clock.skewMs = 0
  const before = everyOrder(opened)
  const pages = await readPages(opened, 'orders', n => {
    store.state.clock.skewMs += 5_000
    for (const { id } of store.state.orders.slice(n * 40, n * 40 + 30)) store.editOrder(id)
  })
  const ids = idsIn(pages, 'orders')
  const later = store.state.orders.filter(({ updated }) => updated > store.state.openedAt).map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length, 'none comes twice')
  const missing = before.filter(id => !ids.includes(id))
  t.ok(missing.length > 0, 'some left the window')
  t.ok(
    missing.every(id => later.includes(id)),
    'and those are in the next one',
  )
})

t.test('totals that are wrong end nothing early', async t => {
  const opened = await open(t)
  opened.store.spoilPages('orders', 'wrongTotals')
  t.strictSame(sorted(idsIn(await readPages(opened, 'orders'), 'orders')), everyOrder(opened), 'far too low')
  opened.store.spoilPages('orders', 'hugeTotals')
  await t.rejects(readPages(opened, 'orders'), { code: 'nothing_shown', message: /shows none/ }, 'endless')
  opened.server.forget()
  opened.store.spoilPages('orders', 'emptyList')
  await t.rejects(readPages(opened, 'orders'), { code: 'nothing_shown' }, 'counted, and none shown')
})

t.test('rows that are not shown are counted', async t => {
  const opened = await open(t)
  const hidden = new Set(everyOrder(opened).slice(90, 210))
  opened.store.state.hiddenAfterLimit = (id, list) => list === 'orders' && hidden.has(Number(id))
  const pages = await readPages(opened, 'orders')
  t.equal(
    pages.reduce((sum, page) => sum + (page.hidden ?? 0), 0),
    hidden.size,
  )
  t.strictSame(
    sorted(idsIn(pages, 'orders')),
    everyOrder(opened).filter(id => !hidden.has(id)),
  )
})

t.test('by id: what lists hide too, what is gone is absent', async t => {
  const { client, store } = await open(t)
  const gone = store.state.orders[3]!.id
  store.deleteOrder(gone)
  const hiddenOrder = store.state.orders.find(row => row.shipments.length > 0)!
  const [parcel] = hiddenOrder.shipments
  store.state.hiddenAfterLimit = () => true
  const read = async (entity: EntityName, ...ids: number[]) => {
    const raws = await importOf(entity).fetch(client, [...ids, 999_999].map(String))
    return raws.map(raw => ({ id: importOf(entity).idOf(raw), why: whyUnread(raw) }))
  }
  t.strictSame(await read('orders', gone, hiddenOrder.id), [{ id: String(hiddenOrder.id), why: null }])
  t.strictSame(await read('customers', 3), [{ id: '3', why: null }])
  t.strictSame(await read('shipments', parcel!.id), [{ id: String(parcel!.id), why: null }])
  t.match(await read('products', 2), [{ id: '2', why: /counts this record/ }], 'a product is read by its SKU only')
  store.state.hiddenAfterLimit = (_, list) => list === 'orders'
  const shipments = await importOf('shipments').fetch(client, [String(parcel!.id)])
  t.equal(shipments.length, 1, 'a parcel is there although its order is not shown')
})

t.test('a page past the end repeats the last one on 2.3, and nothing is read twice', async t => {
  const opened = await open(t, { version: '2.3', orders: 200 })
  const ids = idsIn(await readPages(opened, 'orders'), 'orders')
  t.strictSame(sorted(ids), everyOrder(opened))
})

t.test('where a shop caps its pages, the cap is taken', async t => {
  const opened = await open(t, { limits: { maximumPageSize: 30, defaultPageSize: 20, arrayItems: 20 } })
  const pages = await readPages(opened, 'orders')
  t.ok(pages.every(({ records }) => records.length <= 30))
  const refused = opened.server.asked.filter(({ query }) => Number(query.get('searchCriteria[pageSize]')) > 30)
  t.equal(refused.length, 1, 'after one refusal')
  t.strictSame(sorted(idsIn(pages, 'orders')), everyOrder(opened))
})

t.test('only the chosen store views are read, whatever the address says', async t => {
  const opened = await open(t, {}, { storeIds: [2] })
  const theirs = opened.store.state.orders.filter(row => row.storeId === 2).map(row => row.id)
  t.strictSame(sorted(idsIn(await readPages(opened, 'orders'), 'orders')), theirs)
  const fetched = await importOf('orders').fetch(opened.client, everyOrder(opened).map(String))
  t.equal(fetched.length, theirs.length)
  for (const entity of ['invoices', 'shipments'] as const) {
    const documents = opened.store.state[entity]
    const own = documents.filter(({ storeId }) => storeId === 2).map(({ id }) => id)
    t.ok(own.length > 0 && own.length < documents.length)
    t.strictSame(sorted(idsIn(await readPages(opened, entity), entity)), own, entity)
    const ids = documents.map(({ id }) => String(id))
    const read = await importOf(entity).fetch(opened.client, ids)
    t.strictSame(sorted(read.map(raw => Number(importOf(entity).idOf(raw)))), own, `${entity} by their ids`)
  }
})

t.test('an order of a chosen store view that cannot be read is set aside, and does not count as gone', async t => {
  const { client, store } = await open(t, {}, { storeIds: [2] })
  const { id } = store.state.orders.find(row => row.storeId === 2)!
  store.spoilRecord('orders', id, 'fatal')
  const [order, ...others] = await importOf('orders').fetch(client, [String(id)])
  t.match(
    { id: importOf('orders').idOf(order), why: whyUnread(order), others },
    { id: String(id), why: /\w/, others: [] },
  )
})

t.test('times are asked for in UTC without a zone, and with no condition that would act as eq', async t => {
  const opened = await open(t)
  opened.server.forget()
  for (const entity of ['orders', 'products', 'shipments', 'customers'] as const) await readPages(opened, entity)
  const filters = opened.server.asked.flatMap(({ query }) => [...query])
  const times = filters.filter(([, value]) => /^\d{4}-/.test(value)).map(([, value]) => value)
  t.ok(times.length > 0 && times.every(time => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time)))
  const conditions = new Set(filters.filter(([name]) => name.endsWith('[conditionType]')).map(([, value]) => value))
  for (const one of conditions) t.match(one, /^(eq|gt|gteq|lt|lteq|in)$/)
})

t.test('an address, an e-mail or a word on a credit memo bumps no order, and a sweep sees it', async t => {
  const opened = await open(t, { orders: 20 })
  const { store, client } = opened
  const sweep = async () => {
    const until = store.state.clock.now().toISOString()
    const marks = new Map<string, string>()
    for await (const part of importOf('orders').sweep!(client, { ...all, until }, null))
      for (const { externalId, fingerprint } of part.marks) marks.set(externalId, fingerprint)
    return marks
  }
  const before = await sweep()
  const kept = (await importOf('orders').fetch(client, [...before.keys()])) as never[]
  t.strictSame(
    kept.map(raw => importOf('orders').fingerprint!(raw)),
    [...before.values()],
    'a sweep and a record are marked alike, those of virtual orders among them',
  )
  const memo = store.state.creditMemos[0]!
  store.commentCreditMemo(memo.id, 'Skadad i frakten')
  const others = store.state.orders.filter(({ id }) => id !== memo.orderId)
  const [first, second, third] = others.filter(row => contentOf(store.state, row).shipping !== null)
  const { billing, shipping } = contentOf(store.state, first!)
  store.readdressOrder(first!.id, { billing: { ...billing, city: 'Flyttad' } })
  store.readdressOrder(second!.id, { shipping: { ...shipping!, street: ['Ombud 1'] } })
  store.readdressOrder(third!.id, { email: 'ny@example.test' })
  const differing = [...(await sweep())].filter(([id, mark]) => before.get(id) !== mark).map(([id]) => Number(id))
  t.strictSame(sorted(differing), sorted([memo.orderId, ...[first!, second!, third!].map(({ id }) => id)]))
})

t.test('an empty list that `fields` turned into null is empty', async t => {
  const opened = await open(t, { orders: 0 })
  const until = new Date().toISOString()
  const marks = []
  for await (const part of importOf('orders').sweep!(opened.client, { ...all, until }, null)) marks.push(...part.marks)
  t.strictSame(marks, [])
})

t.test('a SKU of odd letters is signed as each release reads it', async t => {
  for (const version of ['2.4.8', '2.4.7'] as const) {
    const opened = await open(t, { version, inventory: false })
    const { store } = opened
    const skus = ['A/B', 'C+D & E:F', 'G=H@I;J,K', "L!M*N'(O)", '50 % Å#?"', 'US$ 5']
    const products = skus.map(sku => store.createProduct({ sku }))
    const levels = await importOf('stock').fetch(
      opened.client,
      products.map(({ id }) => String(id)),
    )
    t.equal(levels.length, skus.length, version)
  }
})

t.test('what is changed for many products at once bumps none, and a sweep sees it', async t => {
  const { client, store } = await open(t)
  const { fetch, fingerprint, raw, sweep } = importOf('products')
  const marks = async () => {
    const found = new Map<string, string>()
    for await (const part of sweep!(client, { ...all, until: new Date().toISOString() }, null))
      for (const mark of part.marks) found.set(mark.externalId, mark.fingerprint)
    return found
  }
  const simple = store.state.products.find(one => one.type === 'simple' && one.categoryIds.length === 0)!
  const shirt = store.state.products.find(one => one.type === 'configurable')!
  const child = shirt.links[0]!
  const changes: [string, () => unknown, number[]][] = [
    ['a description', () => store.massUpdate([simple.id], { description: 'Ny text' }), [simple.id]],
    ['a name and a weight', () => store.massUpdate([simple.id], { name: 'Nytt', weight: 7 }), [simple.id]],
    ['who sees it', () => store.massUpdate([simple.id], { visibility: 3 }), [simple.id]],
    ['a child', () => store.massUpdate([child], { status: 2 }), [child, shirt.id]],
    ['a category', () => store.assignCategory(4, [simple.id]), [simple.id]],
  ]
  for (const [what, change, ids] of changes) {
    store.assignCategory(4, [])
    const before = await marks()
    change()
    const after = await marks()
    const differing = [...after].filter(([id, mark]) => before.get(id) !== mark).map(([id]) => Number(id))
    t.strictSame(sorted(differing), sorted(ids), what)
    const fetched = await fetch(client, ids.map(String))
    for (const [n, id] of ids.entries())
      t.equal(fingerprint!(raw.parse(fetched[n])), after.get(String(id)), 'and who reads it has the same mark')
  }
})
