import fc from 'fast-check'
import t from 'tap'
import { checkCron, parse } from '../../src/schedules/cron.ts'

t.test('five fields are tidied and taken', async t => {
  t.same(checkCron('  0  8-18/2 * jan  mon,FRI '), { cron: '0 8-18/2 * JAN MON,FRI' })
  t.same(checkCron('*/15\t* L * 7'), { cron: '*/15 * L * 7' })
  t.same(checkCron('0 0 29 2 *'), { cron: '0 0 29 2 *' }, 'a leap day comes, if late')
})

const refused: [string, RegExp][] = [
  ['* * * * * *', /has 6 fields.*seconds/],
  ['', /has no of five fields/],
  ['* * * *', /has 4 of five fields/],
  ['@daily', /has 1 of five fields/],
  ['60 * * * *', /“60” is no minute \(0–59\)/],
  ['* 24 * * *', /“24” is no hour \(0–23\)/],
  ['* * 0 * *', /“0” is no day of the month/],
  ['* * * 13 *', /“13” is no month/],
  ['* * * * 8', /“8” is no day of the week/],
  ['* * * * MONDAY', /“MONDAY” is no day of the week/],
  ['10-5 * * * *', /“10-5” is no minute/],
  ['*/0 * * * *', /“\*\/0” is no minute/],
  ['*/90 * * * *', /“\*\/90” is no minute/],
  ['*,5 * * * *', /“\*,5” is no minute/],
  [', * * * *', /“,” is no minute/],
  ['? * * * *', /“\?” is no minute/],
  ['0 0 31 2 *', /No date ever matches/],
  ['0 0 30,31 FEB *', /No date ever matches/],
]
for (const [expression, reason] of refused) {
  t.test(`“${expression}” is refused with the reason and what is allowed`, async t => {
    const checked = checkCron(expression)
    t.match(checked, { reason })
    t.match(checked, { reason: /Five fields are allowed: minute \(0–59\), hour/ })
  })
}

t.test('whatever is typed is either refused with a reason or can be computed', async () => {
  const symbol = fc.constantFrom(...'0123456789*/,-#?LW MONJAN@')
  const field = fc.oneof(
    fc.constant('*'),
    fc.integer({ min: 0, max: 70 }).map(String),
    fc.string({ unit: symbol, maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(field, { minLength: 4, maxLength: 6 }), fields => {
      const checked = checkCron(fields.join(' '))
      return 'reason' in checked ? checked.reason.length > 0 : parse(checked.cron).nextRun() !== null
    }),
    { numRuns: 300 },
  )
})
