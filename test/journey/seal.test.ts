import t from 'tap'
import type { Difference, Seal } from '../../src/http/api.ts'
import { type Product, testOnProducts } from './product.ts'
import { connect, runToEnd, startShop } from './shop.ts'
import { startSpoiltShop } from './spoilt-shop.ts'

t.setTimeout(600_000)

const sealer = (product: Product, id: string) => (asked: object) =>
  product.get(`POST /connections/${id}/seals`, asked) as Promise<Seal>

const told = (differences: readonly Difference[]) => differences.map(({ kind, externalId }) => `${externalId} ${kind}`)

/** In the store and here, whatever the currency. */
function countOf({ statuses }: Seal, status: string): string {
  const lines = statuses.filter(one => one.status === status)
  const sum = (side: 'store' | 'ours') => lines.reduce((n, line) => n + line[side].count, 0)
  return `${sum('store')} ${sum('ours')}`
}

/** The embedded database is one process's own. */
async function tell(product: Product, sql: string) {
  await product.stop()
  await product.tell(sql)
  await product.start()
}

await testOnProducts(t, 'the seal of a day', async (t, product) => {
  const shop = await startShop(t, { orders: 40, products: 5, customers: 5 })
  const { createOrder, editOrder, setStatus, trashOrder, deleteOrder } = shop.store
  // In Stockholm this day has 25 hours: from 22:00 the day before to 23:00, UTC.
  const at = (time: string, status = 'processing') => createOrder({ created: new Date(time), status }).id
  at('2015-10-24T21:59:59Z')
  const first = at('2015-10-24T22:00:00Z')
  const noon = at('2015-10-25T10:00:00Z', 'completed')
  const [fold, refold] = [at('2015-10-25T00:30:00Z'), at('2015-10-25T01:30:00Z')]
  const last = at('2015-10-25T22:59:59Z')
  at('2015-10-25T23:00:00Z')
  at('2015-10-25T11:00:00Z', 'checkout-draft')
  const ofDay = { day: '2015-10-25' }
  const id = await connect(product, shop)
  const seal = sealer(product, id)

  await t.test('says that all is missing while nothing was imported', async t => {
    const { equal, storeCount, ourCount, differences } = await seal(ofDay)
    t.match({ equal, storeCount, ourCount }, { equal: false, storeCount: 5, ourCount: 0 })
    t.match(differences[0], { kind: 'missing_here', remedy: /import orders/, next: 'import' })
  })

  await runToEnd(product, id, { entity: 'orders' })

  await t.test('is equal once everything is here, per status and in sum', async t => {
    const made = await seal(ofDay)
    t.match(made, {
      ...{ span: '2015-10-25', from: '2015-10-24T22:00:00.000Z', before: '2015-10-25T23:00:00.000Z' },
      ...{ equal: true, storeCount: 5, ourCount: 5, hidden: 0, differences: [], timeZone: 'Europe/Stockholm' },
    })
    t.strictSame([countOf(made, 'completed'), countOf(made, 'processing')], ['1 1', '4 4'])
    for (const { store, ours } of [...made.totals, ...made.statuses]) t.strictSame(store, ours)
    t.ok(made.totals.every(({ store }) => Number(store.total) > 0))
  })

  await t.test('names what was edited since, and says to import', async t => {
    setStatus(noon, 'cancelled')
    editOrder(fold, content => {
      content.lines.pop()
    })
    trashOrder(refold)
    const { differences, equal } = await seal(ofDay)
    t.equal(equal, false)
    t.strictSame(told(differences).sort(), [
      ...[`${noon} other_status`, `${fold} other_total`, `${refold} not_in_store`].sort(),
    ])
    for (const one of differences.filter(({ kind }) => kind !== 'not_in_store'))
      t.match(one.remedy, /changed after the last import/)
    await runToEnd(product, id, { entity: 'orders' })
    t.match(await seal(ofDay), { equal: true, storeCount: 4, ourCount: 4 })
  })

  await t.test(
    'names an order that is lost here, one that is over another sum, and one that the store erased',
    async t => {
      await tell(product, `DELETE FROM orders WHERE external_id = '${first}'`)
      await tell(product, `UPDATE orders SET total = total + 0.01 WHERE external_id = '${last}'`)
      deleteOrder(noon, true)
      const made = await seal(ofDay)
      const { differences } = made
      t.strictSame(
        told(differences).sort(),
        [`${first} missing_here`, `${last} other_total`, `${noon} not_in_store`].sort(),
      )
      t.match(
        differences.find(one => one.kind === 'missing_here'),
        {
          number: String(first),
          ours: null,
          remedy: /reconcile/,
          next: 'reconcile',
          message: /not here/,
        },
      )
      t.equal(countOf(made, 'processing'), '3 2')
      const kept = await product.get(`/connections/${id}/seals/${made.id}`)
      t.strictSame(kept.differences, differences, 'it can be read later as it was')
      await runToEnd(product, id, { entity: 'orders', kind: 'reconcile' })
      t.strictSame(told((await seal(ofDay)).differences), [`${last} other_total`], 'and a reconcile does what it says')
    },
  )

  await t.test('seals that were made are listed, newest first', async t => {
    const { items } = await product.get(`/connections/${id}/seals?span=2015-10-25`)
    t.equal(items.length, 6)
    t.equal(items[0].ourCount, 3)
    t.notOk('differences' in items[0])
    const equal = await product.get(`/connections/${id}/seals?equal=true`)
    t.equal(equal.items.length, 2)
    t.match(await product.ask(`/connections/${id}/seals/${id}`), { status: 404 })
  })

  await t.test('a day without orders is equal', async t => {
    t.match(await seal({ day: '2019-02-03' }), { equal: true, storeCount: 0, ourCount: 0, totals: [], statuses: [] })
  })

  await t.test('what cannot be asked is refused with what can', async t => {
    for (const asked of [{}, { day: '2026-13-01' }, { month: '2015-1' }, { day: '2015-10-25', month: '2015-10' }])
      t.match(await product.ask(`POST /connections/${id}/seals`, asked), { status: 400 })
    t.match(await product.ask(`POST /connections/${id}/seals`, { day: '1999-12-31' }), {
      status: 400,
      body: { detail: /Order Start/ },
    })
  })
})

