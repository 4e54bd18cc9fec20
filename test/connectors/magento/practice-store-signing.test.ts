import t from 'tap'
import { createPracticeStore, type Version } from '../../../connectors/magento/practice-store/index.ts'
import { askStore } from './ask-store.ts'
import { readFixture } from './replayed.ts'

interface Vectors {
  readonly credentials: {
    readonly consumerKey: string
    readonly consumerSecret: string
    readonly accessToken: string
    readonly accessTokenSecret: string
  }
  readonly timestamp: string
  readonly vectors: readonly {
    readonly name: string
    readonly method: string
    readonly url: string
    readonly authorization: string
    readonly acceptedBy: Readonly<Record<string, boolean>>
  }[]
}
const { credentials, timestamp, vectors } = readFixture<Vectors>('oauth_signing_vectors')
const INVALID = 'The signature is invalid. Verify and try again.'

/** The shop that the vectors were signed for, at that instant. */
function openShop(version: Version, folder = '') {
  const clock = { skewMs: 0, now: () => new Date(Number(timestamp) * 1000) }
  const store = createPracticeStore({ version, clock, folder, orders: 5, products: 5, customers: 5 })
  store.state.integrations = [{ ...store.integrations.full, ...credentials }]
  return store
}

for (const [version, code] of [
  ['2.4.8', '2.4.8-p1 (framework code)'],
  ['2.4.7', '2.4.7-p6 (laminas-oauth 2.7.0 code)'],
] as const) {
  for (const { name, method, url, authorization, acceptedBy } of vectors) {
    t.test(`${version} decides as it did about: ${name}`, async t => {
      const { origin, pathname, search } = new URL(url)
      const store = openShop(version, pathname.startsWith('/shop/') ? '/shop' : '')
      const asking = { method, origin, by: null, headers: { authorization } }
      const told = askStore(store, pathname + search, asking)
      const { message } = told.body as { message?: string }
      t.equal(message !== INVALID, acceptedBy[code], 'whether the signature holds')
      if (acceptedBy[code]) t.notMatch(message ?? '', /authorized|nonce|token|consumer/i, 'and nothing else is wrong')
    })
  }
}

t.test('2.4.7 cannot sign a bare name, 2.4.8 can', async t => {
  const ask = (version: Version) => askStore(openShop(version), 'modules?searchCriteria', { by: keyOf(version) }).status
  const keyOf = (version: Version) => openShop(version).state.integrations[0]!
  t.equal(ask('2.4.8'), 200)
  t.equal(ask('2.4.7'), 401)
})

t.test('a plus is signed as a plus and read as a space', async t => {
  const store = createPracticeStore({ orders: 5 })
  const path = (value: string) =>
    `orders?searchCriteria%5BpageSize%5D=1&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=created_at&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5BconditionType%5D=gteq&searchCriteria%5BfilterGroups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=${value}`
  const { status, body } = askStore(store, path('2025-01-01+10:00:00'))
  t.equal(status, 200)
  const [group] = (body as { search_criteria: { filter_groups: { filters: { value: string }[] }[] } }).search_criteria
    .filter_groups
  t.equal(group!.filters[0]!.value, '2025-01-01 10:00:00')
})

t.test('the scheme, the host and the port are those that PHP sees', async t => {
  const store = createPracticeStore({ orders: 5 })
  const at = (origin: string, headers = {}) => askStore(store, 'modules?searchCriteria=', { origin, headers }).status
  store.state.seenScheme = 'http'
  t.equal(at('https://shop.example'), 401, 'TLS ends in a proxy that does not say so')
  t.equal(at('https://shop.example', { 'x-forwarded-proto': 'https' }), 200, 'one that says so')
  store.state.seenScheme = null
  t.equal(at('https://shop.example:8443'), 200)
  store.state.portHidden = true
  t.equal(at('https://shop.example:8443'), 401, 'the web server keeps the port to itself')
  t.equal(at('https://shop.example'), 200)
})
