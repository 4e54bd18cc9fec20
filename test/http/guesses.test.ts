import t from 'tap'
import { openLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'

const madeUp = (n: number) => `kpl_${String(n).padStart(43, '0')}`
const key = (token: string, from?: string) => ({
  as: null,
  headers: { authorization: `Bearer ${token}`, ...(from !== undefined && { 'x-forwarded-for': from }) },
})

await testOnDatabases(t, 'who guesses keys is told to wait, and nobody else', async (t, db) => {
  const lines: string[] = []
  const log = openLog('warn', { write: line => lines.push(line) })
  const { ask, tokens } = await startApi(t, db, { log })
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask('GET', '/me', key(madeUp(n)))))
  const count = (status: number) => answers.filter(one => one.status === status).length
  t.same([count(401), count(429)], [20, 40], 'of many at once as of one after the other')
  const held = await ask('GET', '/orders', key(madeUp(99)))
  t.match(held, { status: 429, body: { code: 'too_many_attempts', remedy: /Wait \d+ seconds/ } })
  t.match(held.headers.get('retry-after'), /^[1-6]?\d$/)
  t.equal((await ask('GET', '/me', key(tokens.viewer))).status, 200, 'a right key is served: nobody locks it out')
  const told = lines.map(line => JSON.parse(line))
  t.match(told, [{ address: '127.0.0.1', msg: /keys that are not known/ }])
  t.equal(told.length, 1, 'told once')
})

await testOnDatabases(t, 'guesses are counted by network, on the way to set up too', async (t, db) => {
  const { ask } = await startApi(t, db, { trustedProxies: ['127.0.0.0/8'] })
  const statusFrom = async (address: string) => (await ask('GET', '/me', key(madeUp(0), address))).status
  for (let n = 0; n < 21; n++) await statusFrom(`2001:db8:1:2::${n.toString(16)}`)
  t.equal(await statusFrom('2001:db8:1:2:ffff::1'), 429, 'a home is one')
  t.equal(await statusFrom('2001:db8:1:3::1'), 401, 'the next is another')
  for (let n = 0; n < 21; n++) await statusFrom('198.51.100.7')
  const person = { name: 'Anna', email: 'anna@example.com', password: 'a sentence of some length' }
  const asking = { as: null, headers: { 'x-forwarded-for': '198.51.100.7' }, body: { ...person, key: madeUp(1) } }
  t.match(await ask('POST', '/setup', asking), { status: 429, body: { code: 'too_many_attempts' } })
})
