import { randomBytes } from 'node:crypto'
import path from 'node:path'
import t from 'tap'
import { settings } from '../src/config/settings.ts'
import { readConfig } from '../src/config.ts'
import { StartError } from '../src/errors.ts'

const bytes = randomBytes(32)
const key = bytes.toString('base64')
const server = { DATABASE_URL: 'postgresql://koppla:hunter2@db/koppla', KOPPLA_KEY: key }

t.test('nothing needs to be set', async t => {
  t.same(readConfig({}), {
    dataDir: path.resolve('data'),
    databaseUrl: undefined,
    databaseConnections: 10,
    key: undefined,
    retiredKeys: [],
    host: '127.0.0.1',
    port: 3000,
    publicUrl: undefined,
    trustedProxies: [],
    role: 'all',
    workers: 4,
    allowAddresses: [],
    ca: undefined,
    sso: undefined,
    lentApps: new Map(),
    apiKey: undefined,
    alerts: { mail: undefined, webhook: undefined, afterFailures: 3, language: 'en' },
    retention: { runs: 180, events: 400, raw: null, audit: 1100 },
    traces: undefined,
    logLevel: 'info',
  })
  t.same(readConfig({ KOPPLA_PORT: '', DATABASE_URL: '' }), readConfig({}), 'an empty variable counts as unset')
})

t.test('a collector is told by the names that OpenTelemetry has for it', async t => {
  const given = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/in/',
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20YTpi==, x-tenant=a',
  }
  t.strictSame(readConfig(given).traces, {
    url: 'https://otel.example/in/v1/traces',
    headers: { authorization: 'Basic YTpi==', 'x-tenant': 'a' },
    serviceName: 'koppla',
  })
  for (const wrong of ['no-value', '=x', 'a=%zz', 'a b=c', 'a=x%0d%0ay: z'])
    t.throws(() => readConfig({ ...given, OTEL_EXPORTER_OTLP_HEADERS: wrong }), /OTLP_HEADERS holds something/, wrong)
  t.throws(
    () => readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://user:hunter2@x' }),
    /holds something that cannot be used/,
  )
  t.equal(readConfig({ OTEL_SERVICE_NAME: 'x' }).traces, undefined)
})

t.test('everything can be set', async t => {
  const config = readConfig({
    ...server,
    KOPPLA_DATA: '/srv/koppla',
    KOPPLA_DATABASE_CONNECTIONS: '20',
    KOPPLA_HOST: '::',
    KOPPLA_PORT: '0',
    KOPPLA_PUBLIC_URL: 'https://erp.example/koppla/',
    KOPPLA_TRUSTED_PROXIES: '10.0.0.7,fd00::/8',
    KOPPLA_ROLE: 'worker',
    KOPPLA_WORKERS: '8',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1, 10.0.0.0/8 ,fd00::/8,',
    KOPPLA_LOG_LEVEL: 'debug',
  })
  t.match(config, {
    dataDir: '/srv/koppla',
    databaseUrl: server.DATABASE_URL,
    databaseConnections: 20,
    host: '::',
    port: 0,
    publicUrl: 'https://erp.example/koppla',
    trustedProxies: ['10.0.0.7', 'fd00::/8'],
    role: 'worker',
    workers: 8,
    allowAddresses: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
    apiKey: undefined,
    logLevel: 'debug',
  })
})

t.test('a key is read from base64, hex, a name before it, and a file', async t => {
  const file = path.join(t.testdir({ key: `${key}\n` }), 'key')
  const plain = readConfig({ KOPPLA_KEY: key }).key
  t.same(plain?.bytes, bytes)
  t.match(plain?.id, /^[0-9a-f]{8}$/, 'its name is a hash of it')
  t.same(readConfig({ KOPPLA_KEY: bytes.toString('hex') }).key, plain)
  t.same(readConfig({ KOPPLA_KEY_FILE: file }).key, plain)
  t.same(readConfig({ KOPPLA_KEY: `2026:${key}` }).key, { id: '2026', bytes })
  const retired = readConfig({ KOPPLA_KEYS_RETIRED: `2025:${key},${key}` }).retiredKeys
  t.same(retired, [{ id: '2025', bytes }, plain])
})

