// Store views as a person meets them: chosen among those that the store has, and only theirs is imported.
import t from 'tap'
import { type Json, startProduct } from '../product.ts'
import { runToEnd, saveForm } from '../shop.ts'
import { magentoForm, startMagento } from './shop.ts'

t.setTimeout(600_000)

await t.test('store views are chosen by name, and only what was sold in them comes', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startMagento(t, { orders: 60 })
  const form = magentoForm(shop)
  const choosing = (storeView: string) => ({ ...form, credential: { ...form.credential, storeView } })
  const offers = {
    field: 'storeView',
    parts: [
      { value: 'default', name: 'Main Website › Main Website Store › Default Store View (default)' },
      { value: 'eu', name: 'Main Website › Main Website Store › EU English (eu)' },
    ],
  }

  await t.test('a code that the store has not is refused, with those that it has', async t => {
    const { green, checks } = await product.get('POST /connections/verify', choosing('nordic'))
    t.equal(green, false)
    const { result } = checks.find(({ id }: Json) => id === 'facts.store')
    t.match(result, { status: 'failed', field: 'storeView', diagnosis: /“nordic”.*\(default\).*\(eu\)/, offers })
  })

  const id = await saveForm(product, choosing('eu'), { name: 'EU' })

  await t.test('the report that is kept tells them still', async t => {
    const { report, credential } = await product.get(`/connections/${id}`)
    t.equal(credential.storeView, 'eu')
    t.match(
      report.flatMap((one: Json) => one.result.offers ?? []),
      [offers],
    )
  })

  await t.test('orders, invoices and shipments of others are not there', async t => {
    for (const entity of ['orders', 'invoices', 'shipments'] as const) {
      t.match(await runToEnd(product, id, { entity }), { state: 'succeeded', rejected: 0 })
      await runToEnd(product, id, { entity, kind: 'reconcile' })
      const ours = (await product.all(`/${entity}?connectionId=${id}&deleted=false`)).map(one => Number(one.externalId))
      const theirs = shop.store.state[entity].filter(({ storeId }) => storeId === 2)
      t.ok(theirs.length > 0 && theirs.length < shop.store.state[entity].length)
      t.strictSame(
        ours.sort((one, other) => one - other),
        theirs.map(one => one.id),
        entity,
      )
    }
  })

  await t.test('other ones are another connection', async t => {
    const { credential } = choosing('all')
    const { body } = await product.ask(`PUT /connections/${id}/credential`, { credential })
    t.match(body, { code: 'not_verified', remedy: /same Store view as before/ })
    await saveForm(product, choosing('default'), { name: 'Sverige' })
  })
})
