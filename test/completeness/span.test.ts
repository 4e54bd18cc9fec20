import t from 'tap'
import { type AskedSpan, readSpan } from '../../src/completeness/span.ts'

const stockholm = { timeZone: 'Europe/Stockholm', orderStart: '2020-01-01' }

function told(asked: AskedSpan, store = stockholm): readonly string[] {
  const { span, from, before } = readSpan(asked, store)
  return [span, from.toISOString(), before.toISOString()]
}

t.test('a day is one of the store’s calendar', async t => {
  t.strictSame(told({ day: '2026-11-20' }), ['2026-11-20', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'])
  const ny = { ...stockholm, timeZone: 'America/New_York' }
  t.strictSame(told({ day: '2026-07-04' }, ny), ['2026-07-04', '2026-07-04T04:00:00.000Z', '2026-07-05T04:00:00.000Z'])
  const bare = { ...stockholm, timeZone: '+05:30' }
  t.strictSame(told({ day: '2026-11-20' }, bare).slice(1), ['2026-11-19T18:30:00.000Z', '2026-11-20T18:30:00.000Z'])
})

t.test('of 23 hours in spring and 25 in autumn', async t => {
  t.strictSame(told({ day: '2026-03-29' }).slice(1), ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
  t.strictSame(told({ day: '2026-10-25' }).slice(1), ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
})

t.test('a month ends where the next begins, in the next year too', async t => {
  t.strictSame(told({ month: '2025-12' }), ['2025-12', '2025-11-30T23:00:00.000Z', '2025-12-31T23:00:00.000Z'])
  t.strictSame(told({ month: '2024-02' }).slice(1), ['2024-01-31T23:00:00.000Z', '2024-02-29T23:00:00.000Z'])
  t.strictSame(told({ month: '2026-10' }).slice(1), ['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'])
})

t.test('days from one to another are both included', async t => {
  const span = told({ from: '2025-12-30', to: '2026-01-02' })
  t.strictSame(span, ['2025-12-30/2026-01-02', '2025-12-29T23:00:00.000Z', '2026-01-02T23:00:00.000Z'])
})

t.test('nothing is compared of before Order Start', async t => {
  const store = { ...stockholm, orderStart: '2026-11-10' }
  t.strictSame(told({ month: '2026-11' }, store).slice(1), ['2026-11-09T23:00:00.000Z', '2026-11-30T23:00:00.000Z'])
  t.throws(() => told({ day: '2026-11-09' }, store), { kind: 'invalid', message: /before Order Start/ })
  t.throws(() => told({ month: '2026-10' }, store), { kind: 'invalid', message: /2026-10 lies before/ })
})

t.test('a span has a bound, and a direction', async t => {
  t.throws(() => told({ from: '2026-01-01', to: '2026-12-31' }), { kind: 'invalid', message: /At most 92 days/ })
  t.throws(() => told({ from: '2026-01-02', to: '2026-01-01' }), { kind: 'invalid', message: /is before/ })
})
