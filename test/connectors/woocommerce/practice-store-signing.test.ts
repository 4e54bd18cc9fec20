import { createHmac } from 'node:crypto'
import t from 'tap'
import { createPracticeStore, type Key } from '../../../connectors/woocommerce/practice-store/index.ts'
import { askStore, type Json } from './ask-store.ts'

const store = createPracticeStore({ orders: 30, products: 5, customers: 2 })
const key = store.keys.readWrite
const HTTP = 'http://shop.example'

interface Signing {
  readonly key?: Pick<Key, 'key' | 'secret'>
  readonly method?: string
  readonly algorithm?: string
  readonly nonce?: string
  readonly at?: number
  readonly signedOrigin?: string
  readonly signedPath?: string
  readonly origin?: string
  readonly inHeader?: boolean
}

let count = 0
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** RFC 5849 by itself, so that the store's own reading of it is put to the proof. */
function askSigned(path: string, options: Signing = {}) {
  const { key: with_ = key, method = 'GET', algorithm = 'SHA256', origin = HTTP } = options
  const url = new URL(origin + path)
  const oauth = {
    oauth_consumer_key: with_.key,
    oauth_nonce: options.nonce ?? `nonce${++count}`,
    oauth_signature_method: `HMAC-${algorithm}`,
    oauth_timestamp: String(options.at ?? Math.floor(Date.now() / 1000)),
  }
  const pairs = [...url.searchParams, ...Object.entries(oauth)].map(pair => pair.map(encode).join('=')).sort()
  const address = (options.signedOrigin ?? origin) + (options.signedPath ?? url.pathname)
  const base = [method, encode(address), encode(pairs.join('&'))].join('&')
  const signature = createHmac(algorithm.toLowerCase(), `${with_.secret}&`).update(base).digest('base64')
  const all = { ...oauth, oauth_signature: signature }
  const list = Object.entries(all)
  if (options.inHeader) {
    const authorization = `OAuth ${list.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`
    return askStore(store, path, { method, origin, key: null, headers: { authorization } })
  }
  const query = list.map(([name, value]) => `${name}=${encode(value)}`).join('&')
  return askStore(store, `${path}${path.includes('?') ? '&' : '?'}${query}`, { method, origin, key: null })
}

const messageOf = (answer: { body: unknown }) => (answer.body as Json)['message']
const ORDERS = '/wp-json/wc/v3/orders'

t.test('a signed request is let in over plain http, in the query and in the header, SHA-256 and SHA-1', async t => {
  t.equal(askSigned(`${ORDERS}?per_page=1`).status, 200)
  t.equal(askSigned(`${ORDERS}?per_page=1`, { inHeader: true }).status, 200)
  t.equal(askSigned(`${ORDERS}?per_page=1`, { algorithm: 'SHA1' }).status, 200)
  t.equal(askSigned(`${ORDERS}?search=Å!'()*~ +&per_page=1`).status, 200, 'whatever letters it has')
  t.equal(askSigned(`${ORDERS}/batch`, { method: 'POST' }).status, 200)
})

t.test('says what is wrong with a signature', async t => {
  t.equal(messageOf(askSigned(ORDERS, { key: { key: 'ck_x', secret: 'x' } })), 'Consumer key is invalid.')
  const wrong = { key: key.key, secret: 'cs_wrong' }
  const mismatch = 'Invalid signature - provided signature does not match.'
  t.equal(messageOf(askSigned(ORDERS, { key: wrong })), mismatch)
  t.equal(messageOf(askSigned(ORDERS, { algorithm: 'SHA256', signedOrigin: 'https://shop.example' })), mismatch)
  const missing = askStore(store, `${ORDERS}?oauth_consumer_key=${key.key}`, { key: null, origin: HTTP })
  t.match(missing.body, {
    code: 'woocommerce_rest_authentication_missing_parameter',
    message: 'Missing OAuth parameters oauth_timestamp, oauth_nonce, oauth_signature, oauth_signature_method',
  })
})

t.test('a timestamp is good for fifteen minutes either way', async t => {
  const now = Math.floor(Date.now() / 1000)
  t.equal(askSigned(ORDERS, { at: now - 14 * 60 }).status, 200)
  for (const at of [now - 16 * 60, now + 16 * 60]) t.equal(messageOf(askSigned(ORDERS, { at })), 'Invalid timestamp.')
})

t.test('a nonce is taken once', async t => {
  const again = { nonce: 'replay', at: Math.floor(Date.now() / 1000) - 60 }
  t.equal(askSigned(ORDERS, again).status, 200)
  t.equal(messageOf(askSigned(ORDERS, again)), 'Invalid nonce - nonce has already been used.')
  t.equal(askSigned(ORDERS, { ...again, nonce: 'other' }).status, 200)
  t.equal(askSigned(ORDERS, again).status, 200, 'and remembered until another of the same second')
})

t.test('lists are signed with commas; bare brackets and more than ten of them fail', async t => {
  const indexed = (count: number) => Array.from({ length: count }, (_, n) => `include[${n}]=${586 + n}`).join('&')
  t.equal(askSigned(`${ORDERS}?include=586,587,588`).status, 200)
  t.equal(askSigned(`${ORDERS}?${indexed(9)}`).status, 200)
  t.equal(askSigned(`${ORDERS}?${indexed(12)}`).status, 401)
  t.equal(askSigned(`${ORDERS}?status[]=completed&status[]=processing`).status, 401)
})

t.test(
  'with rest_route the address has no slash at its end, and needs the text that WooCommerce looks for',
  async t => {
    const route = '/?rest_route=/wc/v3/orders&x=wp-json/wc/'
    t.equal(askSigned(route, { signedPath: '' }).status, 200)
    t.equal(askSigned(route).status, 401)
    t.equal(askSigned(route.replace('/?', '/index.php?')).status, 200)
    t.equal(askSigned('/?rest_route=/wc/v3/orders', { signedPath: '' }).status, 401)
  },
)

t.test('behind a proxy that ends TLS a signature over http is what fits', async t => {
  const origin = 'https://shop.example'
  t.equal(askSigned(ORDERS, { origin }).status, 200, 'as a rule the scheme is the one spoken')
  const before = store.state.secure
  store.state.secure = false
  t.teardown(() => Object.assign(store.state, { secure: before }))
  t.equal(askSigned(ORDERS, { origin }).status, 401)
  t.equal(askSigned(ORDERS, { origin, signedOrigin: HTTP }).status, 200)
})
