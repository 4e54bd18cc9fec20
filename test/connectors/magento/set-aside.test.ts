import t from 'tap'
import { proveMoney } from '../../../src/records/money.ts'
import { type Context, canonical, type EntityName, type Page, whyUnread } from '../../../src/sdk/index.ts'
import type { Asked } from '../../../src/sdk/testing/index.ts'
import { all, everyOrder, idsIn, importOf, type Opened, open, readPages, sorted } from './reading.ts'

t.setTimeout(300_000)

/** What does not answer in a second and a half, once, does not answer. */
const hurried = (context: Context): Context => {
  const send: Context['http']['send'] = request => context.http.send({ ...request, attempts: 1, timeoutMs: 1_500 })
  return { ...context, http: { ...context.http, send } }
}

const pageSizeOf = ({ query }: Asked) => Number(query.get('searchCriteria[pageSize]') ?? 0)
const never = { delayMs: 600_000 }

async function sweepMarks({ client, store }: Opened) {
  const until = new Date(store.state.clock.now()).toISOString()
  const marked: [string, string][] = []
  for await (const { marks } of importOf('orders').sweep!(client, { ...all, until }, null))
    marked.push(...marks.map(({ externalId, fingerprint }) => [externalId, fingerprint] as [string, string]))
  return marked
}

/** The ids of what is set aside. */
const asideIn = (pages: readonly Page<unknown>[], entity: EntityName) =>
  pages.flatMap(({ records }) => records.filter(raw => whyUnread(raw) !== null).map(raw => importOf(entity).idOf(raw)))

for (const version of ['2.4.8', '2.3'] as const)
  t.test(`a record that makes the store fail is found and set aside, its neighbours are read: ${version}`, async t => {
    const opened = await open(t, { version })
    const { store, client } = opened
    const { orders } = store.state
    const broken = [30, 31, 60, 150, 151, 228, 229].map(n => orders[n]!.id)
    const kinds = ['fatal', 'cutOff', 'silent', 'orphan', 'unmasked', 'refused', 'webPage'] as const
    for (const [n, id] of broken.entries()) store.spoilRecord('orders', id, kinds[n]!)
    const pages = await readPages(opened, 'orders')
    t.strictSame(sorted(new Set(idsIn(pages, 'orders'))), everyOrder(opened), 'each is there, by its id')
    const unread = pages.flatMap(({ records }) => records.filter(record => whyUnread(record) !== null))
    t.strictSame(sorted(unread.map(record => Number(importOf('orders').idOf(record)))), sorted(broken))
    t.match(whyUnread(unread[0]), /cannot be read: each request for it fails.*exception\.log/)

    t.strictSame(
      sorted(new Set((await sweepMarks(opened)).map(([id]) => Number(id)))),
      everyOrder(opened),
      'a sweep sees them too, the last ones',
    )

    const fetched = await importOf('orders').fetch(client, everyOrder(opened).slice(25, 40).map(String))
    t.equal(fetched.length, 15)
    t.equal(fetched.filter(raw => whyUnread(raw) !== null).length, 2, 'and so does who asks by id')
  })

for (const version of ['2.4.8', '2.3'] as const)
  t.test(`a window of nothing but a few broken records is read to its end: ${version}`, async t => {
    const opened = await open(t, { version, orders: 40 })
    const { store } = opened
    const edited = everyOrder(opened).slice(3, 6)
    const since = store.state.clock.now().toISOString()
    store.state.clock.skewMs += 60_000
    for (const id of edited) {
      store.editOrder(id)
      store.spoilRecord('orders', id, 'fatal')
    }
    t.strictSame(sorted(idsIn(await readPages(opened, 'orders', () => {}, { since }), 'orders')), edited)
    const others = everyOrder(opened).filter(id => !edited.includes(id))
    for (const id of others.slice(0, 3)) {
      store.editOrder(id)
      store.spoilRecord('orders', id, 'fatal')
    }
    await t.rejects(
      readPages(opened, 'orders', () => {}, { since }),
      { code: 'report' },
      'more are the store’s doing',
    )
  })

