// Records that the store counts and does not show: a run that reads less than there is says so.
import t from 'tap'
import { listIds } from './our-picture.ts'
import { kinds, startProduct } from './product.ts'
import { connect, runToEnd, startShop } from './shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const orders = { entity: 'orders' }
const notice = (count: RegExp) => [{ message: RegExp(`counts ${count.source} orders here.*start a reconcile`) }]

await t.test('lists that do not show what they count', async t => {
  const product = await startProduct(t, kinds.at(-1)!)
  const shop = await startShop(t, { orders: 230, products: 10, customers: 5 })
  const { store, server } = shop
  const id = await connect(product, shop)
  const ours = () => listIds(product, `/orders?connectionId=${id}`)
  const theirs = () => idsOf(store.state, 'orders')

  await t.test('nothing at all: the run fails, and what was not shown comes with the next one', async t => {
    store.spoilAnswers('orders', 'emptyList')
    t.match(await runToEnd(product, id, orders), {
      state: 'failed',
      problem: { kind: 'contract', message: /counts \d+ rows in a list and shows none/, remedy: /plugin.*cache/ },
    })
    store.spoilAnswers('orders', null)
    t.match(await runToEnd(product, id, orders), { state: 'succeeded', notices: [] })
    t.strictSame(await ours(), theirs())
  })

  await t.test('nothing of a few: the run says so, and a reconcile finds them', async t => {
    const edited = store.createOrder().id
    store.spoilAnswers('orders', 'emptyList')
    t.match(await runToEnd(product, id, orders), { state: 'succeeded', read: 0, notices: notice(/[1-9]/) })
    store.spoilAnswers('orders', null)
    t.match(await runToEnd(product, id, { ...orders, kind: 'reconcile' }), { state: 'succeeded', notices: [] })
    t.ok((await ours()).includes(String(edited)))
  })

  await t.test('a page’s worth: the run says so, and deletes nothing', async t => {
    const { id: middle } = store.state.orders[120]!
    store.state.hiddenAfterLimit = (row, list) => list === 'orders' && row < middle
    for (const kind of ['full', 'reconcile'])
      t.match(await runToEnd(product, id, { ...orders, kind }), {
        state: 'succeeded',
        deleted: 0,
        notices: notice(/1[12]\d/),
      })
    t.strictSame(await ours(), theirs())
    store.state.hiddenAfterLimit = row => row === middle
    t.match(await runToEnd(product, id, { ...orders, kind: 'full' }), { notices: [] }, 'a single one is normal')
    store.state.hiddenAfterLimit = () => false
  })

  await t.test('a total of millions: all that there is, and no request for what there is not', async t => {
    const trashed = store.state.orders.at(-1)!.id
    store.trashOrder(trashed)
    await runToEnd(product, id, orders)
    store.spoilAnswers('orders', 'hugeTotals')
    for (const kind of ['full', 'reconcile']) {
      server.forget()
      const run = await runToEnd(product, id, { ...orders, kind })
      t.match(run, { state: 'succeeded', deleted: 0, notices: [{ message: /counts \d{7} orders here/ }] })
      t.ok(server.asked.length < 40, `${server.asked.length} requests`)
    }
    t.strictSame(
      (await ours()).filter(one => one !== String(trashed)),
      theirs(),
    )
  })
})
