import t from 'tap'
import { type Compared, compareOrders, type OurOrder } from '../../src/completeness/compare.ts'

const order = (id: number, more: Partial<Compared> = {}): Compared => ({
  ...{ externalId: String(id), number: `N${id}`, status: 'processing', total: '10.10', currency: 'SEK' },
  ...{ createdAt: '2026-11-20T10:00:00.000Z', modifiedAt: '2026-11-20T10:00:00.000Z' },
  ...more,
})
const ours = (id: number, more: Partial<OurOrder> = {}): OurOrder => ({
  ...order(id),
  ...{ counts: true, deleted: false },
  ...more,
})
const kinds = ({ found }: ReturnType<typeof compareOrders>) =>
  found.map(one => `${(one.store ?? one.ours)?.externalId} ${one.kind}`)

t.test('what is the same is equal, whatever its order and its zeros', async t => {
  const compared = compareOrders([order(1), order(2, { total: '5' })], [ours(2, { total: '5.00' }), ours(1)])
  t.strictSame(compared.found, [])
  const sum = { count: 2, total: '15.10' }
  t.strictSame(compared.totals, [{ currency: 'SEK', store: sum, ours: sum }])
})

t.test('no orders are equal to none', async t => {
  t.strictSame(compareOrders([], []), { found: [], totals: [], statuses: [] })
})

t.test('every difference has its name', async t => {
  const store = [1, 2, 3, 4, 5].map(id => order(id))
  const own = [
    ours(2, { status: 'completed', total: '10.11' }),
    ours(3, { counts: false, createdAt: '2026-11-19T10:00:00.000Z' }),
    ours(4, { counts: false, deleted: true }),
    ours(5, { currency: 'EUR' }),
    ours(6),
  ]
  t.strictSame(kinds(compareOrders(store, own)), [
    '1 missing_here',
    '2 other_status',
    '2 other_total',
    '3 other_day',
    '4 missing_here',
    '5 other_total',
    '6 not_in_store',
  ])
})

t.test('a total that one side does not know is another total', async t => {
  t.strictSame(kinds(compareOrders([order(1, { total: null })], [ours(1)])), ['1 other_total'])
})

t.test('sums are exact, and by status and currency', async t => {
  const store = [
    order(1, { total: '0.1' }),
    order(2, { total: '0.2' }),
    order(3, { total: '99999999999999.000001', currency: 'EUR' }),
    order(4, { status: 'cancelled', total: '-3.5' }),
  ]
  const { totals, statuses } = compareOrders(store, [])
  const none = { count: 0, total: '0.00' }
  t.strictSame(totals, [
    { currency: 'EUR', store: { count: 1, total: '99999999999999.000001' }, ours: none },
    { currency: 'SEK', store: { count: 3, total: '-3.20' }, ours: none },
  ])
  t.strictSame(
    statuses.map(one => [one.currency, one.status, one.store.count, one.store.total]),
    [
      ['EUR', 'processing', 1, '99999999999999.000001'],
      ['SEK', 'cancelled', 1, '-3.50'],
      ['SEK', 'processing', 2, '0.30'],
    ],
  )
})