await testOnProducts(t, 'the seal of a month is of the store’s calendar', async (t, product) => {
  const shop = await startSpoiltShop(t, { orders: 20, products: 3, customers: 3, timeZone: 'America/New_York' })
  const { createOrder } = shop.store
  const at = (time: string) => createOrder({ created: new Date(time) }).id
  at('2012-01-01T04:59:59Z')
  const [first, last] = [at('2012-01-01T05:00:00Z'), at('2012-02-01T04:59:59Z')]
  at('2012-02-01T05:00:00Z')
  at('2011-12-01T05:00:00Z')
  shop.rows.set(`orders/${last}`, json => json.replace(/"line_items":\[/, '"line_items":["spoilt",'))
  const id = await connect(product, shop)
  await runToEnd(product, id, { entity: 'orders' })
  const seal = sealer(product, id)
  const january = await seal({ month: '2012-01' })
  t.match(january, { storeCount: 2, ourCount: 1, from: '2012-01-01T05:00:00.000Z', before: '2012-02-01T05:00:00.000Z' })
  t.match(january.differences, [{ externalId: String(last), kind: 'missing_here', message: /set aside here/ }])
  t.match(january.differences[0], { remedy: /rejection/, next: 'retry' })
  t.match(await seal({ month: '2011-12' }), { equal: true, storeCount: 2, before: '2012-01-01T05:00:00.000Z' })
  t.match(
    await seal({ from: '2011-12-31', to: '2012-01-01' }),
    { equal: true, storeCount: 2 },
    'over the end of a year',
  )
  t.ok(first)

  await t.test('a store that fails is said to, and no seal is made', async t => {
    const before = (await product.get(`/connections/${id}/seals`)).items.length
    shop.answer = () => ({ status: 401, body: { code: 'woocommerce_rest_authentication_error', message: 'No.' } })
    t.match(await product.ask(`POST /connections/${id}/seals`, { month: '2012-01' }), { body: { remedy: /\w/ } })
    shop.answer = (_, give) => give()
    t.equal((await product.get(`/connections/${id}/seals`)).items.length, before)
  })
})
