import t from 'tap'
import type { State } from '../../../connectors/shopify/practice-store/state.ts'
import { always, collect, count, hasAll, importOf, names, open, pagesOf, stored, told } from './read-bulk.ts'

t.setTimeout(300_000)

t.test('a first load takes one bulk operation and a handful of requests, and gives what pages give', async t => {
  for (const name of names) {
    const { client, store, server, timer } = await open(t)
    const [product] = store.state.products
    store.addVariants(product!.id, 300)
    store.putIntoCollections(product!.id, 12)
    timer.pass(3_600_000)
    const { records, notices } = await collect(pagesOf(client(), name))
    t.equal(store.state.bulk.size, 1)
    t.ok(
      server.askedCount <= 7,
      `${server.askedCount} requests: token, look, list, start, ask, fetch, and what changed since`,
    )
    hasAll(t, store.state, name, records)
    t.strictSame(notices, [])
    store.state.bulkAtOnce = 0
    t.strictSame(
      told(name, records),
      told(name, (await collect(pagesOf(client(), name))).records),
      'by page as in bulk',
    )
  }
})

t.test('a shop of one page is read by page, and what changed since as well', async t => {
  const { client, store } = await open(t, { products: 20, customers: 20 })
  hasAll(t, store.state, 'products', (await collect(pagesOf(client(), 'products'))).records)
  const since = new Date(store.state.clock.now().getTime() - 60_000).toISOString()
  for (let more = 0; more < 120; more++) store.createCustomer()
  const changed = await collect(importOf('customers').pages(client(), { ...always, since }, null))
  t.equal(changed.records.length, 120)
  t.equal(store.state.bulk.size, 0)
})

