// Secrets are planted wherever one can be given, things go well and wrong, and all that was told or stored is searched.
import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import type { App } from '../../connectors/fortnox/practice-store/index.ts'
import { exitCodes } from '../../src/cli/exit-codes.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { startMailbox, startReceiver, webhookSecret } from '../support/alerts.ts'
import type { TestApi } from '../support/api.ts'
import { prepare } from '../support/command.ts'
import { makeTestDatabase, makeTestFolder } from '../support/database.ts'
import { startOidc } from '../support/oidc.ts'
import { until } from '../support/until.ts'
import { startCollector } from '../trace/collector.ts'
import { openApi } from './api.ts'
import { spawnForTest, startInVain } from './process.ts'
import { kinds } from './product.ts'
import { openRecorded, readColumns, walkApi, withPassword } from './secrets/collect.ts'
import { giveConsent, makeTell, useStore } from './secrets/connections.ts'
import { type Form, type StoreOfSystem, startFour } from './secrets/four-stores.ts'
import { addPeople, makeKeys, signInOnce } from './secrets/people.ts'
import { type ByDesign, findLeaks, openPlanted, type Piece, type Planted } from './secrets/planted.ts'

t.setTimeout(600_000)

const byDesign: readonly ByDesign[] = [
  { secret: /^first key$/, where: /^standard output$/, why: 'it is shown once, on the first start, to who starts it' },
  { secret: /^key of /, where: /^answer to POST \/keys$/, why: 'it is shown once, to who makes it' },
  { secret: /^first password/, where: /^answer to POST \/users$/, why: 'an admin hands it over; it must be changed' },
  {
    secret: /^TOTP|^backup code/,
    where: /^answer to POST \/me\/two-factor$/,
    why: 'it is typed into an authenticator',
  },
  { secret: /^cookie /, where: /^answer to (POST|GET) \/(setup|session|me)/, why: 'a cookie is set for the browser' },
  { secret: /^cookie /, where: /^column sessions\.token$/, why: 'the token alone opens nothing: the cookie is signed' },
  {
    secret: /^state of|^accessToken of fortnox/,
    where: /^answer to (GET \/session\/sso|POST \/authorizations)$/,
    why: 'the browser takes the state and the client id to the page of the other side',
  },
  { secret: /^verification token/, where: /^answer to POST \/connections\/verify$/, why: 'it is given for saving' },
]

t.test('a secret is found in whatever form it is', async t => {
  const planted = openPlanted()
  const secret = planted.plant('it', 'pl4nted "å"+/secret=&%-of-the-test')
  const search = (text: string) => findLeaks(planted, [{ where: 'there', text: `before ${text} after` }], []).length
  for (const text of [
    ...[secret, JSON.stringify({ secret }), encodeURIComponent(secret), new URLSearchParams({ secret }).toString()],
    ...['', 'a', 'ab', 'abc'].flatMap(before =>
      (['base64', 'base64url', 'hex'] as const).map(as => Buffer.from(`${before}${secret}:x`).toString(as)),
    ),
    ...[secret.slice(0, 14), secret.slice(-14)],
  ])
    t.ok(search(text) > 0, text)
  t.equal(search(secret.slice(-7)), 0, 'its ending may be shown')
})

