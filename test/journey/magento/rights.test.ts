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

await t.test('a right that only adds words is withdrawn, and each run says so', async t => {
  const product = await startProduct(t, kinds[0]!)
  const shop = await startMagento(t, { orders: 4, products: 12 })
  const by = shop.integrations.catalogueOnly
  const given = by.resources
  const allow = (resources: typeof given) => Object.assign(by, { resources })
  const id = await saveForm(product, magentoForm(shop, by), { name: 'Kläder' })
  const words = /^Options of variants .* as numbers.*Magento_Catalog::attributes_attributes.* everything again/
  const run = (kind: string) => runToEnd(product, id, { entity: 'products', kind })
  const sizes = async () => {
    const { products = {} } = await pictureOurs(product, id)
    return Object.values(products).map(one => (one as Json).attributes)
  }
  t.match(await run('incremental'), { state: 'succeeded', notices: [] })
  const before = await sizes()
  t.match(JSON.stringify(before), /"values":\["S","M","L"\]/)

  const shirt = shop.store.state.products.find(one => one.type === 'configurable')!
  allow((given as readonly string[]).filter(one => !one.endsWith('attributes_attributes')))
  shop.store.editProduct(shirt.id)
  for (const kind of ['incremental', 'full', 'reconcile']) {
    const told = await run(kind)
    t.match(told, { state: 'succeeded', rejected: 0, problem: null }, kind)
    t.match(told.notices, [{ message: words }], `${kind} says so, once`)
  }
  t.notSame(await sizes(), before, 'options are numbers')
  await t.test('in Swedish too', async t => {
    const { id: runId } = (await product.get(`/runs?connectionId=${id}&limit=1`)).items[0]
    const answer = await fetch(`${product.koppla.url}/api/v1/runs/${runId}`, {
      headers: { authorization: `Bearer ${product.koppla.operatorKey}`, 'accept-language': 'sv' },
    })
    const { notices } = (await answer.json()) as Json
    t.match(notices, [
      { message: /^Varianters alternativ .* som nummer\. Integrationen får inte läsa detta.* allt på nytt/ },
    ])
  })

  allow(given)
  t.match(await run('full'), { state: 'succeeded', notices: [] })
  t.same(await sizes(), before, 'a full run brings the words back')
})