t.test('it is waited for ever more seldom, and seen to go on', async t => {
  const { client, server, timer, store } = await open(t, { bulkMs: 20 * 60_000 })
  const { pages, records } = await collect(pagesOf(client(), 'products'))
  hasAll(t, store.state, 'products', records)
  t.strictSame(timer.waits.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
  t.ok(count(server, /LookAtBulk/) < 50)
  t.ok(pages.filter(page => page.records.length === 0).length > 40, 'a page without records tells of each')
  t.equal(store.state.bulk.size, 1)
})

t.test('whoever goes on goes on with the same operation, and reads no part of its file twice', async t => {
  const { client, server, store, timer } = await open(t, { customers: 350, bulkMs: 10_000 })
  const all: unknown[] = []
  let from: unknown = null
  let hands = 0
  for (let ended = false; !ended; hands++) {
    const pages = pagesOf(client(), 'customers', from)
    const { value } = await pages.next()
    all.push(...value.records)
    ended = value.next === null
    from = value.next && stored(value.next)
    await pages.return(undefined)
    timer.pass(2_000)
  }
  t.ok(hands > 8, `${hands} hands`)
  hasAll(t, store.state, 'customers', all)
  t.equal(all.length, 350)
  t.equal(store.state.bulk.size, 1)
  const begins = server.asked
    .flatMap(({ headers }) => /^bytes=(\d+)/.exec(String(headers.range))?.[1] ?? [])
    .map(Number)
  t.strictSame(
    begins,
    [...begins].sort((a, b) => a - b),
  )
  t.ok(new Set(begins).size >= 4, 'each from where the last one stopped')
})

t.test('a file of any size is read in parts, also where one record fills more than a part', async t => {
  const { client, server, store } = await open(t)
  store.spoilRecord(`gid://shopify/Customer/${store.state.customers[60]!.id}`, 'tenMegabytes')
  const { records, notices } = await collect(pagesOf(client(), 'customers'))
  t.strictSame(notices, [])
  hasAll(t, store.state, 'customers', records)
  t.ok(count(server, /bulk-results/) > 3)
})

t.test('an answer that ends early, or too early, costs a request and no record', async t => {
  for (const fault of ['cut', 'truncate', 'reset', { status: 503 }] as const) {
    const { client, server, store } = await open(t)
    server.failWith({ when: ({ path }) => path.startsWith('/bulk-results/'), fault })
    const { records, notices } = await collect(pagesOf(client(), 'products'))
    hasAll(t, store.state, 'products', records)
    t.strictSame(notices, [])
    t.equal(count(server, /bulk-results/), 2)
  }
})

t.test('a server that gives no parts gives the whole', async t => {
  const { client, server, store } = await open(t)
  const pages = pagesOf(client(), 'customers')
  await pages.next()
  const [operation] = store.state.bulk.values()
  const body = operation!.lines.map(line => `${line}\n`).join('')
  server.failWith({ when: ({ path }) => path.startsWith('/bulk-results/'), fault: { body } })
  hasAll(t, store.state, 'customers', (await collect(pages)).records)
})

t.test('what is edited while the operation goes on arrives as it is then', async t => {
  const { client, store } = await open(t, { bulkMs: 600_000 })
  for (const name of ['products', 'customers'] as const) {
    const pages = pagesOf(client(), name)
    await pages.next()
    const edited = String(store.state[name][5]!.id)
    if (name === 'products') store.setPrice(Number(edited), 123_400)
    else Object.assign(store.state.customers[5]!, { firstName: 'Märta' }) && store.touchCustomer(Number(edited))
    const created = String((name === 'products' ? store.createProduct() : store.createCustomer()).id)
    const { records } = await collect(pages)
    const versions = records.filter(one => importOf(name).idOf(one) === edited)
    t.equal(versions.length, 2, 'once out of the file, and once more')
    t.match(JSON.stringify(versions[1]), name === 'products' ? '1234' : 'Märta')
    t.ok(
      records.some(one => importOf(name).idOf(one) === created),
      'what is new too',
    )
  }
})

const fates: readonly (readonly [string, (state: State) => unknown, RegExp])[] = [
  ['too many under way', state => (state.bulkAtOnce = 0), /as many bulk operations of this app under way/],
  [
    'failed',
    state => (state.bulkFate = { outcome: 'FAILED', errorCode: 'TIMEOUT', partial: true }),
    /failed \(TIMEOUT\)/,
  ],
  ['cancelled', state => (state.bulkFate = { outcome: 'CANCELED' }), /was cancelled/],
  ['expired', state => (state.bulkFate = { outcome: 'EXPIRED' }), /no longer there/],
  ['its file gone', state => (state.bulkFate = { fileGone: true }), /no longer there/],
  ['more counted than told', state => (state.bulkFate = { objectCount: 99_999 }), /Shopify counted 130 and 99999/],
  ['fewer records counted', state => (state.bulkFate = { rootCount: 129 }), /holds 130 records/],
  [
    'a file without its end',
    state => (state.bulkFate = { lines: ['{"id":"gid://shopify/Customer/1"}'] }),
    /holds 1 records/,
  ],
  ['no file at all', state => (state.bulkFate = { lines: [] }), /holds 0 records/],
  ['half a line', state => (state.bulkFate = { lines: ['{"id":"gid://sho'] }), /cannot be understood/],
  [
    'a child before its parent',
    state => (state.bulkFate = { lines: ['{"id":"gid://shopify/A/1","__parentId":"x"}'] }),
    /understood/,
  ],
  [
    'a record that fails',
    state => state.garbage.set(`gid://shopify/Customer/${state.customers[9]!.id}`, 'fails'),
    /INTERNAL/,
  ],
  ['never at an end', state => (state.bulkMs = 86_400_000), /stood still for an hour/],
]

t.test('where a bulk operation comes to nothing, everything is read page by page, and the run says why', async t => {
  for (const [name, happen, words] of fates)
    await t.test(name, async t => {
      const { client, store } = await open(t)
      happen(store.state)
      const { pages, records, notices } = await collect(pagesOf(client(), 'customers'))
      t.match(notices, [words])
      t.match(notices, [/Everything is read page by page instead/])
      const from = pages.findIndex(page => page.notice !== undefined)
      hasAll(
        t,
        store.state,
        'customers',
        pages.slice(from).flatMap(page => page.records),
      )
      t.ok(records.length >= 130)
      t.ok(store.state.bulk.size <= 1)
    })
})

t.test('an operation that Shopify forgot, and a file that went in the middle, are no end either', async t => {
  for (const forget of [false, true]) {
    const { client, store } = await open(t, { customers: 350 })
    const pages = pagesOf(client(), 'customers')
    await pages.next()
    const half = (await pages.next()).value
    await pages.return(undefined)
    if (forget) store.state.bulk.clear()
    else for (const one of store.state.bulk.values()) one.fileGone = true
    const { records, notices } = await collect(pagesOf(client(), 'customers', stored(half.next)))
    t.match(notices, [forget ? /does not know of the bulk operation/ : /no longer there/])
    hasAll(t, store.state, 'customers', records)
  }
})

t.test('a scope that is missing is named, and a shop in trouble is asked again later', async t => {
  const { client, apps, server } = await open(t)
  await t.rejects(collect(pagesOf(client(apps.noProducts), 'products')), { kind: 'permission', code: 'lacks_scope' })
  const busy = { when: ({ path }: { path: string }) => path.startsWith('/bulk-results/'), fault: { status: 503 } }
  server.failWith(busy, busy, busy, busy)
  await t.rejects(collect(pagesOf(client(), 'customers')), { kind: 'transient', code: 'server_error' })
})
