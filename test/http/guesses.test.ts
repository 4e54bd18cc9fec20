import t from 'tap'
import { openLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'

const madeUp = (n: number) => `kpl_${String(n).padStart(43, '0')}`
const key = (token: string, from?: string) => ({
  as: null,
  headers: { authorization: `Bearer ${token}`, ...(from !== undefined && { 'x-forwarded-for': from }) },
})

await testOnDatabases(t, 'who guesses keys is held up, and nobody else', async (t, db) => {
  const lines: string[] = []
  const log = openLog('warn', { write: line => lines.push(line) })
  const { ask, tokens } = await startApi(t, db, { log })
  t.equal((await ask('GET', '/me', key(tokens.viewer))).status, 200)
  const guesses = Array.from({ length: 60 }, (_, n) => ask('GET', '/me', key(madeUp(n))))
  const answers = await Promise.all(guesses)
  const count = (status: number) => answers.filter(one => one.status === status).length
  t.same([count(401), count(429)], [20, 40], 'of many at once as of one after the other')
  const held = await ask('GET', '/orders', key(madeUp(99)))
  t.match(held, { status: 429, body: { code: 'too_many_attempts', remedy: /Wait \d+ seconds/ } })
  t.match(held.headers.get('retry-after'), /^[1-6]?\d$/)
  t.equal((await ask('GET', '/me', key(tokens.viewer))).status, 200, 'a key that was right before goes on')
  t.equal(
    (await ask('GET', '/me', key(tokens.admin))).status,
    429,
    'one that was not seen yet waits: it may be guessed',
  )
  t.match(
    lines.map(line => JSON.parse(line)),
    [{ address: '127.0.0.1', msg: /keys that are not known/ }],
    'told once',
  )
})

await testOnDatabases(t, 'guessing is counted by network, in the way to set up too', async (t, db) => {
  const { ask, tokens } = await startApi(t, db, { trustedProxies: ['127.0.0.0/8'] })
  for (let n = 0; n < 21; n++) await ask('GET', '/me', key(madeUp(n), `2001:db8:1:2::${n.toString(16)}`))
  t.equal((await ask('GET', '/me', key(tokens.admin, '2001:db8:1:2:ffff::1'))).status, 429, 'a home is one')
  t.equal((await ask('GET', '/me', key(tokens.admin, '2001:db8:1:3::1'))).status, 200, 'the next is another')
  for (let n = 0; n < 21; n++) await ask('GET', '/me', key(madeUp(n), '198.51.100.7'))
  const person = { name: 'Anna', email: 'anna@example.com', password: 'a sentence of some length' }
  const headers = { 'x-forwarded-for': '198.51.100.7' }
  const asking = { as: null, headers, body: { ...person, key: madeUp(1) } }
  t.match(await ask('POST', '/setup', asking), { status: 429, body: { code: 'too_many_attempts' } })
})