t.test('where every record is broken they are few, or it is the store', async t => {
  const opened = await open(t, { orders: 3 })
  for (const id of everyOrder(opened)) opened.store.spoilRecord('orders', id, 'fatal')
  t.strictSame(asideIn(await readPages(opened, 'orders'), 'orders'), everyOrder(opened).map(String))
})

t.test('a list that refuses whatever is asked is not taken for its records', async t => {
  const opened = await open(t)
  const { client, server } = opened
  const answers = [
    { code: 'http_500', status: 500, body: { message: 'Base table or view not found' } },
    { code: 'gone', status: 404, body: { message: 'No such entity.' } },
    { code: 'http_400', status: 400, body: { message: 'The field is not known.' } },
  ]
  for (const { code, ...fault } of answers) {
    server.forget()
    for (let n = 0; n < 50; n++) server.failWith({ when: ({ path }) => path.endsWith('/orders'), fault })
    await t.rejects(readPages(opened, 'orders'), { code }, `${code} in pages`)
    await t.rejects(importOf('orders').fetch(client, ['7']), { code }, `${code} by id`)
    t.ok(server.askedCount < 20)
  }
})

t.test('a store that fails whatever is asked is not taken for its records', async t => {
  const opened = await open(t)
  opened.store.spoilPages('orders', 'fatal')
  await t.rejects(readPages(opened, 'orders'), { code: 'report' })
  t.ok(opened.server.askedCount < 20)
})

t.test('an order whose credit memos cannot be read is set aside whole', async t => {
  const opened = await open(t)
  const memo = opened.store.state.creditMemos[0]!
  opened.store.spoilRecord('creditmemos', memo.id, 'fatal')
  const pages = await readPages(opened, 'orders')
  const unread = pages.flatMap(({ records }) => records.filter(record => whyUnread(record) !== null))
  t.strictSame(
    unread.map(record => importOf('orders').idOf(record)),
    [String(memo.orderId)],
  )
})

t.test('what is counted and not shown below a record sets that record aside', async t => {
  const opened = await open(t)
  const { client, store } = opened
  const { creditMemos, products, sourceItems } = store.state
  const memo = creditMemos[0]!
  const shirt = products.find(one => one.type === 'configurable')!
  const stocked = products.find(one => one.type === 'simple' && sourceItems.some(item => item.sku === one.sku))!
  const levels = async () => importOf('stock').fetch(client, [`${stocked.id}:default`])
  t.equal((await levels()).length, 1)
  const hidden = new Set([`creditmemos ${memo.id}`, `products ${shirt.links[1]}`, `source-items ${stocked.sku}`])
  store.state.hiddenAfterLimit = (id, list) => hidden.has(`${list} ${id}`)

  const orders = await readPages(opened, 'orders')
  t.strictSame(asideIn(orders, 'orders'), [String(memo.orderId)], 'the order, not its refund alone')
  t.strictSame(
    asideIn(await readPages(opened, 'products'), 'products'),
    [String(shirt.id)],
    'the product, not a variant',
  )
  const stock = await readPages(opened, 'stock')
  t.strictSame(asideIn(stock, 'stock'), [String(stocked.id)])
  const whole = stock.flatMap(({ wholeParents }) => wholeParents ?? [])
  t.notOk(whole.includes(String(stocked.id)), 'whose levels are not deleted')
  t.ok(whole.includes(String(stocked.id + 1)))
  t.match((await levels()).map(whyUnread), [/counts 1 rows more/], 'nor when they are asked for by id')
  t.equal(importOf('stock').idOf((await levels())[0]), `${stocked.id}:default`)
})

