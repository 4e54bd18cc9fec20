import t from 'tap'
import { monthAfter, readWrittenDay } from '../../src/ui/parts/days.ts'

t.test('a day is read as either language writes it, and nothing else is one', async t => {
  for (const text of ['2026-03-01', '2026-3-1', '01/03/2026', '1/3/2026', ' 1.3.2026 '])
    t.equal(readWrittenDay(text), '2026-03-01')
  for (const text of ['', '2026', '2026-02-30', '31/04/2026', '1/3/26', '2026-03-01T00:00:00Z', 'soon'])
    t.equal(readWrittenDay(text), null, text)
})

t.test('after the last month of a year comes the first of the next', async t => {
  t.equal(monthAfter('2026-12'), '2027-01-01')
  t.equal(monthAfter('2026-01'), '2026-02-01')
})
