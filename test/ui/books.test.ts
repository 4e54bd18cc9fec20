import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { connect, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

const year = `'2', '2026-01-01', '2026-12-31'`
const account = `INSERT INTO accounts (connection_id, external_id, hash, year_external_id, year_from, year_to, number,
    description, active, opening_balance, currency, meta)
  SELECT id, '2/1930', '1', ${year}, '1930', 'Företagskonto', true, 1000.5, 'SEK', '{}' FROM connections`
const voucher = `INSERT INTO vouchers (connection_id, external_id, hash, year_external_id, year_from, year_to, series, number,
    transaction_on, description, currency, total, meta)
  SELECT id, '2/A/17', '1', ${year}, 'A', '17', '2026-03-01', 'Dagskassa', 'SEK', 125, '{}' FROM connections`
const rows = `INSERT INTO voucher_rows (voucher_id, position, account_number, debit, credit, project)
  SELECT id, 0, '1930', 125, 0, 'P1' FROM vouchers UNION ALL SELECT id, 1, '3001', 0, 125, NULL FROM vouchers`

t.test('an accountant goes from an account to a voucher on it, and sees its rows', async t => {
  const product = await startProduct(t, 'embedded')
  await connect(product, await startShop(t, { orders: 1, products: 1, customers: 1 }), { name: 'Bolaget' })
  await product.stop()
  for (const sql of [account, voucher, rows]) await product.tell(sql)
  await product.start()
  const page = await signInFirst(await openBrowser(t), product.koppla)
  await page.goto(`${product.koppla.url}/accounts`)
  await page.getByRole('row', { name: /1930.*Företagskonto.*1,000\.50/ }).waitFor()
  await holdAccessible(t, page)
  await page.getByRole('link', { name: '1930' }).click()
  await page.waitForURL(/vouchers\?.*accountNumber=/)
  await page.getByRole('link', { name: 'A 17' }).click()
  await page.getByRole('heading', { name: 'Voucher A 17' }).waitFor()
  const table = page.getByRole('table', { name: 'Rows' })
  t.match((await table.locator('tbody tr').first().innerText()).replace(/\s+/g, ' '), /1930 Företagskonto.*P1.*125\.00/)
  await holdAccessible(t, page)
})