t.test('stock that cannot be read costs no other product its own', async t => {
  const cases = [
    { inventory: false, broken: 'slashRefused', why: /“A\/B”.*AllowEncodedSlashes/ },
    { inventory: true, why: /exception\.log/ },
  ] as const
  for (const { why, ...options } of cases) {
    const opened = await open(t, options)
    const { store, client } = opened
    const { id } = store.createProduct({ sku: 'A/B' })
    if (options.inventory) {
      store.setStock(id, 3)
      store.spoilRecord('source-items', 'A/B', 'fatal')
    }
    const pages = await readPages(opened, 'stock')
    const slashed = store.state.products.filter(({ sku }) => sku.includes('/')).map(one => String(one.id))
    t.strictSame(asideIn(pages, 'stock'), options.inventory ? [String(id)] : slashed)
    t.ok(pages.flatMap(({ records }) => records).length > 10, 'the others are there')
    t.notOk(pages.some(({ wholeParents }) => wholeParents?.includes(String(id))))
    const asked = `${id}${options.inventory ? ':default' : ''}`
    const [level] = await importOf('stock').fetch(client, [asked])
    t.match(whyUnread(level), why)
    t.equal(importOf('stock').idOf(level), asked)
  }
  const gone = await open(t, { inventory: false })
  const page = { status: 404, body: 'Not found', headers: { 'Content-Type': 'text/html' } }
  const isItem = ({ path }: Asked) => path.includes('/stockItems/')
  for (let n = 0; n < 60; n++) gone.server.failWith({ when: isItem, fault: page })
  await t.rejects(readPages(gone, 'stock'), { code: 'no_api' }, 'where nothing answers, it is the store')
})

t.test('an order that says more was given back than its credit memos make comes with a warning', async t => {
  const opened = await open(t)
  const { client, store } = opened
  const { fetch, fingerprint, map, raw } = importOf('orders')
  const { creditMemos } = store.state
  const id = String(creditMemos[0]!.orderId)
  const [whole] = await fetch(client, [id])
  const [gone] = creditMemos.splice(0, 1)
  store.state.revision++
  const pages = await readPages(opened, 'orders')
  t.strictSame(asideIn(pages, 'orders'), [], 'none is lost for it')
  const [read] = pages.flatMap(({ records }) => records.filter(one => importOf('orders').idOf(one) === id))
  const warningOf = (one: unknown) =>
    proveMoney(canonical.orders.parse(map(raw.parse(one), client.facts as never))).moneyWarning
  const told = String(Object(read)['total_refunded'])
  t.match(warningOf(read), new RegExp(`The store says that ${told}[.\\d]* SEK was given back.* make \\d`))
  t.equal(warningOf(whole), null)
  const marks = new Map(await sweepMarks(opened))
  t.equal(fingerprint!(raw.parse(read)), marks.get(id))
  creditMemos.unshift(gone!)
  store.state.revision++
  const later = new Map(await sweepMarks(opened))
  t.not(later.get(id), marks.get(id), 'and a sweep sees the credit memo once it is shown')
})

t.test('a page that takes too long is asked for in smaller ones, from then on', async t => {
  const opened = await open(t, { orders: 130 }, {}, hurried)
  const { server } = opened
  const isLarge = (asked: Asked) => asked.path.endsWith('/orders') && pageSizeOf(asked) > 20
  for (let n = 0; n < 10; n++) server.failWith({ when: isLarge, fault: never })
  t.strictSame(sorted(idsIn(await readPages(opened, 'orders'), 'orders')), everyOrder(opened))
  t.equal(server.asked.filter(isLarge).length, 1, 'the large one once')
})

t.test('a store that does not answer for a single row is too slow, and no record is blamed', async t => {
  const opened = await open(t, { orders: 30 }, {}, hurried)
  for (let n = 0; n < 20; n++) opened.server.failWith({ when: ({ path }) => path.endsWith('/orders'), fault: never })
  await t.rejects(readPages(opened, 'orders'), { kind: 'transient', code: 'timeout' })
})
