import t from 'tap'
import { proveMoney } from '../../src/records/money.ts'
import type { CanonicalRecord } from '../../src/sdk/index.ts'

type Order = CanonicalRecord<'orders'>

const line = (total: string, tax: string) => ({ total, tax })
const refund = (externalId: string, amount: string, lines: object[] = []) => ({ externalId, amount, lines })
const order = (total: string, lines: object[], refunds: object[] = []) =>
  ({ total, currency: 'SEK', lines, refunds }) as unknown as Order

t.test('an order that adds up is proven', async t => {
  const proof = proveMoney(order('112.60', [line('80', '20.00'), line('10.08', '2.52')], [refund('1', '10.00')]))
  t.same(proof, { refundedTotal: '10.00', moneyDifference: '0.00', moneyWarning: null })
})

t.test('a difference is told with what was compared, to the last decimal', async t => {
  const proof = proveMoney(order('100.00', [line('80', '19.999999')]))
  t.equal(proof.moneyDifference, '0.000001')
  t.equal(
    proof.moneyWarning,
    "The store's total is 100.00 SEK, but lines, shipping, fees and tax add up to 99.999999 SEK: a difference of 0.000001 SEK.",
  )
})

t.test('what no row tells of is never proven, though a line of its own makes the total', async t => {
  const rest = { ...line('24', '5'), kind: 'rest' }
  const { moneyDifference, moneyWarning } = proveMoney(order('129', [line('80', '20'), rest]))
  t.equal(moneyDifference, '29.00')
  t.match(moneyWarning, /^No row of the store tells of 29\.00 SEK of the total, of which tax is 5\.00 SEK: a module/)
  const moved = [line('80', '20'), { ...line('5', '-5'), kind: 'rest' }]
  t.match(proveMoney(order('100', moved)), { moneyDifference: '0.00', moneyWarning: /of which tax is -5\.00 SEK/ })
})

t.test('refunds above the total, and refund lines that do not add up, are told', async t => {
  const { moneyWarning, refundedTotal } = proveMoney(
    order('100', [line('80', '20')], [refund('7', '90', [line('60', '15')]), refund('8', '20')]),
  )
  t.equal(refundedTotal, '110.00')
  t.match(moneyWarning, 'Refunds of 110.00 SEK exceed the total of 100.00 SEK.')
  t.match(moneyWarning, 'Refund 7 is 90.00 SEK, but its lines add up to 75.00 SEK.')
})

t.test('what the store says was given back, beyond its refunds, is told and not made a refund', async t => {
  const told = { ...order('100', [line('80', '20')], [refund('7', '20')]), refundedByStore: '50' }
  const { moneyWarning, refundedTotal, moneyDifference } = proveMoney(told)
  t.strictSame([refundedTotal, moneyDifference], ['20.00', '0.00'])
  t.match(
    moneyWarning,
    /^The store says that 50\.00 SEK was given back, but the refunds that it tells of make 20\.00 SEK/,
  )
})
