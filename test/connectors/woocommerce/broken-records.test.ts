import t, { type Test } from 'tap'
import type { EntityName } from '../../../src/sdk/index.ts'
import { whyUnread } from '../../../src/sdk/index.ts'
import { type Practised, practise, versions } from './practised.ts'

/** What a full read gives: the ids that were read, and why others were not. */
async function read(practised: Practised, name: EntityName) {
  const { client, importOf, everything } = practised
  const raws: unknown[] = []
  const whole: string[] = []
  for await (const page of importOf(name).pages(client, everything(), null)) {
    raws.push(...page.records)
    whole.push(...(page.wholeParents ?? []))
  }
  const unread = raws.filter(raw => whyUnread(raw) !== null)
  const idOf = (raw: unknown) => importOf(name).idOf(raw)
  return {
    ids: new Set(raws.filter(raw => whyUnread(raw) === null).map(idOf)),
    unread: unread.map(raw => ({ id: idOf(raw), why: whyUnread(raw)! })),
    whole,
  }
}

const fetchOne = async ({ client, importOf }: Practised, name: EntityName, id: string) => {
  const [raw] = await importOf(name).fetch(client, [id])
  return { id: importOf(name).idOf(raw), why: whyUnread(raw) ?? '' }
}

const less = (ids: ReadonlySet<string | null>, ...without: string[]) => [...ids].filter(id => !without.includes(id!))

const deaths = {
  fatal: /critical error.*\(HTTP 500\).*fatal-errors/,
  fatalPage: /critical error.*\(HTTP 500\)/,
  cutOff: /broken off/,
  silent: /nothing at all/,
  webPage: /web page where data was asked/,
} as const

for (const [death, why] of Object.entries(deaths))
  t.test(`an order that makes the store answer so is set aside alone: ${death}`, async t => {
    const practised = await practise(t, { orders: 230 })
    const whole = await read(practised, 'orders')
    const { id } = practised.store.state.orders.find(row => row.id > 100 && row.status === 'completed')!
    practised.store.spoilRecord('orders', id, death as keyof typeof deaths)
    const { ids, unread } = await read(practised, 'orders')
    t.strictSame([...ids], less(whole.ids, String(id)))
    t.match(unread, [{ id: String(id), why }])
    t.match(await fetchOne(practised, 'orders', String(id)), { id: String(id), why }, 'a retry says the same')
  })

t.test(
  'an order that no list of ids survives is set aside by its place, and by its id where that is known',
  async t => {
    const practised = await practise(t, { orders: 230 })
    const whole = await read(practised, 'orders')
    const { id } = practised.store.state.orders.find(row => row.id > 100 && row.status === 'completed')!
    practised.store.spoilRecord('orders', id, 'fatalByIds')
    const { ids, unread } = await read(practised, 'orders')
    t.strictSame([...ids].sort(), less(whole.ids, String(id)).sort())
    t.match(unread, [{ id: null, why: /^Record number 1 after the one with id \d+ cannot be read/ }])
    t.match(await fetchOne(practised, 'orders', String(id)), { id: String(id), why: /critical error/ })
  },
)

for (const version of versions) t.test(`${version}: a part that cannot be read`, async t => readParts(t, version))

