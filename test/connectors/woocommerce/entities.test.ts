import t from 'tap'
import { entities } from '../../../connectors/woocommerce/entities/index.ts'
import type { Collection } from '../../../src/sdk/index.ts'
import { living, type Mapped, practise, readWindow, versions } from './practised.ts'

const cents = (decimal: string): number => Math.round(Number(decimal) * 100)
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + cents(amount), 0)
const numbers = (ids: Iterable<string>): number[] => [...ids].map(Number).sort((one, other) => one - other)

for (const version of versions) {
  t.test(`${version}: orders`, async t => {
    const practised = await practise(t, { version, orders: 320 })
    const { store, server, client, importOf } = practised
    const [gone, trashed] = store.state.orders.filter(row => row.refunds.length > 0).map(row => row.id)
    store.deleteOrder(gone!, true)
    store.trashOrder(trashed!)
    const records = await readWindow(practised, 'orders')

    await t.test('all arrive but unfinished checkouts', async t => {
      const rows = store.state.orders.filter(row => row.status !== 'checkout-draft')
      t.strictSame(
        numbers(records.keys()),
        rows.map(row => row.id),
      )
      t.match(records.get(String(trashed)), { deleted: true, externalStatus: 'trash' })
    })
    await t.test('lines, shipping, fees and taxes make the total of each', async t => {
      for (const order of records.values())
        if (sum(order.lines.flatMap((line: Mapped) => [line.total, line.tax])) !== cents(order.total))
          t.fail(`order ${order.number}`)
      t.ok(records.size > 300)
    })
    await t.test('refunds come with their lines, which point at those of the order', async t => {
      for (const row of store.state.orders) {
        const refunds: Mapped[] = records.get(String(row.id))?.refunds ?? []
        if (row.status === 'checkout-draft') continue
        t.strictSame(numbers(refunds.map(({ externalId }) => externalId)), row.refunds.map(({ id }) => id).sort())
        for (const { id, amount, lines } of row.refunds) {
          const refund = refunds.find(({ externalId }) => externalId === String(id))
          t.equal(cents(refund.amount), amount)
          t.strictSame(
            refund.lines.map((line: Mapped) => line.orderLineExternalId),
            lines.map(({ lineId }) => String(lineId)),
          )
          for (const line of refund.lines) t.ok(cents(line.total) > 0 && Number(line.quantity) > 0)
        }
      }
    })
    await t.test('refunds cost one request for each hundred where the store can, else one for each order', async t => {
      server.forget()
      await readWindow(practised, 'orders')
      const asked = server.asked.filter(({ path }) => path.endsWith('/refunds'))
      const together = asked.filter(({ path }) => path.endsWith('/v3/refunds'))
      t.equal(asked.length === together.length, version === '10.5')
      if (version === '10.5') t.ok(asked.length <= 5)
    })
    await t.test('by id: the trash and what lists hide too, what is gone is absent', async t => {
      const [hidden, plain] = store.state.orders.filter(row => row.status === 'completed').map(row => row.id)
      store.state.hiddenAfterLimit = id => id === hidden
      const raws = await importOf('orders').fetch(client, [gone, trashed, hidden, plain, 'x', 999_999].map(String))
      t.strictSame(
        numbers(raws.map(raw => importOf('orders').idOf(raw)!)),
        numbers([trashed, hidden, plain].map(String)),
      )
      store.state.hiddenAfterLimit = () => false
    })
    await t.test('a deleted refund, which bumps nothing, shows in the sweep', async t => {
      const marks = async () => {
        const all = new Map<string, string>()
        for await (const part of importOf('orders').sweep!(client, practised.everything(), null))
          for (const { externalId, fingerprint } of part.marks) all.set(externalId, fingerprint)
        return all
      }
      const row = store.state.orders.find(({ refunds, status }) => refunds.length > 0 && status !== 'trash')!
      const before = await marks()
      t.strictSame(numbers(before.keys()), numbers(living(records).keys()), 'no trash, and no unfinished checkout')
      const [raw] = await importOf('orders').fetch(client, [String(row.id)])
      t.equal(importOf('orders').fingerprint!(importOf('orders').raw.parse(raw)), before.get(String(row.id)))
      store.deleteRefund(row.id)
      const after = await marks()
      t.strictSame(
        [...after].filter(([id, mark]) => before.get(id) !== mark).map(([id]) => id),
        [String(row.id)],
      )
    })
  })

  t.test(`${version}: products`, async t => {
    const practised = await practise(t, { version, products: 130 })
    const { store } = practised
    const variable = store.state.products.filter(({ type }) => type === 'variable')
    store.trashProduct(variable[0]!.id)
    const records = await readWindow(practised, 'products')

    await t.test('all arrive, whatever their type and status, each with its variants', async t => {
      t.strictSame(
        numbers(records.keys()),
        store.state.products.map(({ id }) => id),
      )
      for (const product of store.state.products) {
        if (product.status === 'trash') continue
        const own = store.state.variations.filter(({ parentId }) => parentId === product.id)
        const ids = product.type === 'variable' ? own.map(({ id }) => id) : [product.id]
        const { variants } = records.get(String(product.id))
        t.strictSame(numbers(variants.map((variant: Mapped) => variant.externalId)), ids)
      }
      t.match(records.get(String(variable[0]!.id)), { deleted: true })
    })
    await t.test('a variation that was removed is gone from its product with the next window', async t => {
      const since = new Date(store.state.clock.now().getTime() - 1_000).toISOString()
      const [variation] = store.state.variations.filter(({ parentId }) => parentId === variable[1]!.id)
      store.removeVariation(variation!.id)
      const changed = await readWindow(practised, 'products', { ...practised.everything(), since })
      const { variants } = changed.get(String(variable[1]!.id))
      t.notOk(variants.some((variant: Mapped) => variant.externalId === String(variation!.id)))
    })
    await t.test('categories come as a tree, with readable names', async t => {
      const found: Collection[] = []
      const { collections } = entities.find(({ name }) => name === 'products')!
      for await (const some of collections!(practised.client)) found.push(...some)
      t.equal(found.length, store.state.categories.length)
      t.notOk(found.some(({ name }) => name.includes('&amp;')))
    })
  })

  t.test(`${version}: stock`, async t => {
    const practised = await practise(t, { version, products: 130 })
    const { store, client, importOf, toRecord } = practised
    const records = await readWindow(practised, 'stock')

    await t.test('one level for each variant', async t => {
      const products = await readWindow(practised, 'products')
      const variants = [...products.values()].flatMap(({ variants }) => variants)
      t.strictSame(numbers(records.keys()), numbers(variants.map(({ externalId }) => externalId)))
      for (const { externalId, stock } of variants) {
        const { managed, quantity, status, backorders } = records.get(externalId)
        t.strictSame({ managed, quantity, status, backorders }, stock)
      }
    })
    await t.test('a sale of a variation shows in the next window', async t => {
      const since = store.state.clock.now().toISOString()
      const variation = store.state.variations.at(-1)!
      store.setStock(variation.id, 7)
      const changed = await readWindow(practised, 'stock', { ...practised.everything(), since })
      t.match(changed.get(String(variation.id)), { quantity: '7', managed: true })
      t.ok(changed.size < records.size)
    })
    await t.test('by id, also of variations, which no list of products has', async t => {
      const simple = store.state.products.find(({ type }) => type === 'simple')!
      const asked = [store.state.variations[0]!.id, simple.id, 999_999].map(String)
      const raws = await importOf('stock').fetch(client, asked)
      const levels = raws.map(raw => toRecord('stock', raw))
      t.strictSame(numbers(levels.map(({ externalId }) => externalId)), numbers(asked.slice(0, 2)))
      for (const level of levels) t.strictSame(level, (await readWindow(practised, 'stock')).get(level.externalId))
    })
  })

  t.test(`${version}: customers`, async t => {
    const practised = await practise(t, { version, customers: 210 })
    const { store } = practised
    const editor = store.state.customers.find(({ role }) => role === 'editor')!
    const before = await readWindow(practised, 'customers')
    const bought = new Set(store.state.orders.map(({ customerId }) => customerId))
    const wanted = store.state.customers.filter(
      ({ id, role, paying }) => role === 'customer' || paying || bought.has(id),
    )
    t.strictSame(
      numbers(before.keys()),
      wanted.map(({ id }) => id),
      'all who are customers by role, by payment or by an order',
    )
    if (!before.has(String(editor.id))) {
      store.createOrder({ customerId: editor.id })
      t.ok((await readWindow(practised, 'customers')).has(String(editor.id)), 'an editor who orders becomes one')
    }
  })

  t.test(`${version}: shipments`, async t => {
    const fulfillments = version === '10.5'
    const practised = await practise(t, { version, orders: 250, fulfillments })
    const { store, client, importOf } = practised
    const [one, two, three, four] = store.state.orders
      .filter(({ status }) => status === 'completed')
      .map(({ id }) => id)
    store.addTrackingMeta(one!, 'shipment-tracking', 'ST1')
    store.addTrackingMeta(two!, 'aftership', 'AF1')
    store.addTrackingMeta(three!, 'parcel-panel', 'PP1')
    if (fulfillments) store.addFulfillment(four!, { meta: [{ key: '_tracking_number', value: 'F1' }] })
    const records = await readWindow(practised, 'shipments')
    const told = [...records.values()].map(({ trackingNumber }) => trackingNumber)
    for (const number of ['ST1', 'AF1', 'PP1', ...(fulfillments ? ['F1'] : [])])
      t.ok(told.includes(number), `${number} is found`)

    const ids = [...records.keys()]
    const raws = await importOf('shipments').fetch(client, [...ids, `${one}:unknown`])
    t.strictSame(raws.map(raw => importOf('shipments').idOf(raw)).sort(), ids.sort(), 'each can be read by id')

    const since = store.state.clock.now().toISOString()
    store.editOrder(one!, { meta: [] })
    const whole: string[] = []
    for await (const page of importOf('shipments').pages(client, { ...practised.everything(), since }, null)) {
      whole.push(...(page.wholeParents ?? []))
      t.notOk(page.records.some(raw => importOf('shipments').idOf(raw)?.startsWith(`${one}:`)))
    }
    t.ok(whole.includes(String(one)), 'an order whose parcel was taken away says that it has none')
  })
}

t.test('what is left of the import is told', async t => {
  const { client, importOf, everything } = await practise(t, { orders: 250 })
  const left: (number | undefined)[] = []
  for await (const page of importOf('orders').pages(client, everything(), null)) left.push(page.remaining)
  t.strictSame(left, [150, 51, 0, 0])
})
