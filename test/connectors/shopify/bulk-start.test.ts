import t from 'tap'
import { collect, count, hasAll, names, open, pagesOf } from './read-bulk.ts'

t.setTimeout(300_000)

t.test('a start whose answer is lost starts one operation, and is found again', async t => {
  for (const fault of ['reset', 'refuse', { status: 503 }] as const) {
    const { client, server, store } = await open(t)
    server.failWith({ when: ({ body }) => body.includes('RunInBulk'), fault })
    const { records, notices } = await collect(pagesOf(client(), 'stock'))
    hasAll(t, store.state, 'stock', records)
    t.strictSame(notices, [])
    t.equal(store.state.bulk.size, 1)
    t.equal(count(server, /RunInBulk/), fault === 'reset' ? 1 : 2, 'and again only where it had not begun')
  }
})

t.test('what a cancelled run has left under way is gone on with, where that can be made up for', async t => {
  for (const name of names) {
    const { client, store } = await open(t, { bulkMs: 600_000 })
    await pagesOf(client(), name).next()
    const [customer] = store.state.customers
    Object.assign(customer!, { firstName: 'Ragnhild' })
    store.touchCustomer(customer!.id)
    const { records } = await collect(pagesOf(client(), name))
    hasAll(t, store.state, name, records)
    t.equal(store.state.bulk.size, name === 'stock' ? 2 : 1, name)
    if (name === 'customers') t.match(JSON.stringify(records), /Ragnhild/, 'as it is by now')
  }
})