t.test('a wrong value ends the start with one clear line: name, value, what is allowed', async t => {
  const folder = t.testdir({ empty: '' })
  const wrong: Record<string, string[]> = {
    KOPPLA_DATABASE_CONNECTIONS: ['1', '201', 'ten'],
    KOPPLA_KEY_FILE: [path.join(folder, 'absent'), path.join(folder, 'empty'), folder],
    KOPPLA_HOST: ['http://localhost', 'a b'],
    KOPPLA_PORT: ['abc', '-1', '65536', '3000.5', 'tcp://10.0.0.1:3000'],
    KOPPLA_PUBLIC_URL: ['erp.example', 'ftp://erp.example'],
    KOPPLA_TRUSTED_PROXIES: ['true', '1', 'proxy.example', '10.0.0.0/33'],
    KOPPLA_ROLE: ['both', 'ALL'],
    KOPPLA_WORKERS: ['0', '65', '1e1'],
    KOPPLA_KEEP_AUDIT_DAYS: ['0', 'never', '1.5'],
    KOPPLA_ALLOW_ADDRESSES: ['localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '127.0.0.1,x'],
    KOPPLA_CA_FILE: [path.join(folder, 'absent'), path.join(folder, 'empty')],
    KOPPLA_ALERT_FROM: ['koppla', 'a@b, c@d', 'Koppla <koppla>'],
    KOPPLA_ALERT_TO: ['anna', 'anna@example.com;bo@example.com', 'Anna <anna@example.com>'],
    KOPPLA_ALERT_AFTER_FAILURES: ['0', '101', 'often'],
    KOPPLA_LANGUAGE: ['no', 'SV'],
    KOPPLA_LOG_LEVEL: ['loud'],
  }
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const refusal = refusalOf({ [name]: value })
      t.ok(refusal.startsWith(`${name} is ${JSON.stringify(value)}; allowed: `), refusal)
      t.notMatch(refusal, '\n')
    }
  }
})

t.test('a wrong secret is refused without being shown', async t => {
  const wrong = { DATABASE_URL: 'mysql://u:hunter2@db', KOPPLA_KEY: 'hunter2', KOPPLA_KEYS_RETIRED: `${key},hunter2` }
  for (const [name, value] of Object.entries(wrong)) {
    const refusal = refusalOf({ [name]: value })
    t.ok(refusal.startsWith(`${name} holds something that cannot be used; allowed: `), refusal)
    t.notMatch(refusal, 'hunter2')
  }
})

t.test('settings that do not go together are refused', async t => {
  t.match(refusalOf({ DATABASE_URL: server.DATABASE_URL }), /KOPPLA_KEY or KOPPLA_KEY_FILE/)
  t.match(refusalOf({ KOPPLA_ROLE: 'worker' }), /embedded database serves one process only/)
  const file = path.join(t.testdir({ key }), 'key')
  t.match(refusalOf({ KOPPLA_KEY: key, KOPPLA_KEY_FILE: file }), /keep one of them/)
})

t.test('single sign-on is set up whole, or not at all', async t => {
  const sso = {
    KOPPLA_SSO_ISSUER: 'https://login.example.com',
    KOPPLA_SSO_CLIENT_ID: 'koppla',
    KOPPLA_SSO_CLIENT_SECRET: 'hunter2',
  }
  t.match(readConfig({ ...sso, KOPPLA_SSO_DOMAINS: 'Example.com, example.se', KOPPLA_SSO_CLAIM: 'groups=a=b' }).sso, {
    issuer: 'https://login.example.com',
    clientId: 'koppla',
    label: undefined,
    scopes: 'openid email profile',
    domains: ['example.com', 'example.se'],
    claim: { name: 'groups', value: 'a=b' },
    trustEmail: false,
    newPeople: 'refuse',
  })
  for (const name of Object.keys(sso)) t.match(refusalOf({ ...sso, [name]: '' }), /go together; set all three/, name)
  t.match(refusalOf({ ...sso, KOPPLA_SSO_NEW_PEOPLE: 'viewer' }), /would let in everybody/)
  const wrong = {
    KOPPLA_SSO_ISSUER: ['login.example.com', 'http://login.example.com'],
    KOPPLA_SSO_SCOPES: ['email'],
    KOPPLA_SSO_DOMAINS: ['@example.com', 'example'],
    KOPPLA_SSO_CLAIM: ['groups', '=koppla'],
    KOPPLA_SSO_TRUST_EMAIL: ['true'],
    KOPPLA_SSO_NEW_PEOPLE: ['admin'],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values)
      t.match(refusalOf({ ...sso, [name]: value }), `${name} is ${JSON.stringify(value)}; allowed: `)
})

