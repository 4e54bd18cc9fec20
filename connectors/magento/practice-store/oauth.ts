import { createHmac } from 'node:crypto'
import type { Integration } from './integrations.ts'
import { type Call, fail, isMissing, type Reply } from './request.ts'
import type { State } from './state.ts'

const NEEDED = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
]
const LENGTH = 32
const MAX_AHEAD_SECONDS = 600

type Given = ReadonlyMap<string, string>

/** OAuth 1.0a in the order in which Magento checks it. Null: the request is not signed. */
export function checkOauth(state: State, call: Call): Integration | Reply | null {
  const header = call.asked.headers.authorization ?? ''
  if (!/^oauth /i.test(header)) return null
  const given = readHeader(header)
  const malformed = checkParameters(state, given)
  if (malformed) return malformed
  const consumer = findConsumer(state, given.get('oauth_consumer_key')!)
  if ('status' in consumer) return consumer
  return (
    checkNonce(state, consumer, given) ??
    checkToken(state, consumer, given) ??
    checkSignature(state, call, { given, consumer })
  )
}

function readHeader(header: string): Given {
  const pairs = header.slice(6).matchAll(/([\w-]+)="([^"]*)"/g)
  return new Map(Array.from(pairs, ([, name, value]) => [name!, decodeURIComponent(value!)]))
}

function checkParameters({ version }: State, given: Given): Reply | null {
  const told = given.get('oauth_version')
  if (told !== undefined && told !== '1.0') return fail(400, 'The "%1" Oauth version isn\'t supported.', [told])
  const missing = NEEDED.find(name => !given.get(name))
  if (missing) return isMissing(missing)
  if (given.get('oauth_token')!.length !== LENGTH) {
    return fail(400, 'The token length is invalid. Check the length and try again.')
  }
  const method = given.get('oauth_signature_method')!
  const known = version === '2.3' ? ['HMAC-SHA1', 'HMAC-SHA256'] : ['HMAC-SHA256']
  return known.includes(method) ? null : fail(400, 'Signature method %1 is not supported', [method])
}

function findConsumer({ integrations }: State, key: string): Integration | Reply {
  if (key.length !== LENGTH) return fail(401, 'Consumer key is not the correct length')
  const found = integrations.find(one => one.consumerKey === key)
  return found ?? fail(401, 'A consumer having the specified key does not exist')
}

/** A clock that is fast is refused, one that is slow is not. Each nonce serves once. */
function checkNonce(state: State, { id }: Integration, given: Given): Reply | null {
  const seconds = Number(given.get('oauth_timestamp'))
  if (!Number.isInteger(seconds) || seconds <= 0) {
    return fail(401, 'The timestamp value in the oauth_timestamp parameter is invalid.')
  }
  if (seconds > state.clock.now().getTime() / 1000 + MAX_AHEAD_SECONDS) {
    return fail(401, 'An error occurred validating the nonce')
  }
  const nonce = `${id} ${given.get('oauth_nonce')}`
  if (state.nonces.has(nonce))
    return fail(401, 'The nonce is already being used by the consumer with ID %1', [String(id)])
  state.nonces.add(nonce)
  return null
}

function checkToken({ integrations }: State, consumer: Integration, given: Given): Reply | null {
  const owner = integrations.find(one => one.accessToken === given.get('oauth_token'))
  if (!owner) return fail(401, 'Specified token does not exist')
  if (owner !== consumer) return fail(401, 'Token is not associated with the specified consumer')
  return owner.revoked ? fail(401, 'Access token has been revoked') : null
}

interface Signed {
  readonly given: Given
  readonly consumer: Integration
}

function checkSignature(state: State, call: Call, { given, consumer }: Signed): Integration | Reply {
  const key = `${encode(consumer.consumerSecret)}&${encode(consumer.accessTokenSecret)}`
  const algorithm = given.get('oauth_signature_method') === 'HMAC-SHA1' ? 'sha1' : 'sha256'
  const expected = createHmac(algorithm, key)
    .update(baseString(state, call, given))
    .digest('base64')
  if (expected === given.get('oauth_signature')) return consumer
  return fail(401, 'The signature is invalid. Verify and try again.')
}

function baseString(state: State, { asked, origin }: Call, given: Given): string {
  const path = state.version === '2.4.7' ? normalisePath(asked.path) : asked.path
  const oauth = [...given].filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
  const pairs = [...oauth, ...readSigned(state, asked.url.search)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
  const list = pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return [asked.method, encode(origin + path), encode(list)].join('&')
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** `+` is a plus here, though PHP reads a space; a value ends at a second `=`. 2.4.7 knows no name without one. */
function readSigned({ version }: State, search: string): [string, string][] {
  const parts = search.slice(1).split('&').filter(Boolean)
  return parts.flatMap(part => {
    const [name, value] = part.split('=')
    if (value === undefined && version === '2.4.7') return []
    return [[decode(name!), decode(value ?? '')] as [string, string]]
  })
}

/** 2.4.6 and 2.4.7 sign the path as Laminas writes it, which is not as it came. */
function normalisePath(path: string): string {
  const decoded = path.replace(/%[0-9a-f]{2}/gi, code => {
    const sign = decode(code)
    return /^[\w.~/$+&:,=@;-]$/.test(sign) ? sign : code.toUpperCase()
  })
  return decoded.replace(/[!*]/g, sign => encode(sign))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
