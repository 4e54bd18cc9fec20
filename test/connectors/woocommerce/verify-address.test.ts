import t, { type Test } from 'tap'
import { fields } from '../../../connectors/woocommerce/fields.ts'
import { type RunOptions, startPracticeWooCommerce } from '../../../connectors/woocommerce/practice-store/index.ts'
import { createHttp } from '../../../src/sdk/http.ts'
import { createLimiter } from '../../../src/sdk/rate-limit.ts'
import { type Answer, type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { openContext, type Verified, verify } from './verification.ts'

const { ca, ...pairs } = await makeCertificates()
const tls = pairs.good
const named = (baseUrl: string) => baseUrl.replace('127.0.0.1', 'localhost')

async function startStore(t: Test, options: RunOptions = { tls }) {
  const store = await startPracticeWooCommerce({ orders: 12, products: 10, customers: 5, ...options })
  t.teardown(store.close)
  const { key, secret } = store.keys.readWrite
  const verifyAt = (apiUrl: string): Promise<Verified> => verify(t, { apiUrl, accessToken: key, secret }, { ca })
  return { ...store, url: named(store.baseUrl), key, secret, verifyAt }
}

async function startFront(t: Test, answer: (asked: Asked) => Answer | Promise<Answer>, secure = false) {
  const front = await startPracticeServer(answer, secure ? { tls } : {})
  t.teardown(front.close)
  return { ...front, url: named(front.baseUrl) }
}

const resultOf = ({ reports }: Verified, id: string) => reports.find(report => report.id === id)?.result
const wasTold = (asked: readonly Asked[], text: string) => JSON.stringify(asked).includes(text)

t.test('what people paste as the address of a store leads to it', async t => {
  const { url, verifyAt } = await startStore(t)
  const pasted = [
    ` ${url}/ `,
    url.toUpperCase().replace('HTTPS', 'hTTps'),
    `${url}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys`,
    `${url}/wp-json/wc/v3/orders?per_page=1#top`,
    `${url}//`,
    `${url}/product/candle/`,
  ]
  for (const apiUrl of pasted) {
    const { flaws, found } = await verifyAt(apiUrl)
    t.strictSame(flaws, [], apiUrl)
    t.match(found, { url: `${url}/`, apiRoot: `${url}/wp-json/wc/v3/` }, apiUrl)
  }
})

t.test('what is no address of a store is named, with the one that was meant, and nothing is asked', async t => {
  const { url, server, verifyAt, key } = await startStore(t)
  const host = new URL(url).host
  const dotted = url.replace('localhost', '127.0.0.1')
  for (const [apiUrl, value] of [
    [`https://admin:word@${host}/`, url],
    [new URL(dotted).host, dotted],
    [`ftp://${new URL(dotted).host}`, dotted],
    ['javascript:alert(1)', undefined],
    ['my shop', undefined],
  ] as const) {
    const verified = await verifyAt(apiUrl)
    t.strictSame(verified.flaws, ['reachable.address failed apiUrl'], apiUrl)
    t.match(resultOf(verified, 'reachable.address'), value ? { suggestion: { value } } : {}, apiUrl)
  }
  t.equal(server.askedCount, 0)
  t.notOk(wasTold(server.asked, key))
})

t.test('what was pasted along with the address is not kept', async t => {
  const cut: Record<string, string> = {
    'https://shop.example/wp-json/wc/v3/orders?consumer_key=ck_1&consumer_secret=cs_2': 'https://shop.example/',
    'https://shop.example/folder/wp-admin/': 'https://shop.example/folder/',
    'https://example.com/shop/wp-admin/': 'https://example.com/shop/',
    'https://Blåbär.example': 'https://xn--blbr-noae.example/',
    'https://me:word@shop.example': 'https://me:word@shop.example',
  }
  for (const [typed, kept] of Object.entries(cut)) t.equal(fields.apiUrl.schema.parse(typed), kept)
})

t.test('a redirect without an end, to nowhere or to a private address is told as such', async t => {
  const { key, secret } = await startStore(t)
  const locations: Record<string, RegExp> = {
    '/again': /from address to address without an end/,
    'ftp://files.example/': /sends us on to an address that cannot be asked/,
    'http://10.1.2.3/': /sends us on to http:\/\/10\.1\.2\.3\. .*private/,
    'http://[::ffff:169.254.169.254]/latest/': /private or reserved/,
    'https://shop.invalid/': /sends us on to https:\/\/shop\.invalid\. /,
  }
  for (const [location, told] of Object.entries(locations)) {
    const front = await startFront(t, () => ({ status: 302, headers: { location } }))
    const verified = await verify(t, { apiUrl: front.url, accessToken: key, secret })
    t.strictSame(verified.flaws, ['reachable.tls warning apiUrl', 'reachable.site failed apiUrl'], location)
    t.match(verified.told, told)
    t.notOk(wasTold(front.asked, 'oauth'), 'nobody was given the key')
  }
})

t.test('a private address is refused before anything is asked', async t => {
  const { url, server, key, secret } = await startStore(t)
  const credential = { apiUrl: url, accessToken: key, secret }
  const context = openContext(t, credential, ca)
  const limiter = createLimiter({ concurrency: 2 })
  const http = createHttp({ ca, limiter, signal: context.signal, secrets: [key, secret], allowAddresses: [] })
  t.teardown(http.close)
  const { flaws, told } = await verify(t, credential, { context: { ...context, http } })
  t.strictSame(flaws, ['reachable.name failed apiUrl'])
  t.match(told, /private or reserved.*KOPPLA_ALLOW_ADDRESSES/)
  t.equal(server.askedCount, 0)
})

t.test('a redirect that forgets the path still leads to the store', async t => {
  const store = await startStore(t)
  const front = await startFront(t, () => ({ status: 301, headers: { location: `${store.url}/` } }))
  const { flaws, found } = await store.verifyAt(front.url)
  t.strictSame(flaws, ['reachable.tls warning apiUrl', 'reachable.site warning apiUrl'])
  t.match(found, { url: `${store.url}/`, transport: 'header' })
})

t.test('a store that leads from https back to http is told to be unencrypted, and never given the secret', async t => {
  const store = await startStore(t, {})
  const front = await startFront(
    t,
    ({ path, url }) => ({ status: 301, headers: { location: store.url + path + url.search } }),
    true,
  )
  const verified = await store.verifyAt(front.url)
  t.strictSame(verified.flaws, ['reachable.site warning apiUrl'])
  t.match(verified.told, /from https to http:.*unencrypted.*Settings > General/)
  t.match(verified.found, { url: `${store.url}/`, transport: 'oauth' })
  const basic = Buffer.from(`${store.key}:${store.secret}`).toString('base64')
  for (const asked of [store.server.asked, front.asked]) t.notOk(wasTold(asked, store.secret) || wasTold(asked, basic))
})

for (const kind of [
  'expired',
  'notYetValid',
  'wrongHost',
  'selfSigned',
  'incompleteChain',
  'unknownAuthority',
] as const) {
  t.test(`a store with a certificate that is ${kind} is asked nothing, and its key is not blamed`, async t => {
    const { flaws, server } = await startStore(t, { tls: pairs[kind] }).then(async store => {
      return { ...(await store.verifyAt(store.url)), server: store.server }
    })
    t.strictSame(flaws, ['reachable.tls failed apiUrl'])
    t.equal(server.askedCount, 0)
  })
}

t.test('a copy that says it is another store is told as such', async t => {
  const store = await startStore(t)
  store.store.state.home = 'https://shop.example'
  const verified = await store.verifyAt(store.url)
  t.strictSame(verified.flaws, ['reachable.wordpress warning apiUrl'])
  t.match(verified.told, /its own address is https:\/\/shop\.example.*copy/)
  t.match(verified.found, { identity: 'shop.example', url: `${store.url}/` })
})
