import t from 'tap'
import { Facts } from '../../../connectors/woocommerce/facts.ts'
import type { Verified } from './verification.ts'
import { type Key, startStore, tls, verifyKey } from './verified-store.ts'

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
