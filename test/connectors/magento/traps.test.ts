import t from 'tap'
import type { EntityName } from '../../../src/sdk/index.ts'
import type { Asked } from '../../../src/sdk/testing/index.ts'
import { all, everyOrder, importOf, open, sorted } from './reading.ts'

t.test(
  'by id too, 2.3 is asked for no page past the end, which it would answer with the last one for ever',
  async t => {
    const limits = { maximumPageSize: 10, defaultPageSize: 10, arrayItems: 20 }
    const opened = await open(t, { version: '2.3', orders: 60, limits })
    const { server, client } = opened
    const pageOf = ({ query }: Asked) => Number(query.get('searchCriteria[currentPage]'))
    const isPast = (asked: Asked) => pageOf(asked) > 2
    for (let n = 0; n < 20; n++) server.failWith({ when: isPast, fault: { status: 500, body: 'Past the end' } })
    const ids = everyOrder(opened).slice(20, 40)
    const read = await importOf('orders').fetch(client, ids.map(String))
    t.strictSame(sorted(read.map(raw => Number(importOf('orders').idOf(raw)))), ids, 'two whole pages, each row once')
    t.ok(server.asked.some(asked => pageOf(asked) === 2))
    t.notOk(server.asked.some(isPast))
  },
)

t.test('a customer that is deleted takes its id out of its orders and bumps none, and a sweep sees it', async t => {
  const opened = await open(t, { orders: 40 })
  const { store, client } = opened
  const marksOf = async (entity: EntityName) => {
    const marks = new Map<string, string>()
    const until = store.state.clock.now().toISOString()
    for await (const part of importOf(entity).sweep!(client, { ...all, until }, null))
      for (const { externalId, fingerprint } of part.marks) marks.set(externalId, fingerprint)
    return marks
  }
  const { orders, invoices } = store.state
  const billed = orders.filter(row => row.customerId !== null && row.invoices.length > 0)
  const gone = billed[0]!.customerId!
  const theirs = orders.filter(row => row.customerId === gone).map(({ id }) => id)
  const bills = invoices.filter(({ orderId }) => theirs.includes(orderId)).map(({ id }) => id)
  const times = orders.map(({ updated }) => updated)
  const before = { orders: await marksOf('orders'), invoices: await marksOf('invoices') }
  store.deleteCustomer(gone)
  t.strictSame(
    orders.map(({ updated }) => updated),
    times,
    'no order is bumped',
  )
  for (const [entity, own] of [
    ['orders', theirs],
    ['invoices', bills],
  ] as const) {
    const after = await marksOf(entity)
    const differing = [...after].filter(([id, mark]) => before[entity].get(id) !== mark).map(([id]) => Number(id))
    t.strictSame(sorted(differing), own, `the ${entity} of the customer, and no others`)
    const { fetch, raw, map } = importOf(entity)
    for (const one of await fetch(client, own.map(String)))
      t.match(map(raw.parse(one), client.facts as never), { customerExternalId: null, email: /@/ }, `${entity} stay`)
  }
})
