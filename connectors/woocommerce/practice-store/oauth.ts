import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Key } from './keys.ts'
import type { Call, Parameters } from './request.ts'
import type { State } from './state.ts'

const NEEDED = ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method']
const WINDOW_SECONDS = 15 * 60

export interface Refusal {
  readonly code: string
  readonly message: string
}

/** One nonce per second and key is remembered: the later one of a second drives out the earlier. */
const nonces = new WeakMap<Key, Map<number, string>>()

/** OAuth 1.0a without tokens, as WooCommerce checks it. Null: this request is not signed. */
export function checkOauth(state: State, call: Call): Key | Refusal | null {
  const given = gatherParameters(call)
  const missing = NEEDED.filter(name => !given.get(name))
  if (missing.length === NEEDED.length) return null
  if (missing.length > 0) {
    const message = `Missing OAuth parameter${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`
    return { code: 'woocommerce_rest_authentication_missing_parameter', message }
  }
  const text = (name: string) => String(given.get(name))
  const key = state.keys.find(one => one.key === text('oauth_consumer_key'))
  if (!key) return refuse('Consumer key is invalid.')
  const wrong = checkSignature({ call, key, given }) ?? checkTime(state, text('oauth_timestamp'))
  if (wrong) return refuse(wrong)
  if (isReplay(key, Number(text('oauth_timestamp')), text('oauth_nonce'))) {
    return refuse('Invalid nonce - nonce has already been used.')
  }
  return key
}

function isReplay(key: Key, second: number, nonce: string): boolean {
  const used = nonces.get(key) ?? new Map<number, string>()
  nonces.set(key, used)
  for (const [at, known] of used) {
    if (known === nonce) return true
    if (at < second - 2 * WINDOW_SECONDS) used.delete(at)
  }
  used.set(second, nonce)
  return false
}

const refuse = (message: string): Refusal => ({ code: 'woocommerce_rest_authentication_error', message })

/** From the query, or from an `Authorization: OAuth` header beside it. */
function gatherParameters({ asked, parameters }: Call): Parameters {
  const header = asked.headers.authorization ?? ''
  if (!header.startsWith('OAuth ')) return parameters
  const given: Parameters = new Map(parameters)
  for (const [, name, value] of header.matchAll(/(oauth_[a-z_-]*)="([^"]*)"/g))
    given.set(name!, decodeURIComponent(value!))
  return given
}

interface Signed {
  readonly call: Call
  readonly key: Key
  readonly given: Parameters
}

function checkSignature({ call, key, given }: Signed): string | null {
  const method = given.get('oauth_signature_method')
  if (method !== 'HMAC-SHA1' && method !== 'HMAC-SHA256') return 'Invalid signature - signature method is invalid.'
  const algorithm = method === 'HMAC-SHA1' ? 'sha1' : 'sha256'
  const expected = createHmac(algorithm, `${key.secret}&`).update(baseString(call, given)).digest('base64')
  const same = equal(expected, String(given.get('oauth_signature')))
  return same ? null : 'Invalid signature - provided signature does not match.'
}

/** The host is the site's own, the scheme what PHP believes; `/` counts as no path at all. */
function baseString(call: Call, given: Parameters): string {
  const host = call.home.replace(/^https?:\/\//, '')
  const path = call.asked.path === '/' ? '' : call.asked.path
  const address = `${call.secure ? 'https' : 'http'}://${host}${path}`
  const names = [...given.keys()].filter(name => name !== 'oauth_signature').sort()
  const pairs = names.flatMap(name => {
    const value = given.get(name)!
    if (typeof value === 'string') return `${encode(name)}=${encode(value)}`
    return [...value].map(([key, one]) => `${encode(`${name}[${key}]`)}=${encode(one)}`)
  })
  return [call.asked.method, encode(address), encode(pairs.join('&'))].join('&')
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

function checkTime(state: State, timestamp: string): string | null {
  const now = Math.floor(state.clock.now().getTime() / 1000)
  return Math.abs(now - Number(timestamp)) <= WINDOW_SECONDS ? null : 'Invalid timestamp.'
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
