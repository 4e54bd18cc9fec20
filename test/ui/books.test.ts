import t, { type Test } from 'tap'
import type { State } from '../../connectors/fortnox/practice-store/index.ts'
import { type Product, startProduct } from '../journey/product.ts'
import { connect, runToEnd, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'
import { addCompany } from './company.ts'
import { waitForPage } from './inspect.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

/** This year's as they are in the company, without what cannot be kept. */
function vouchersOn({ vouchers }: State, account?: number) {
  const counts = (rows: State['vouchers'][number]['rows']) => rows.filter(row => !row.removed)
  return vouchers
    .map(one => ({ ...one, rows: counts(one.rows) }))
    .filter(({ rows }) => rows.reduce((sum, row) => sum + row.debit - row.credit, 0) === 0)
    .filter(one => one.yearId === 1 && (account === undefined || one.rows.some(row => row.account === account)))
}

const sek = (ore: number) => new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(ore / 100)

async function openCompany(t: Test) {
  const product = await startProduct(t, 'embedded')
  const shopId = await connect(product, await startShop(t, { orders: 1, products: 1, customers: 1 }))
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const open = async (path: string) => {
    await page.goto(product.koppla.url + path)
    await waitForPage(page)
  }
  return { product, shopId, page, open }
}

t.test('an accountant reads the books of a company', async t => {
  const { product, shopId, page, open } = await openCompany(t)
  const main = page.getByRole('main')
  const menu = page.getByRole('navigation', { name: 'Main menu' })

  await t.test('where no system keeps books there is no word of them', async t => {
    await open(`/settings/connectors/${shopId}`)
    await menu.getByRole('link', { name: 'Customers' }).waitFor()
    t.equal(await menu.getByRole('link', { name: /Invoices|Accounts|Vouchers/ }).count(), 0)
    t.equal(await main.getByRole('tab', { name: 'Books' }).count(), 0)
    await open(`/settings/connectors/${shopId}/books`)
    await main.getByText('This system keeps no books').waitFor()
    await holdAccessible(t, page)
  })

  const { shop, connectionId } = await addCompany(t, product)
  const { state } = shop.store
  const bank = vouchersOn(state, 1930)
  const rowsOf = (name: string) => main.getByRole('table', { name }).locator('tbody tr')
  const bankRow = main.getByRole('row', { name: /1930 Företagskonto/ })

  await t.test('each account has what it moved, and leads to its vouchers', async t => {
    await open(`/settings/connectors/${connectionId}`)
    await main.getByRole('tab', { name: 'Books' }).click()
    await bankRow.waitFor()
    const rows = bank.flatMap(one => one.rows).filter(row => row.account === 1930)
    const sum = (of: 'debit' | 'credit') => rows.reduce((total, row) => total + row[of], 0)
    t.match(await bankRow.innerText(), new RegExp(`${sek(sum('debit'))}\\s+${sek(sum('credit'))}\\s`))
    await holdAccessible(t, page)
    await bankRow.getByRole('link', { name: '1930' }).click()
    await rowsOf('Vouchers').first().waitFor()
    t.equal(await rowsOf('Vouchers').count(), bank.length)
    await main.getByRole('button', { name: 'Account: 1930: Clear filters' }).click()
    await page.waitForURL(url => !url.searchParams.has('accountNumber'))
    await main.getByRole('link', { name: 'See the balances' }).click()
    await bankRow.waitFor()
  })

  await t.test('it opens into its months, each leading to its own', async t => {
    await bankRow.getByRole('button', { name: 'Months of 1930' }).press('Enter')
    const month = bank[0]!.day.slice(0, 7)
    const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(`${month}-15`))
    await holdAccessible(t, page)
    await main.getByRole('link', { name }).click()
    await rowsOf('Vouchers').first().waitFor()
    t.equal(await rowsOf('Vouchers').count(), bank.filter(one => one.day.startsWith(month)).length)
  })

  await t.test('years are told with what is here of them', async t => {
    await open(`/settings/connectors/${connectionId}/books`)
    const years = rowsOf('Financial years')
    await years.first().waitFor()
    t.equal(await years.count(), state.years.length)
    const counted = years.first().getByRole('link').nth(2)
    t.equal(await counted.innerText(), String(vouchersOn(state).length))
    await main.getByText('The books here are not complete').waitFor()
    await main.getByText('1 account or voucher is set aside').waitFor()
    const whole = await years.locator('.badge').allInnerTexts()
    t.strictSame(whole, ['Not complete', 'Complete', 'Complete'], 'by year')
    await years.nth(1).getByRole('link').first().click()
    await main.getByRole('heading', { name: /Balances 1 Jan 2025/ }).waitFor()
    await main.getByRole('switch', { name: 'Also accounts on which nothing is booked' }).press('Space')
    await main.getByRole('row', { name: /1460 Lager/ }).waitFor()
    await main.getByRole('link', { name: 'See the reasons' }).click()
    await main
      .getByRole('table', { name: 'Rejections' })
      .getByText(/Vouchers/)
      .first()
      .waitFor()
  })

  await t.test('they are taken along', t => testDownloads(t, product, connectionId))

  await t.test('a voucher and an account are found by what they are called', async t => {
    const { series, number } = bank.at(-1)!
    await page.keyboard.press('Control+k')
    const box = page.getByRole('dialog')
    await box.getByRole('searchbox').fill(`${series.toLowerCase()}${number}`)
    const hits = box.getByRole('link')
    await hits.filter({ hasText: 'Vouchers' }).first().waitFor()
    t.match(await hits.filter({ hasText: 'Vouchers' }).first().innerText(), new RegExp(`^${series} ${number}\\n`))
    await box.getByRole('searchbox').fill('1930')
    await hits.filter({ hasText: '1930' }).filter({ hasText: 'Accounts' }).first().click()
    await page.waitForURL(/vouchers\?.*accountNumber=1930/)
  })

  await t.test('an invoice leads to what booked it, and its rows to their accounts', async t => {
    const { items } = await product.get(`/invoices?connectionId=${connectionId}&booked=true&limit=1`)
    const name = items[0].voucherExternalId.split('/').slice(1).join(' ')
    await open(`/invoices/${items[0].id}`)
    await main.getByRole('link', { name }).click()
    await page.getByRole('heading', { name: `Voucher ${name}` }).waitFor()
    await holdAccessible(t, page)
    await main.getByRole('table', { name: 'Rows' }).getByRole('link', { name: '1510' }).click()
    await page.waitForURL(/vouchers\?.*accountNumber=1510/)
    await menu.getByRole('link', { name: 'Accounts' }).click()
    await main
      .getByRole('row', { name: /1010 Utveckling/ })
      .first()
      .waitFor()
    await holdAccessible(t, page)
  })

  await t.test('what a voucher books is said in words, and as the system says it where we know none', async () => {
    const manual = state.vouchers.findLast(one => one.yearId === 1 && one.referenceType === 'MANUAL')
    Object.assign(manual!, { referenceType: 'LOAN' })
    shop.store.touchVoucher(manual!)
    await runToEnd(product, connectionId, { entity: 'vouchers' })
    // Without what the first one keeps of the language.
    const storageState = { cookies: await page.context().cookies(), origins: [] }
    const context = await openContext(page.context().browser()!, { storageState, locale: 'sv-SE' })
    const swedish = await context.newPage()
    const vouchers = await product.all(`/vouchers?connectionId=${connectionId}`)
    for (const [type, english, inSwedish] of [
      ['INVOICE', 'Invoice', 'Faktura'],
      ['INVOICEPAYMENT', 'Invoice payment', 'Inbetalning på faktura'],
      ['LOAN', 'LOAN', 'LOAN'],
    ] as const) {
      const { id, referenceNumber } = vouchers.find(one => one.referenceType === type)!
      await open(`/vouchers/${id}`)
      await main.locator(`dt:text-is("${english}") + dd:text-is("${referenceNumber ?? '–'}")`).waitFor()
      await swedish.goto(`${product.koppla.url}/vouchers/${id}`)
      await swedish.locator(`dt:text-is("${inSwedish}")`).waitFor()
    }
  })
})

/** From the addresses that the page gives. */
async function testDownloads(t: Test, { koppla }: Product, connectionId: string) {
  const there = `${koppla.url}/api/v1/connections/${connectionId}/books`
  const headers = { authorization: `Bearer ${koppla.operatorKey}` }
  const read = async (path: string) => (await fetch(`${there}/${path}?yearExternalId=1`, { headers })).text()
  t.match(await read('sie'), /^#FLAGGA 0\r\n/)
  t.match(await read('balances.csv'), /\n1930,/)
  t.match(await read('vouchers.csv'), /,1930,/)
}
