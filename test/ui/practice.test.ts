import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('whoever has no store yet practises with one of ours', async t => {
  const product = await startProduct(t, 'embedded', { KOPPLA_ALLOW_ADDRESSES: '' })
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await t.test('it is offered where there is no connection, to which empty lists lead', async t => {
    for (const path of ['/orders', '/runs']) {
      await page.goto(product.koppla.url + path)
      await page.getByRole('main').getByRole('link', { name: 'All connections' }).click()
      await page.waitForURL(/connectors$/)
    }
    await page.getByText('No connections yet').waitFor()
    await holdAccessible(t, page)
    await press('Practise with WooCommerce')
    await page.getByRole('heading', { name: 'Practice store', level: 1 }).waitFor()
    await page.getByText('Practice', { exact: true }).waitFor()
    await holdAccessible(t, page)
  })

  await t.test('an order is asked for, and arrives marked', async t => {
    await press('One new order now')
    const said = await page.getByText(/^Order \d+ came in/).innerText()
    const [number] = /\d+/.exec(said)!
    for (let found = 0; found === 0; ) found = (await product.get(`/orders?number=${number}`)).items.length
    await page.goto(`${product.koppla.url}/orders?q=${number}`)
    await page.getByRole('link', { name: `#${number}` }).click()
    await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
    await page.getByText('Practice', { exact: true }).waitFor()
    await holdAccessible(t, page)
    t.equal(await page.getByRole('link', { name: /^Open in/ }).count(), 0, 'a back office that is none is not led to')
    const { connectionId } = (await product.get('/practice-stores')).items[0]
    await page.goto(`${product.koppla.url}/settings/connectors/${connectionId}`)
    await page.getByText(/inside Koppla: it has no pages to look at/).waitFor()
    t.equal(await page.locator('main a[href^="http:"]').count(), 0)
  })

  await t.test('it is marked wherever it is told of', async t => {
    const { items } = await product.get('/runs?limit=1')
    const marks = page.getByRole('main').getByText('Practice', { exact: true })
    for (const path of ['/', '/orders', '/products', '/customers', '/runs', `/runs/${items[0].id}`]) {
      await page.goto(product.koppla.url + path)
      await marks.first().waitFor()
      await holdAccessible(t, page)
    }
    t.equal(await marks.count(), 1, 'a run is marked once')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox', { name: 'Search' }).fill('practice store')
    await page.getByRole('dialog').getByText('Practice', { exact: true }).waitFor()
  })

  await t.test('what is wrong with it is switched on, and the store is so from then on', async t => {
    await page.goto(`${product.koppla.url}/settings/connectors`)
    t.equal(await page.getByRole('button', { name: 'Practise with WooCommerce' }).count(), 0, 'one is enough')
    await page.getByRole('link', { name: 'Practice store' }).first().click()
    const refuses = page.getByRole('switch', { name: 'Refuses the key' })
    await refuses.press('Space')
    for (let on = false; !on; ) on = (await product.get('/practice-stores')).items[0].faults.includes('refuses_key')
    const { connectionId } = (await product.get('/practice-stores')).items[0]
    t.match(await product.get(`POST /connections/${connectionId}/verify`), { green: false })
    await page.reload()
    await refuses.and(page.locator(':checked')).waitFor()
  })

  await t.test('it is ended with all that came from it', async t => {
    await press('End the practice')
    await page.getByRole('dialog').waitFor()
    await holdAccessible(t, page)
    await page.getByRole('dialog').getByRole('button', { name: 'End the practice' }).click()
    await page.getByText('No connections yet').waitFor()
    t.strictSame((await product.get('/practice-stores')).items, [])
    t.strictSame((await product.get('/orders')).items, [])
  })
})
