import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { formOf, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'
import { takePicture } from './inspect.ts'
import { anna } from './stage.ts'

t.setTimeout(600_000)

await buildPages()

t.test('from set-up to an order that is found', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 30, products: 8, customers: 5 })
  const completed = shop.store.state.orders.filter(row => row.status === 'completed')
  const spoilt = completed.slice(0, 2).map(({ id }) => id)
  for (const id of spoilt) shop.store.spoilRecord('orders', id, 'fatal')
  const browser = await openBrowser(t)
  const page = await (await openContext(browser)).newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => message.type() === 'error' && errors.push(message.text()))
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  const fill = (label: string | RegExp, value: string) => page.getByLabel(label).fill(value)

  await t.test('the first admin is made with the key', async t => {
    await page.goto(product.koppla.url)
    await page.getByRole('heading', { name: 'Set up Koppla' }).waitFor()
    await holdAccessible(t, page)
    await takePicture(page, 'set-up-light')
    await fill('Admin key', product.koppla.firstKey ?? product.koppla.operatorKey)
    await fill('Your name', anna.name)
    await fill('E-mail', anna.email)
    await page.locator('input[type=password]').fill(anna.password)
    await press('Create the admin')
    await page.getByText('Connect your first store').waitFor()
    await holdAccessible(t, page)
    await takePicture(page, 'welcome-light')
  })

  await t.test('a wrong key is diagnosed, the right one saved', async t => {
    const { credential } = formOf(shop)
    await press('Create New Connection')
    await fill('Name', 'Ljusbutiken')
    await page.getByRole('combobox', { name: 'External System' }).click()
    await page.getByRole('option', { name: 'WooCommerce' }).click()
    await fill(/^API URL/, credential.apiUrl)
    await page.locator('input[type=password]').first().fill('ck_'.padEnd(43, '0'))
    await page.locator('input[type=password]').last().fill(credential.secret)
    await press('Verify Connection')
    await page.getByText('The connection does not work yet').waitFor()
    await page.getByText('What to do:').first().waitFor()
    t.equal(await page.getByRole('button', { name: 'Save', exact: true }).count(), 0)
    await holdAccessible(t, page)
    await takePicture(page, 'diagnosis-light')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await press('Copy report for support')
    await page.getByText('Copied').waitFor()
    const report = await page.evaluate<string>('navigator.clipboard.readText()')
    t.match(report, /verification of WooCommerce[\s\S]+\[failed\]/)
    t.notOk(report.includes(credential.secret), 'no secret is in it')
    await page.locator('input[type=password]').first().fill(credential.accessToken)
    await press('Verify Connection')
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await save.waitFor()
    // As over plain http from another machine.
    await page.evaluate('delete Navigator.prototype.clipboard')
    await press('Copy report for support')
    await page
      .getByRole('textbox', { name: /does not let Koppla copy/ })
      .and(page.locator(':focus'))
      .waitFor()
    await holdAccessible(t, page)
    await page.locator('input[type=password]').last().fill('cs_x')
    // An edit of a verified field hides it again.
    await save.waitFor({ state: 'detached' })
    await page.locator('input[type=password]').last().fill(credential.secret)
    await fill('Order Start', '2000-01-01')
    await press('Verify Connection')
    await save.click()
    await page.getByRole('heading', { name: /What should be imported/ }).waitFor()
    await holdAccessible(t, page)
  })

  await t.test('a schedule is switched on, and a run followed to its end', async t => {
    await page.getByRole('switch', { name: 'On schedule: Orders' }).press('Space')
    await press('Start')
    await page.getByRole('tab', { name: 'Synchronization schedule' }).click()
    await page.getByText('Next five runs').first().waitFor()
    await holdAccessible(t, page)
    await page.getByRole('button', { name: 'Run now: Orders' }).click()
    await page.getByRole('heading', { name: 'Run of orders' }).waitFor()
    await page.getByText('Succeeded').waitFor()
    await holdAccessible(t, page)
  })

  await t.test('an order is found by its number, with the proof of its money', async t => {
    const { items } = await product.get('/orders?limit=1')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').fill(items[0].number)
    await page
      .getByRole('link', { name: new RegExp(`#${items[0].number}`) })
      .first()
      .click()
    await page.getByRole('heading', { name: `Order ${items[0].number}` }).waitFor()
    await page.getByRole('heading', { name: 'Money' }).waitFor()
    const rows = page.getByRole('table', { name: 'Taxes' }).locator('tbody tr')
    const amounts = (await rows.locator('td:nth-last-child(-n+2)').allInnerTexts()).map(text => text.replace(/\D/g, ''))
    const { totalTax } = await product.get(`/orders/${items[0].id}`)
    const sum = amounts.reduce((cents, amount) => cents + Number(amount), 0)
    t.equal(sum / 100, Number(totalTax), 'the taxes add up to that of the order')
    await holdAccessible(t, page)
  })

  await t.test('a search that fails says so, and Enter opens nothing but what is typed', async t => {
    const [typed, before] = (await product.get('/orders?limit=2')).items
    const hit = page.getByRole('dialog').getByRole('link', { name: new RegExp(`^#${before.number}`) })
    await page.goto(`${product.koppla.url}/runs`)
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    const words = page.getByRole('searchbox')
    await words.fill(before.number)
    await hit.waitFor()
    await page.context().setOffline(true)
    await words.fill(typed.number)
    await words.press('Enter')
    await page.getByRole('dialog').getByText('Koppla does not answer.').waitFor()
    t.match(page.url(), /runs$/, 'the hits of other words are not opened')
    await holdAccessible(t, page)
    await page.context().setOffline(false)
    await press('Try again')
    await page
      .getByRole('dialog')
      .getByRole('link', { name: new RegExp(`^#${typed.number}`) })
      .waitFor()
    await words.press('Enter')
    await page.getByRole('heading', { name: `Order ${typed.number}` }).waitFor()
  })

  await t.test('an address that does not exist says so and keeps the way back', async t => {
    await page.goto(`${product.koppla.url}/nowhere`)
    await page.getByText('There is nothing here').waitFor()
    await page.getByRole('link', { name: 'To the start page' }).waitFor()
    await page.getByRole('link', { name: 'Orders' }).first().waitFor()
    await holdAccessible(t, page)
  })

  await t.test('what was set aside is retried once the store is mended', async t => {
    for (const id of spoilt) shop.store.spoilRecord('orders', id, null)
    await page.goto(`${product.koppla.url}/rejections?entity=products`)
    await page.getByText('Nothing matches these filters').waitFor()
    const clear = (choice: string) =>
      page.locator('.mantine-Select-root', { has: page.getByRole('combobox', { name: choice }) }).locator('button')
    await clear('What').click()
    await page.getByRole('checkbox', { name: `Select ${spoilt[0]}` }).waitFor()
    await clear('State').click()
    await page.waitForURL(/state=all/)
    await page.getByRole('checkbox', { name: `Select ${spoilt[0]}` }).waitFor()
    await page.goto(`${product.koppla.url}/rejections`)
    await page.getByRole('checkbox', { name: 'All shown' }).check()
    await page.getByRole('button', { name: 'Retry 2' }).waitFor()
    await page.getByRole('checkbox', { name: `Select ${spoilt[0]}` }).uncheck()
    await press('Retry 1')
    await page.getByText('1 stored').waitFor()
    await page.getByRole('checkbox', { name: `Select ${spoilt[1]}` }).waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: `Select ${spoilt[0]}` }).check()
    await press('Retry 1')
    await page.getByText('Nothing is set aside').waitFor()
    for (const id of spoilt)
      t.equal((await product.get(`/orders?externalId=${id}`)).items.length, 1, `order ${id} is there`)
    await holdAccessible(t, page)
  })

  await t.test('in Swedish, the server is heard in Swedish too', async t => {
    await page.getByRole('button', { name: /anna@example.com/ }).click()
    await page.getByText('Svenska').click()
    await page.getByRole('heading', { name: 'Avvisade poster' }).waitFor()
    await page.goto(`${product.koppla.url}/runs/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11`)
    await page.getByText('Det finns ingen sådan körning.').waitFor()
    await page.goto(`${product.koppla.url}/orders/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11`)
    await page.getByRole('alert').getByText('Det finns ingen sådan order.').waitFor()
    await holdAccessible(t, page)
    await page.getByRole('link', { name: 'Till startsidan' }).click()
    await page.getByRole('heading', { name: 'Start', level: 1 }).waitFor()
  })

  await t.test('whose session has ended is told so, and goes on where they were', async t => {
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Produkter', exact: true }).click()
    await page.getByText('Din session har avslutats').waitFor()
    await holdAccessible(t, page)
    await fill('E-post', anna.email)
    await page.locator('input[type=password]').fill(anna.password)
    await press('Logga in')
    await page.getByRole('heading', { name: 'Produkter', level: 1 }).waitFor()
  })

  await t.test('who signs out sees nothing more', async () => {
    await page.goto(`${product.koppla.url}/orders`)
    await page.getByRole('button', { name: /anna@example.com/ }).click()
    await page.getByRole('menuitem', { name: 'Logga ut' }).click()
    await page.getByRole('heading', { name: 'Logga in i Koppla' }).waitFor()
    await page.goto(`${product.koppla.url}/orders`)
    await page.getByRole('heading', { name: 'Logga in i Koppla' }).waitFor()
    // And comes back to it when signed in again.
    await page.waitForURL(/next=/)
  })
  const others = errors.filter(words => !/status of 40[14]|ERR_INTERNET_DISCONNECTED/.test(words))
  t.strictSame(
    others,
    [],
    'the browser complained of nothing but no network, being signed out, and what does not exist',
  )
})
