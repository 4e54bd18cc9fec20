// An integration that may read only a part of the store: that part arrives whole, and of the rest is said which right it lacks.
import t from 'tap'
import { pictureOurs } from '../our-picture.ts'
import { type Json, kinds, startProduct } from '../product.ts'
import { runToEnd, saveForm } from '../shop.ts'
import { pictureMagento } from './picture.ts'
import { magentoForm, startMagento } from './shop.ts'

t.setTimeout(600_000)

const parts = [
  { by: 'salesOnly', may: ['orders', 'invoices', 'shipments'], lacks: { products: /Magento_Catalog::products/ } },
  { by: 'catalogueOnly', may: ['products', 'stock'], lacks: { orders: /Magento_Sales::actions_view/ } },
] as const

await t.test('rights to a part of a Magento store', async t => {
  const product = await startProduct(t, kinds[0]!)
  for (const { by, may, lacks } of parts) {
    await t.test(by, async t => {
      const shop = await startMagento(t, { orders: 60 })
      const id = await saveForm(product, magentoForm(shop, shop.integrations[by]), { name: by })
      for (const entity of may)
        t.match(await runToEnd(product, id, { entity }), { state: 'succeeded', rejected: 0, problem: null }, entity)
      // Neither may read the store's zone: days are counted in UTC.
      const state = { ...shop.store.state, timeZone: 'UTC' }
      const [ours, theirs] = [await pictureOurs(product, id), pictureMagento(state)]
      for (const entity of may) t.strictSame(ours[entity], theirs[entity], `all ${entity}, record by record`)

      const { items } = await product.get(`/connections/${id}/schedules`)
      for (const { entity } of items as Json[]) {
        const { status, body } = await product.ask(`POST /connections/${id}/schedules/${entity}/activate`)
        t.equal(
          status === 200,
          (may as readonly string[]).includes(entity),
          `${entity} can be activated if it can be read`,
        )
        if (entity in lacks) t.match(JSON.stringify(body), lacks[entity as keyof typeof lacks])
      }
    })
  }
})