t.test('no secret is told or stored where it should not be', async t => {
  const planted = openPlanted()
  const pieces: Piece[] = []
  const four = await startFour(t, planted)
  const rig = await startWithSecrets(t, planted, { lent: four.lent, at: four.stores[0]! })
  const tokens = { admin: rig.firstKey, support: '', viewer: '' }
  const api = openRecorded(rig.url, tokens, pieces)
  const koppla = openApi(() => ({ url: rig.url, key: rig.firstKey }))
  const using = { api, koppla, planted }
  await makeKeys(api, planted, tokens)
  const browser = await addPeople(api, planted)
  await signInOnce(api, rig.oidc, planted)
  await sendNonsense(api, planted)
  await Promise.all(
    four.stores.map(async store => {
      const id = await useStore(
        using,
        store,
        store.form.externalSystem === 'fortnox' ? withoutApp(store.form) : store.form,
      )
      await makeTell(using, store, id)
    }),
  )
  await giveConsent(using, browser, four.consent, four.company)
  await api.ask('POST', '/alerts/test')
  t.ok((await walkApi(api, ['notes', 'timeline'])) > 300)
  for (const path of ['//metrics', '//healthz', '//readyz', '//api/docs']) await api.ask('GET', path)
  for (const path of ['/me', '/me/sessions']) await browser.ask('GET', path)
  pieces.push(...(await runCommands(rig)))
  pieces.push(...(await startBadly(t, rig.environment, planted)))
  await until(() => rig.receiver.received.length > 1)
  t.equal(await rig.stop(), 0)
  for (const { server } of [...four.stores, four.consent]) plantTokens(planted, server.asked)
  for (const token of four.company.state.oauth.refreshTokens.keys()) planted.plant('refresh token', token)
  pieces.push(...(await rig.collect()))

  const columns = new Set(pieces.map(({ where }) => where).filter(where => where.startsWith('column ')))
  t.ok(columns.size > 200, `${columns.size} columns`)
  t.ok(planted.all.size > 60, `${planted.all.size} secrets`)
  t.match(pieces.map(({ text }) => text).join('\n'), '•••', 'secrets were taken out')
  t.strictSame(findLeaks(planted, pieces, byDesign), [])
})

/** As whoever uses the app that the operator lends. */
const withoutApp = ({ externalSystem, credential: { accessToken: _, secret: __, ...credential } }: Form): Form => ({
  externalSystem,
  credential,
})

interface Lent {
  readonly lent: App
  readonly at: StoreOfSystem
}