t.test('alerts are set up whole or not at all', async t => {
  const mail = {
    KOPPLA_SMTP_URL: 'smtp://koppla:hunter2@mail.example.com:587',
    KOPPLA_ALERT_FROM: 'Koppla <koppla@example.com>',
    KOPPLA_ALERT_TO: 'anna@example.com, bo@example.com',
  }
  const webhook = {
    KOPPLA_ALERT_WEBHOOK_URL: 'https://hooks.example.com/koppla',
    KOPPLA_ALERT_WEBHOOK_SECRET: `whsec_${key}`,
  }
  const more = { KOPPLA_ALERT_AFTER_FAILURES: '5', KOPPLA_LANGUAGE: 'sv' }
  t.strictSame(readConfig({ ...mail, ...webhook, ...more }).alerts, {
    mail: { url: mail.KOPPLA_SMTP_URL, from: mail.KOPPLA_ALERT_FROM, to: ['anna@example.com', 'bo@example.com'] },
    webhook: { url: webhook.KOPPLA_ALERT_WEBHOOK_URL, secret: webhook.KOPPLA_ALERT_WEBHOOK_SECRET },
    afterFailures: 5,
    language: 'sv',
  })
  for (const set of [mail, webhook])
    for (const name of Object.keys(set)) {
      const refusal = refusalOf({ ...set, [name]: '' })
      t.match(refusal, name, `without ${name}`)
      t.notMatch(refusal, /hunter2|\n/)
    }
  for (const wrong of ['hunter2', `whsec_${Buffer.alloc(23).toString('base64')}`, 'whsec_hunter2'])
    t.match(refusalOf({ ...webhook, KOPPLA_ALERT_WEBHOOK_SECRET: wrong }), /holds something that cannot be used/)
})

t.test('every setting says what it is for and what it may hold', async t => {
  for (const setting of settings) t.ok(setting.describe && setting.allowed, setting.name)
  t.same(
    settings.filter(setting => setting.secret).map(setting => setting.name),
    [
      ...['DATABASE_URL', 'KOPPLA_KEY', 'KOPPLA_KEYS_RETIRED', 'KOPPLA_SSO_CLIENT_SECRET', 'KOPPLA_API_KEY'],
      ...['KOPPLA_SMTP_URL', 'KOPPLA_ALERT_WEBHOOK_URL', 'KOPPLA_ALERT_WEBHOOK_SECRET'],
      ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_HEADERS'],
      'KOPPLA_<SYSTEM>_CLIENT_SECRET',
    ],
  )
  const fallbacks = Object.fromEntries(settings.map(setting => [setting.name, setting.fallback]))
  t.match(fallbacks, { KOPPLA_DATA: './data', KOPPLA_PORT: '3000', KOPPLA_ROLE: 'all', KOPPLA_KEY: undefined })
})

function refusalOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  return 'accepted'
}

t.test('the operator’s apps are read by system, whole or not at all', async t => {
  const app = { KOPPLA_FORTNOX_CLIENT_ID: ' id ', KOPPLA_FORTNOX_CLIENT_SECRET: 'hunter2' }
  const other = { KOPPLA_TWO_WORDS_CLIENT_ID: 'a', KOPPLA_TWO_WORDS_CLIENT_SECRET: 'b' }
  t.strictSame(
    [...readConfig({ ...app, ...other, KOPPLA_TWO_WORDS_API_URL: 'https://two.example' }).lentApps],
    [
      ['fortnox', { clientId: 'id', clientSecret: 'hunter2', apiUrl: undefined }],
      ['two-words', { clientId: 'a', clientSecret: 'b', apiUrl: 'https://two.example' }],
    ],
  )
  for (const name of Object.keys(app))
    t.match(refusalOf({ ...app, [name]: '' }), /FORTNOX_CLIENT_ID and .* go together/)
  t.match(refusalOf({ KOPPLA_FORTNOX_API_URL: 'https://api.fortnox.se' }), /go together/)
  const odd = refusalOf({ ...app, KOPPLA_FORTNOX_API_URL: 'hunter2' })
  t.match(odd, /KOPPLA_FORTNOX_API_URL holds something that cannot be used; allowed: an http/)
  t.notMatch(odd, 'hunter2')
})
