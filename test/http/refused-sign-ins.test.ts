import t from 'tap'
import { openLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { admin, openBrowser, setUp } from '../support/browser.ts'
import { openTestDatabase } from '../support/database.ts'

t.test('whoever is refused at signing in is in the log by their address, and what they typed is not', async t => {
  const { db } = await openTestDatabase(t)
  const lines: string[] = []
  const api = await startApi(t, db, { log: openLog('info', { write: line => lines.push(line) }) })
  await setUp(api)
  const told = () => lines.map(line => JSON.parse(line)).filter(line => line.level === 40 || line.level === 'warn')
  t.strictSame(told(), [], 'who gets in is not told of')
  const statuses: number[] = []
  for (let n = 0; n < 14; n++) {
    const body = { email: n % 2 === 0 ? admin.email : 'hunter2-instead@example.com', password: 'a wrong password' }
    statuses.push((await openBrowser(api).ask('POST', '/session', { body })).status)
  }
  const refused = statuses.filter(status => status === 401).length
  t.ok(refused > 5 && statuses.at(-1) === 429)
  t.equal(told().filter(({ at, address }) => at === '/sign-in/email' && address === '127.0.0.1').length, refused)
  t.equal(told().filter(({ msg }) => /told to wait/.test(msg)).length, 1, 'once, though more came')
  t.notMatch(lines.join(''), /a wrong password|hunter2/)
})
