import t, { type Test } from 'tap'
import { type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { makeCertificates, type Pair } from '../../support/certificates.ts'
import { replay } from './recorded.ts'
import { verify } from './verification.ts'

const { ca, good } = await makeCertificates()

/** Which recorded answer a request gets: the first whose pattern fits `METHOD /path?query Authorization`. */
type Recording = ReadonlyArray<readonly [RegExp, string]>

const credential = { accessToken: `ck_${'a'.repeat(40)}`, secret: `cs_${'b'.repeat(40)}` }

async function verifyRecorded(t: Test, recording: Recording, tls?: Pair) {
  const answer = ({ method, url, headers }: Asked) => {
    const asked = `${method} ${decodeURIComponent(url.pathname + url.search)} ${headers.authorization ?? ''}`.trim()
    const [, name] = recording.find(([pattern]) => pattern.test(asked)) ?? [/./, 'nowoo_orders']
    return replay(name, apiUrl())
  }
  const server = await startPracticeServer(answer, tls && { tls })
  const apiUrl = () => server.baseUrl.replace('127.0.0.1', 'localhost')
  t.teardown(server.close)
  return verify(t, { apiUrl: apiUrl(), ...credential }, { ca })
}

/** Practice servers here speak plain http, which is told of every time. */
const overHttp = 'reachable.tls warning apiUrl'

const facts: Recording = [
  [/system_status/, 'system_status_fields'],
  [/settings\/general/, 'settings_general_currency'],
  [/variations/, 'variations_global'],
]
const lists: Recording = [
  [/^POST .*orders\/batch/, 'batch_empty_orders_rw'],
  [/products[?&]/, 'products_orderby_modified'],
  [/customers[?&]/, 'customers_list'],
  [/orders[?&]/, 'orders_fields'],
]
const pretty: Recording = [[/^GET \/wp-json\/\?/, 'index_fields'], ...facts, ...lists]

t.test('a store in order: only plain http is told', async t => {
  const { flaws, found } = await verifyRecorded(t, pretty)
  t.strictSame(flaws, [overHttp])
  t.match(found, {
    ...{ name: 'Ljusbutiken Test', timeZone: 'Europe/Stockholm', currency: 'SEK', version: '10.5.0' },
    ...{ wordpressVersion: '6.9.7', orderStorage: 'hpos', hasVariationsRoute: true, hasFulfillments: false },
    ...{ transport: 'oauth', oauthScheme: 'http', counts: { orders: 3000, products: 300, customers: 301 } },
  })
})

t.test('an older store keeps its orders as posts and has no list of variations', async t => {
  const old: Recording = [
    [/variations/, 'old_811_variations_global'],
    [/system_status/, 'old_811_system_status'],
    ...pretty,
  ]
  const { flaws, found } = await verifyRecorded(t, old)
  t.strictSame(flaws, [overHttp])
  t.match(found, { version: '8.1.1', orderStorage: 'posts', hasVariationsRoute: false, hasFulfillments: false })
})

t.test('plain permalinks: the setting is named, and the detour works', async t => {
  const detour = (front: Recording): Recording => [
    ...front,
    [/rest_route=\/&/, 'plain_rest_route_index'],
    [/^POST .*rest_route=\/wc\/v3\/orders\/batch.*x=wp-json\/wc\//, 'realplain_rest_route_hint_post'],
    [/rest_route=\/wc\/v3\/(orders|products|customers)&.*x=wp-json\/wc\//, 'plain_rest_route_orders_hint'],
    [/rest_route=\/wc\/v3\/(orders|products|customers)&/, 'plain_rest_route_orders_basic'],
    ...facts,
  ]
  const rewriting = detour([
    [/^GET \/wp-json\/wc/, 'plain_wpjson_orders'],
    [/^GET \/wp-json\//, 'plain_wpjson'],
    [/^GET \/$/, 'plain_home'],
  ])
  const bare = detour([
    [/^GET \/wp-json\/wc/, 'plain_norewrite_wpjson_orders'],
    [/^GET \/wp-json\//, 'plain_norewrite_wpjson'],
    [/^GET \/$/, 'plain_norewrite_home'],
  ])
  for (const recording of [rewriting, bare]) {
    const { flaws, reports, found } = await verifyRecorded(t, recording)
    t.strictSame(flaws, [overHttp, 'reachable.api warning apiUrl'])
    const told = reports.find(({ id }) => id === 'reachable.api')?.result
    t.match(told, { diagnosis: /Plain/, remedy: /Post name under Settings > Permalinks/ })
    t.match(found.apiRoot, /\?rest_route=\/wc\/v3\/$/)
  }
})

t.test('a dropped header and a TLS proxy, as recorded, are found to be that', async t => {
  const stripped: Recording = [
    [/^GET \/wp-json\/\?/, 'index_fields'],
    [/^POST .*batch.*[?&]oauth_signature=/, 'stripped_query_post'],
    [/orders\?.*[?&]oauth_signature=/, 'stripped_oauth_query'],
    [/^GET .*[?&]oauth_signature=/, 'orders_fields'],
    [/^POST/, 'stripped_basic_batch_ro'],
    [/./, 'stripped_basic'],
  ]
  const dropped = await verifyRecorded(t, stripped, good)
  t.match(dropped.flaws, ['credentials.key warning apiUrl'])
  t.match(dropped.found, { transport: 'oauth', oauthScheme: 'https', oauthPlace: 'query' })

  const proxied: Recording = [
    [/^GET \/wp-json\/\?/, 'index_fields'],
    [/Basic /, 'auth_basic_http'],
    [/consumer_secret=/, 'auth_basic_http'],
    [/orders\?.* OAuth /, 'tlsproxy_oauth_signed_https'],
  ]
  const refused = await verifyRecorded(t, proxied, good)
  t.strictSame(
    refused.flaws,
    ['credentials.key failed secret'],
    'a signature refused for both schemes is a wrong secret',
  )
})

const broken: ReadonlyArray<readonly [title: string, recording: Recording, flaw: string, told: RegExp]> = [
  [
    'WooCommerce deactivated',
    [[/^GET \/wp-json\/\?/, 'nowoo_index']],
    'reachable.woocommerce failed apiUrl',
    /WooCommerce is not active.*open Plugins and activate/,
  ],
  ['no WordPress', [[/./, 'nowp_index']], 'reachable.wordpress failed apiUrl', /no WordPress at this address/],
  [
    'maintenance mode',
    [
      [/orders/, 'maintenance_orders_accept_json'],
      [/./, 'maintenance_index'],
    ],
    'reachable.wordpress failed apiUrl',
    /maintenance mode.*\.maintenance/,
  ],
  [
    'a PHP fatal error',
    [[/orders/, 'fatal_500_accept_json'], ...pretty],
    'reachable.answers failed apiUrl',
    /critical error.*WooCommerce > Status > Logs/,
  ],
  [
    'a PHP fatal error, as a page',
    [[/orders/, 'fatal_500'], ...pretty],
    'reachable.answers failed apiUrl',
    /critical error/,
  ],
  [
    'a PHP warning before the JSON',
    [[/orders/, 'php_warning_before_json'], ...pretty],
    'reachable.answers failed apiUrl',
    /PHP prints a warning.*WP_DEBUG_DISPLAY/,
  ],
  [
    'http sent to the https port',
    [[/./, 'http_on_https_port']],
    'reachable.wordpress failed apiUrl',
    /wants https.*http:\/\/ to https:\/\//,
  ],
]

for (const [title, recording, flaw, told] of broken) {
  t.test(`${title}: named for what it is, and the key is not blamed`, async t => {
    const verified = await verifyRecorded(t, recording)
    t.strictSame(verified.flaws, [overHttp, flaw])
    t.match(verified.told, told)
  })
}
