import t from 'tap'
import { testOnProducts } from './product.ts'
import { connect, runAll, startShop } from './shop.ts'

t.setTimeout(600_000)

await testOnProducts(t, 'a record tells where it is edited, and which run brought each change', async (t, product) => {
  const shop = await startShop(t, { orders: 12, products: 6, customers: 4 })
  const id = await connect(product, shop)
  await runAll(product, id, 'incremental')
  const [order] = (await product.get('/orders?limit=1')).items
  const detail = await product.get(`/orders/${order.id}`)
  t.equal(detail.storePage, `${shop.baseUrl}/wp-admin/admin.php?page=wc-orders&action=edit&id=${order.externalId}`)
  const [first] = (await product.get(`/orders/${order.id}/changes`)).items
  t.match(first, { change: 'created', at: String })
  t.match(await product.get(`/runs/${first.runId}`), { entity: 'orders', connectionId: id })

  shop.store.setStatus(Number(order.externalId), 'cancelled')
  await runAll(product, id, 'incremental')
  const { items } = await product.get(`/orders/${order.id}/changes`)
  t.match(items, [{ change: 'updated' }, { change: 'created' }], 'the latest first')
  t.not(items[0].runId, items[1].runId)

  shop.store.deleteOrder(Number(order.externalId), false)
  await runAll(product, id, 'incremental')
  t.match(await product.get(`/orders/${order.id}`), { storePage: null }, 'what is gone has no page')
  for (const path of ['orders', 'products', 'customers'])
    t.match(await product.ask(`/${path}/${id}/changes`), { status: 404 })
})
