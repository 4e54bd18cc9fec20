import t, { type Test } from 'tap'
import { Facts } from '../../../connectors/woocommerce/facts.ts'
import { startPracticeWooCommerce } from '../../../connectors/woocommerce/practice-store/index.ts'
import { type Answer, type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { type Verified, verify } from './verification.ts'

const { ca, good: tls } = await makeCertificates()
type Store = Awaited<ReturnType<typeof startPracticeWooCommerce>>
type Options = NonNullable<Parameters<typeof startPracticeWooCommerce>[0]>

/** A small store over TLS, under the name that the certificate is for. */
async function startStore(t: Test, options: Options = { tls }): Promise<Store & { url: string }> {
  const store = await startPracticeWooCommerce({ orders: 12, products: 10, customers: 5, ...options })
  t.teardown(store.close)
  return { ...store, url: store.baseUrl.replace('127.0.0.1', 'localhost') }
}

interface Key {
  readonly key: string
  readonly secret: string
}
const verifyKey = (t: Test, url: string, { key, secret }: Key) =>
  verify(t, { apiUrl: url, accessToken: key, secret }, { ca })

const reportOf = ({ reports }: Verified, id: string) => reports.find(report => report.id === id)?.result

t.test('a store in order passes every check, and all facts are found', async t => {
  const store = await startStore(t)
  const { flaws, found } = await verifyKey(t, store.url, store.keys.readWrite)
  t.strictSame(flaws, [])
  t.match(Facts.parse(found), { transport: 'header', pricesIncludeTax: true, country: 'SE', currency: 'SEK' })
  t.strictSame((await verifyKey(t, store.url, store.keys.manager)).flaws, [], 'also with the key of a shop manager')
})

t.test('version 8.1 passes too', async t => {
  const store = await startStore(t, { tls, version: '8.1' })
  const { flaws, found } = await verifyKey(t, store.url, store.keys.readWrite)
  t.strictSame(flaws, [])
  t.match(found, { version: '8.1.1', orderStorage: 'posts', hasVariationsRoute: false })
})

t.test('what a key may not do is told, and a read-only key may be saved', async t => {
  const { url, keys } = await startStore(t)
  const flawsOf = async (key: Key) => (await verifyKey(t, url, key)).flaws
  t.strictSame(await flawsOf(keys.readOnly), ['permission.write warning accessToken'])
  t.strictSame(await flawsOf(keys.writeOnly), ['permission.read failed accessToken'])
  t.strictSame(await flawsOf(keys.customer), ['permission.manage failed accessToken'])
  t.strictSame(await flawsOf(keys.editor), ['permission.manage failed accessToken'])
})

t.test('an unknown key and a wrong secret are told apart, over https, http and behind a proxy', async t => {
  const stores = [await startStore(t), await startStore(t, {}), await startStore(t, { tls, secure: false })]
  for (const { url, keys } of stores) {
    const { key, secret } = keys.readWrite
    const unknown = await verifyKey(t, url, { key: `ck_${'0'.repeat(40)}`, secret })
    t.ok(unknown.flaws.includes('credentials.key failed accessToken'), url)
    t.match(unknown.told, /does not know this consumer key/)
    const wrong = await verifyKey(t, url, { key, secret: `cs_${'0'.repeat(40)}` })
    t.ok(wrong.flaws.includes('credentials.key failed secret'), url)
    t.match(wrong.told, /consumer secret does not belong to it/)
  }
})

t.test('values that cannot be right are named by how they look', async t => {
  const { url, keys, server } = await startStore(t)
  const { key, secret } = keys.readWrite
  const told: ReadonlyArray<readonly [Key, string, RegExp]> = [
    [{ key: secret, secret: key }, 'credentials.form failed accessToken', /swapped/],
    [
      { key: `${key.slice(0, 20)} ${key.slice(20)}`, secret },
      'credentials.form failed accessToken',
      /space or a line break/,
    ],
    [
      { key, secret: `${secret.slice(0, 20)}\n${secret.slice(20)}` },
      'credentials.form failed secret',
      /space or a line/,
    ],
    [
      { key: secret, secret },
      'credentials.form failed accessToken',
      /consumer secret \(cs_…\) is entered as access token/,
    ],
    [{ key, secret: key }, 'credentials.form failed secret', /consumer key \(ck_…\) is entered as secret/],
    [{ key: `"${key}"`, secret }, 'credentials.form failed accessToken', /quotation marks/],
    [{ key, secret: `${secret},` }, 'credentials.form failed secret', /quotation marks or a comma/],
    [{ key: `${key} ${secret}`, secret }, 'credentials.form failed accessToken', /paste it alone/],
    [{ key: `${key}\u200b`, secret }, 'credentials.form failed accessToken', /space or a line break/],
    [{ key, secret: secret.slice(0, -3) }, 'credentials.key failed secret', /43 characters, this has 40/],
    [{ key: `…${key.slice(-7)}`, secret }, 'credentials.form failed accessToken', /only the end/],
    [{ key: key.slice(0, -5), secret }, 'credentials.key failed accessToken', /43 characters, this has 38/],
    [
      { key: 'admin', secret: 'abcd efgh ijkl mnop qrst uvwx' },
      'credentials.key failed accessToken',
      /application password/,
    ],
    [{ key: 'hello-world', secret: 'not-a-secret' }, 'credentials.key failed accessToken', /begins with ck_/],
  ]
  for (const [credential, flaw, words] of told) {
    const verified = await verifyKey(t, url, credential)
    t.strictSame(verified.flaws, [flaw], String(words))
    t.match(verified.told, words)
  }
  t.ok(server.askedCount > 0)
})

t.test('an application password works, and a key is recommended instead', async t => {
  const words = 'abcd efgh ijkl mnop qrst uvwx'
  const { url } = await startStore(t, { tls, applicationPasswords: { admin: words } })
  const verified = await verifyKey(t, url, { key: 'admin', secret: words })
  t.strictSame(verified.flaws, ['credentials.key warning accessToken'])
  t.match(verified.told, /application password of WordPress/)
})

t.test('application passwords in use do not disturb a key', async t => {
  const { url, keys } = await startStore(t, { tls, applicationPasswords: { admin: 'x' } })
  t.strictSame((await verifyKey(t, url, keys.readWrite)).flaws, [])
})

t.test('over plain http the secret never travels: requests are signed', async t => {
  const { url, keys, server } = await startStore(t, {})
  const verified = await verifyKey(t, url, keys.readWrite)
  t.strictSame(verified.flaws, ['reachable.tls warning apiUrl'])
  t.match(verified.found, { transport: 'oauth', oauthScheme: 'http' })
  const sent = JSON.stringify(server.asked)
  const basic = Buffer.from(`${keys.readWrite.key}:${keys.readWrite.secret}`).toString('base64')
  t.notOk(sent.includes(keys.readWrite.secret) || sent.includes(basic))
})

t.test('behind a proxy that ends TLS, requests are signed for http', async t => {
  const { url, keys } = await startStore(t, { tls, secure: false })
  const verified = await verifyKey(t, url, keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /a proxy in front of WordPress ends https.*X-Forwarded-Proto/)
  t.match(verified.found, { transport: 'oauth', oauthScheme: 'http', oauthPlace: 'header' })
})

t.test('a clock that is 20 minutes off is told, and signatures go by the store’s own', async t => {
  for (const skewMs of [20 * 60_000, -20 * 60_000]) {
    const { url, keys, store } = await startStore(t, {})
    store.state.clock.skewMs = skewMs
    const verified = await verifyKey(t, url, keys.readWrite)
    t.strictSame(verified.flaws, ['reachable.tls warning apiUrl', 'reachable.clock warning apiUrl'])
    t.match(reportOf(verified, 'reachable.clock'), { diagnosis: skewMs > 0 ? /20 minutes ahead/ : /20 minutes behind/ })
  }
})

/** A store in front of which something changes what is asked or answered. */
async function startBehind(t: Test, store: Store, change: (asked: Asked) => Answer | Promise<Answer>, secure = true) {
  const server = await startPracticeServer(change, { ...(secure && { tls }), clock: store.store.state.clock })
  t.teardown(server.close)
  return server.baseUrl.replace('127.0.0.1', 'localhost')
}
const withoutHeader = (asked: Asked): Asked => ({ ...asked, headers: { ...asked.headers, authorization: undefined } })

t.test('a dropped header is not taken for a wrong key', async t => {
  const inner = await startStore(t)
  const answer = (asked: Asked) => inner.store.answer(withoutHeader(asked))
  const { key, secret } = inner.keys.readWrite

  const secure = await startBehind(t, inner, answer)
  const verified = await verifyKey(t, secure, { key, secret })
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /drops the header/)
  t.match(verified.found, { transport: 'oauth', oauthScheme: 'https', oauthPlace: 'query' })
  t.match((await verifyKey(t, secure, { key, secret: `cs_${'0'.repeat(40)}` })).flaws, [
    'credentials.key failed secret',
  ])
  t.match((await verifyKey(t, secure, { key: `ck_${'0'.repeat(40)}`, secret })).flaws, [
    'credentials.key failed accessToken',
  ])

  t.notOk(JSON.stringify(inner.server.asked).includes(secret), 'the secret is in no address, and so in no log')

  const plain = await startBehind(t, inner, answer, false)
  t.match((await verifyKey(t, plain, { key, secret })).found, { transport: 'oauth', oauthPlace: 'query' })
})

