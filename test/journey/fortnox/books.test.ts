import t from 'tap'
import { fortnox } from '../../../connectors/fortnox/index.ts'
import { readBalances } from '../../../src/accounting/balances.ts'
import { readBooks } from '../../../src/accounting/years.ts'
import { executeRun } from '../../../src/runs/execute.ts'
import { openCompany } from '../../connectors/fortnox/open-company.ts'
import { testOnDatabases } from '../../support/database.ts'
import { requestTinyRun, rigTiny } from '../../support/runs.ts'
import { createTinyStore } from '../../support/tiny-store.ts'

await testOnDatabases(t, 'books of a company in Fortnox', async (t, db) => {
  const company = await openCompany(t, { vouchers: 60 })
  const rig = await rigTiny(db, createTinyStore(0))
  const open = async () => {
    const opened = await rig.deps().open(rig.connectionId, new AbortController().signal)
    return { ...opened, connector: fortnox, client: company.client }
  }
  const deps = { ...rig.deps(), open, now: company.store.state.clock.now }
  const run = async (entity: string) => {
    const id = await requestTinyRun(db, rig.connectionId, { entity })
    await executeRun(deps, id, new AbortController().signal)
    return await rig.row(id)
  }
  const state = company.store.state

  await t.test('each account ends as Fortnox says, by the vouchers that are here', async t => {
    t.match(await run('accounts'), { state: 'succeeded', created: state.accounts.length, rejected: 0 })
    t.match(await run('vouchers'), { state: 'succeeded', created: state.vouchers.length, rejected: 0, notices: [] })
    const books = await readBooks(db, rig.connectionId)
    t.equal(books.years.length, 3)
    for (const year of books.years) {
      const { accounts } = await readBalances(db, books, { year, all: true })
      t.strictSame(
        accounts.filter(one => one.closing !== one.closingTold),
        [],
        year.yearExternalId,
      )
    }
  })

  await t.test(
    'and again after something was booked; what was deleted is gone, and nothing else has changed',
    async t => {
      const key = company.store.createVoucher()
      company.store.correctVoucher(company.store.createVoucher())
      t.match(await run('vouchers'), { state: 'succeeded', created: 2, updated: 0 })
      const { number, ...of } = company.store.createVoucher()
      t.match(await run('vouchers'), { state: 'succeeded', created: 1, updated: 0 })
      t.ok(company.store.deleteVoucher({ ...of, number }) && key.number < number)
      const swept = await requestTinyRun(db, rig.connectionId, { entity: 'vouchers', kind: 'reconcile' })
      await executeRun(deps, swept, new AbortController().signal)
      t.match(await rig.row(swept), { state: 'succeeded', deleted: 1, updated: 0, created: 0 })
      t.match(await run('accounts'), { state: 'succeeded', created: 0, updated: 2 }, 'two accounts ended otherwise')
      const books = await readBooks(db, rig.connectionId)
      for (const year of books.years) {
        const { accounts } = await readBalances(db, books, { year, all: true })
        t.notOk(accounts.some(one => one.closing !== one.closingTold))
      }
    },
  )
})
