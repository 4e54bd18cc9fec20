import t from 'tap'
import { cronWords } from '../../src/schedules/words.ts'

const sayings: [string, string, string][] = [
  ['* * * * *', 'Every minute', 'Varje minut'],
  ['*/2 * * * *', 'Every 2 minutes', 'Varannan minut'],
  ['*/15 * * * *', 'Every 15 minutes', 'Var 15:e minut'],
  ['7 * * * *', 'Every hour, at :07', 'Varje timme, :07'],
  ['30 2 * * *', 'Every day at 02:30', 'Varje dag kl. 02:30'],
  ['5 6 * * 1', 'Every Monday at 06:05', 'Varje måndag kl. 06:05'],
  ['0 12 * * 0', 'Every Sunday at 12:00', 'Varje söndag kl. 12:00'],
  [
    '0 8-18 * * 1-5',
    'Every hour, between 08:00 and 18:00, Monday through Friday',
    'Varje timme, mellan 08:00 och 18:00, måndag till fredag',
  ],
  ['0 22 L * *', 'At 22:00, on the last day of the month', 'Kl 22:00, på sista dagen av månaden'],
]
for (const [cron, en, sv] of sayings) {
  t.test(`${cron} is said in English and in Swedish`, async t => t.same(cronWords(cron), { en, sv }))
}
