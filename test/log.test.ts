import t from 'tap'
import { openLog, redactSecrets } from '../src/log.ts'

const secret = 'hunter2hunter2'

t.test('what stands under a secret-looking name is not logged, at any depth', async t => {
  const lines: string[] = []
  const log = openLog('info', { write: line => lines.push(line) })
  log.info({ credential: { apiUrl: 'https://shop.example', anything: secret } }, 'connection')
  log.info({ input: { credential: { secret } }, accessToken: secret, a: { b: [{ c: { Client_Secret: secret } }] } })
  log.info({
    headers: { authorization: `Basic ${secret}`, 'x-api-key': secret, cookie: `a=${secret}`, accept: 'json' },
  })
  log.info({ body: JSON.stringify({ password: secret, deep: JSON.stringify({ token: secret }) }) })
  log.warn({ err: Object.assign(new Error('refused'), { options: { password: secret } }) })
  t.equal(lines.length, 5)
  for (const line of lines) {
    t.notMatch(line, secret)
    t.doesNotThrow(() => JSON.parse(line))
  }
  t.match(JSON.parse(lines[2]!), { headers: { accept: 'json' } })
})

t.test('what looks like a secret is not logged, wherever it stands', async t => {
  const samples = {
    'https://shop.example/orders?consumer_key=ck_1234abcd1234abcd&consumer_secret=cs_abcd1234abcd1234&page=2':
      'https://shop.example/orders?consumer_key=[redacted]&consumer_secret=[redacted]&page=2',
    'GET /api/v1/authorizations/callback?code=abc.def&state=xyz&scope=a':
      'GET /api/v1/authorizations/callback?code=[redacted]&state=[redacted]&scope=a',
    'key ck_0123456789abcdef refused': 'key [redacted] refused',
    'sent Bearer abcdefgh12345678': 'sent Bearer [redacted]',
    'postgresql://koppla:hunter2@db/koppla': 'postgresql://koppla:[redacted]@db/koppla',
  }
  for (const [given, expected] of Object.entries(samples)) t.equal(redactSecrets(given), expected)
})

t.test('ordinary lines stay as they are', async t => {
  const line = '{"level":30,"msg":"read 100 orders of https://shop.example:8443/wp-json?page=2","tokens":5}'
  t.equal(redactSecrets(line), line)
})

t.test('a level below the chosen one is not logged', async t => {
  const lines: string[] = []
  const log = openLog('warn', { write: line => lines.push(line) })
  log.info('no')
  log.warn('yes')
  t.match(
    lines.map(line => JSON.parse(line)),
    [{ msg: 'yes' }],
  )
})