async function readParts(t: Test, version: (typeof versions)[number]): Promise<void> {
  const practised = await practise(t, { version, orders: 120, products: 40, variableEvery: 3, customers: 20 })
  const { store } = practised
  const variable = store.state.products.filter(one => one.type === 'variable' && one.status !== 'trash')
  const variations = store.state.variations.filter(one => one.parentId === variable[1]!.id)
  const [product, variation] = [String(variable[1]!.id), variations[0]!.id]

  for (const [name, spoil] of [
    ['the list', (on: boolean) => store.spoilAnswers(`products/${product}/variations`, on ? 'fatal' : null)],
    [
      'one variation',
      (on: boolean) => store.spoilRecord(`products/${product}/variations`, variation, on ? 'fatal' : null),
    ],
  ] as const)
    await t.test(`${name} of one product: the product is set aside, its neighbours are whole`, async t => {
      for (const entity of ['products', 'stock'] as const) {
        const whole = await read(practised, entity)
        spoil(true)
        const { ids, unread, whole: parents } = await read(practised, entity)
        const lost = entity === 'products' ? [product] : variations.map(one => String(one.id))
        t.strictSame([...ids], less(whole.ids, ...lost))
        t.match(unread, [{ id: product, why: /^is not whole: .*critical error/ }])
        t.notOk(parents.includes(product), 'nobody says that its variations are gone')
        spoil(false)
      }
    })

  await t.test('a stock level whose product cannot be read is not gone', async t => {
    store.spoilAnswers(`products/${product}/variations`, 'fatal')
    const told = await fetchOne(practised, 'stock', String(variation))
    t.match(told, { id: String(variation), why: RegExp(`belongs to product ${product}, which is not whole`) })
    store.spoilAnswers(`products/${product}/variations`, null)
    store.spoilRecord('products', Number(product), 'fatal')
    t.match(await fetchOne(practised, 'stock', String(variation)), { id: String(variation), why: /critical error/ })
    store.spoilRecord('products', Number(product), null)
  })

  await t.test('the refunds of one order: the order is set aside, its neighbours are whole', async t => {
    const whole = await read(practised, 'orders')
    const [, row] = store.state.orders.filter(one => one.refunds.length > 0 && one.status !== 'trash')
    const refund = row!.refunds[0]!.id
    for (const route of ['refunds', `orders/${row!.id}/refunds`]) store.spoilRecord(route, refund, 'fatal')
    const { ids, unread } = await read(practised, 'orders')
    t.strictSame([...ids], less(whole.ids, String(row!.id)))
    t.match(unread, [{ id: String(row!.id), why: RegExp(`^is not whole: its refund ${refund} cannot be read`) }])
  })
}

t.test('a route that is broken for all sets no parent aside, and is not asked for each of them', async t => {
  const practised = await practise(t, { version: '8.1', orders: 120 })
  for (const row of practised.store.state.orders) practised.store.spoilAnswers(`orders/${row.id}/refunds`, 'fatal')
  practised.server.forget()
  await t.rejects(read(practised, 'orders'), { kind: 'transient', code: 'fatal_error' })
  const refunded = practised.store.state.orders.filter(row => row.refunds.length > 0).length
  t.ok(practised.server.asked.length < refunded + 40, `${practised.server.asked.length} requests, ${refunded} orders`)
})

t.test('the parcels of an order that cannot be read are not gone', async t => {
  const practised = await practise(t, { orders: 120, fulfillments: true })
  const { store } = practised
  const [one, two] = store.state.orders.filter(row => row.status === 'completed')
  store.addTrackingMeta(one!.id, 'shipment-tracking', 'ST1')
  store.addFulfillment(two!.id, { meta: [{ key: '_tracking_number', value: 'F1' }] })
  const { ids } = await read(practised, 'shipments')
  const [first, second] = [one!, two!].map(row => [...ids].find(id => id?.startsWith(`${row.id}:`))!)
  store.spoilRecord('orders', one!.id, 'fatal')
  store.spoilAnswers(`orders/${two!.id}/fulfillments`, 'fatal')
  const broken = await read(practised, 'shipments')
  t.strictSame([...broken.ids], less(ids, first!, second!))
  t.strictSame(broken.unread.map(({ id }) => id).sort(), [String(one!.id), String(two!.id)].sort())
  for (const row of [one!, two!]) t.notOk(broken.whole.includes(String(row.id)))
  for (const id of [first!, second!])
    t.match(await fetchOne(practised, 'shipments', id), { id, why: /belongs to an order that .*critical error/ })
})

t.test('a sweep tells of a record that cannot be read, so that it counts as there and is read again', async t => {
  const practised = await practise(t, { orders: 120 })
  const { id } = practised.store.state.orders.find(row => row.id > 50 && row.status === 'completed')!
  practised.store.spoilRecord('orders', id, 'fatal')
  const marks = new Map<string, string>()
  for await (const part of practised.importOf('orders').sweep!(practised.client, practised.everything(), null))
    for (const mark of part.marks) marks.set(mark.externalId, mark.fingerprint)
  t.equal(marks.get(String(id)), 'unreadable')
})