/** Everything that an operator can set, with a secret in it. */
async function startWithSecrets(t: Test, { plant }: Planted, { lent, at }: Lent) {
  const [mailbox, receiver, collector, oidc] = await Promise.all([
    startMailbox(t, { password: plant('password of the mail server', 'm4il/server%secret') }),
    startReceiver(t),
    startCollector(t),
    startOidc(t),
  ])
  const database = await makeTestDatabase(t, kinds.at(-1)!)
  const { dir, url } = database
  const databaseUrl = url && withPassword(url, 'd4tabase-secret-of-the-test')
  if (databaseUrl) plant('password of the database', new URL(databaseUrl).password)
  const environment = {
    KOPPLA_DATA: dir || makeTestFolder(t),
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    KOPPLA_KEY: `now:${plant('sealing key', randomBytes(32).toString('base64'))}`,
    KOPPLA_KEYS_RETIRED: `before:${plant('retired sealing key', randomBytes(32).toString('base64'))}`,
    KOPPLA_PORT: '0',
    KOPPLA_LOG_LEVEL: 'trace',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
    KOPPLA_SMTP_URL: mailbox.url,
    ...{ KOPPLA_ALERT_FROM: 'koppla@example.com', KOPPLA_ALERT_TO: 'anna@example.com,nobody@example.com' },
    KOPPLA_ALERT_WEBHOOK_URL: `${receiver.server.baseUrl}/hook?token=${plant('token of the webhook', 'w3bhook-address-secret')}`,
    KOPPLA_ALERT_WEBHOOK_SECRET: plant('secret of the webhook', webhookSecret),
    KOPPLA_ALERT_AFTER_FAILURES: '1',
    KOPPLA_SSO_ISSUER: oidc.settings.issuer,
    KOPPLA_SSO_CLIENT_ID: oidc.settings.clientId,
    KOPPLA_SSO_CLIENT_SECRET: plant('client secret of single sign-on', oidc.settings.clientSecret),
    KOPPLA_FORTNOX_CLIENT_ID: lent.clientId,
    KOPPLA_FORTNOX_CLIENT_SECRET: lent.clientSecret,
    KOPPLA_FORTNOX_API_URL: at.baseUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${plant('token of the collector', 'c0llector-secret-token')}`,
  }
  const process = spawnForTest(t, environment)
  const listening = await process.listening()
  const firstKey = plant('first key', /Admin key, shown this once: (kpl_\S+)/.exec(process.told())![1]!)
  async function collect(): Promise<Piece[]> {
    const db = await openDatabase({ ...database, log: silentLog })
    const columns = await readColumns(db).finally(() => db.close())
    return [
      ...columns,
      { where: 'standard output', text: process.told() },
      ...collector.asked.map(({ url, body }) => ({ where: 'traces', text: `${url.href}\n${body}` })),
      ...mailbox.mails.map(({ text }) => ({ where: 'mails', text })),
      ...receiver.server.asked.map(({ headers, body }) => ({
        where: 'webhooks',
        text: `${JSON.stringify(headers)}${body}`,
      })),
    ]
  }
  const stop = () => {
    process.kill('SIGTERM')
    return process.ended
  }
  return { url: listening, firstKey, environment, oidc, receiver, collect, stop }
}

type Rig = Awaited<ReturnType<typeof startWithSecrets>>

/** What is no request as it should be, with secrets in it. */
async function sendNonsense(api: TestApi, { plant }: Planted): Promise<void> {
  const secret = plant('secret in nonsense', 's3cret-in-a-broken-request')
  for (const raw of [
    `{"password":"${secret}",}`,
    `${secret}`,
    `{"password":${secret}}`,
    JSON.stringify({ password: [secret] }),
  ])
    for (const path of ['/session', '/connections/verify', '/setup', '/connections'])
      await api.ask('POST', path, { raw })
  const credential = { apiUrl: { secret }, accessToken: [secret], secret: { secret } }
  await api.ask('POST', '/connections/verify', { body: { externalSystem: 'woocommerce', credential } })
  await api.ask('POST', '/connections', {
    body: { externalSystem: 'woocommerce', credential, verificationToken: secret },
  })
  await api.ask('GET', `/orders?api_key=${secret}`)
  await api.ask('GET', `/authorizations/callback?code=${secret}&state=${secret}`)
  await api.ask('GET', '/orders', { as: null, headers: { authorization: `Bearer kpl_${secret}` } })
  await api.ask('GET', '/orders', { as: null, headers: { cookie: `koppla.session_token=${secret}` } })
}

const commands = [
  ['doctor'],
  ['connections', 'list'],
  ['connections', 'show', 'magento'],
  ['run', 'list'],
  ['alerts', 'list'],
  ['verify', 'shopify'],
]

async function runCommands({ url, firstKey, environment }: Rig): Promise<Piece[]> {
  const run = prepare({ ...environment, KOPPLA_API_KEY: firstKey })
  return Promise.all(
    commands.map(async args => {
      const { out, err } = await run(['--server', url, ...args])
      return { where: `koppla ${args.join(' ')}`, text: out + err }
    }),
  )
}

/** Settings that cannot be used: what is said of them. */
async function startBadly(t: Test, environment: Rig['environment'], { plant }: Planted): Promise<Piece[]> {
  const secret = plant('secret in a bad setting', 's3cret-in-a-bad-setting')
  const bad = {
    DATABASE_URL: `postgres://koppla:${secret}@127.0.0.1:port/koppla`,
    KOPPLA_KEY: secret,
    KOPPLA_SMTP_URL: `http://koppla:${secret}@127.0.0.1`,
    KOPPLA_FORTNOX_CLIENT_SECRET: secret.repeat(100),
  }
  const ends = Object.entries(bad).map(async ([name, value]) => {
    const { told, code } = await startInVain(t, { ...environment, [name]: value })
    t.equal(code, exitCodes.unavailable, name)
    t.match(told, name)
    return { where: `a start with a bad ${name}`, text: told }
  })
  return Promise.all(ends)
}

/** What a store gave for a credential, as it was sent back to it. */
function plantTokens({ plant }: Planted, asked: StoreOfSystem['server']['asked']): void {
  for (const { headers } of asked) {
    const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
    for (const token of [bearer, headers['x-shopify-access-token']])
      if (token) plant('token that a store gave', String(token))
  }
}