t.test('a plugin that takes the header for its own is gone round', async t => {
  const inner = await startStore(t)
  const refusal = {
    status: 403,
    body: { code: 'jwt_auth_bad_auth_header', message: 'Authorization header malformed.' },
  }
  const url = await startBehind(t, inner, asked => (asked.headers.authorization ? refusal : inner.store.answer(asked)))
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /or a plugin drops the header/)
  t.match(verified.found, { transport: 'oauth', oauthPlace: 'query' })
})

t.test('one list that the role may not read is told for what it is', async t => {
  const inner = await startStore(t)
  const forbid = (pattern: RegExp) => async (asked: Asked) =>
    pattern.test(asked.path)
      ? { status: 403, body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' } }
      : inner.store.answer(asked)
  const flawsWithout = async (pattern: RegExp) => {
    const verified = await verifyKey(t, await startBehind(t, inner, forbid(pattern)), inner.keys.readWrite)
    return verified.flaws
  }
  t.strictSame(await flawsWithout(/wc\/v3\/orders$/), ['entity.orders warning accessToken'])
  t.strictSame(await flawsWithout(/wc\/v3\/(orders|system_status)$/), [
    'permission.manage warning accessToken',
    'entity.orders warning accessToken',
    'facts.version warning apiUrl',
  ])
  t.strictSame(await flawsWithout(/wc\/v3\/customers$/), ['entity.customers warning accessToken'])
  t.strictSame(await flawsWithout(/fulfillments$/), ['facts.store warning apiUrl'])
})

t.test('a store that is out of breath is not taken for one without shipments', async t => {
  const inner = await startStore(t, { tls, fulfillments: true })
  const tired = await startBehind(t, inner, asked =>
    /fulfillments$/.test(asked.path) ? { status: 502, body: 'Bad Gateway' } : inner.store.answer(asked),
  )
  t.strictSame((await verifyKey(t, tired, inner.keys.readWrite)).flaws, ['facts.store failed apiUrl'])
  t.match((await verifyKey(t, inner.url, inner.keys.readWrite)).found, { hasFulfillments: true })
})

t.test('an empty store passes', async t => {
  const { url, keys } = await startStore(t, { tls, orders: 0, products: 0, customers: 0, fulfillments: true })
  const { flaws, found } = await verifyKey(t, url, keys.readWrite)
  t.strictSame(flaws, [])
  t.match(found, { counts: { orders: 0 }, hasFulfillments: true })
})

t.test('an old connection that the server closed is opened anew, without a word', async t => {
  const { url, keys, server } = await startStore(t)
  server.failWith({ when: ({ path }) => path.endsWith('/orders'), fault: 'refuse' })
  t.strictSame((await verifyKey(t, url, keys.readWrite)).flaws, [])
})

t.test('the secret goes into the address only where neither header nor signature works, and that is told', async t => {
  const inner = await startStore(t)
  const url = await startBehind(t, inner, asked => {
    const bare = new URL(asked.url)
    for (const name of [...bare.searchParams.keys()]) if (name.startsWith('oauth_')) bare.searchParams.delete(name)
    return inner.store.answer({ ...withoutHeader(asked), url: bare, query: bare.searchParams })
  })
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key warning apiUrl'])
  t.match(verified.told, /sent in the address.*logs/)
  t.match(verified.found, { transport: 'query' })
})

t.test('a key that nothing carries through is not called wrong', async t => {
  const inner = await startStore(t)
  const url = await startBehind(t, inner, asked => {
    const bare = new URL(asked.url.origin + asked.url.pathname)
    return inner.store.answer({ ...withoutHeader(asked), url: bare, query: bare.searchParams })
  })
  const verified = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(verified.flaws, ['credentials.key failed apiUrl'])
  t.match(verified.told, /does not reach WooCommerce.*It may be right/)
})

/** The texts of a Swedish store: one code stands for all of them. */
const swedish: ReadonlyArray<readonly [string, string]> = [
  ['Consumer key is invalid.', 'Konsumentnyckeln är ogiltig.'],
  ['Consumer secret is invalid.', 'Konsumenthemligheten är ogiltig.'],
  ['Invalid signature - provided signature does not match.', 'Ogiltig signatur – signaturen stämmer inte.'],
  ['Invalid timestamp.', 'Ogiltig tidsstämpel.'],
  ['The API key provided does not have read permissions.', 'API-nyckeln saknar läsbehörighet.'],
  ['The API key provided does not have write permissions.', 'API-nyckeln saknar skrivbehörighet.'],
]
const translate = (answer: Answer): Answer => ({
  ...answer,
  body: JSON.parse(swedish.reduce((text, pair) => text.replaceAll(...pair), JSON.stringify(answer.body))) as unknown,
})

t.test('a store in another language gets the same diagnoses', async t => {
  for (const [secure, believed] of [
    [true, true],
    [true, false],
    [false, false],
  ] as const) {
    const inner = await startStore(t, { secure: believed })
    const url = await startBehind(t, inner, async asked => translate(await inner.store.answer(asked)), secure)
    const { key, secret } = inner.keys.readWrite
    const flawsOf = async (pair: Key) => (await verifyKey(t, url, pair)).flaws.filter(flaw => /failed|write/.test(flaw))
    t.strictSame(await flawsOf({ key, secret }), [])
    t.strictSame(await flawsOf({ key, secret: `cs_${'0'.repeat(40)}` }), ['credentials.key failed secret'])
    t.strictSame(await flawsOf({ key: `ck_${'0'.repeat(40)}`, secret }), ['credentials.key failed accessToken'])
    t.strictSame(await flawsOf(inner.keys.readOnly), ['permission.write warning accessToken'])
    t.strictSame(await flawsOf(inner.keys.writeOnly), ['permission.read failed accessToken'])
  }
})

t.test('a clock that is off is not taken for a wrong key in another language either', async t => {
  const inner = await startStore(t, { secure: false })
  inner.store.state.clock.skewMs = 20 * 60_000
  const url = await startBehind(t, inner, async asked => translate(await inner.store.answer(asked)), false)
  const { flaws } = await verifyKey(t, url, inner.keys.readWrite)
  t.strictSame(flaws, ['reachable.tls warning apiUrl', 'reachable.clock warning apiUrl'])
})
