import { readdirSync } from 'node:fs'
import t from 'tap'
import { explain } from '../../../connectors/magento/explain.ts'
import { recordedAnswer } from './recorded.ts'

const told: Readonly<Record<string, readonly [kind: string, code: string, field?: string]>> = {
  oauth_unknown_consumer_401: ['auth', 'unknown_consumer', 'consumerKey'],
  oauth_consumerkey_len_401: ['auth', 'consumer_length', 'consumerKey'],
  oauth_unknown_token_401: ['auth', 'unknown_token', 'accessToken'],
  oauth_token_len_400: ['auth', 'token_length', 'accessToken'],
  oauth_token_of_other_consumer_401: ['auth', 'foreign_token', 'accessToken'],
  oauth_wrong_consumer_secret_401: ['auth', 'bad_signature', 'secret'],
  oauth_wrong_token_secret_401: ['auth', 'bad_signature', 'secret'],
  oauth_nonce_reused_401: ['transient', 'nonce'],
  oauth_timestamp_future_401: ['transient', 'clock'],
  oauth_sha1_method_400: ['contract', 'signature_method', 'apiUrl'],
  oauth_missing_token_400: ['contract', 'header_cut', 'apiUrl'],
  oauth_missing_signature_400: ['contract', 'header_cut', 'apiUrl'],
  modules_anonymous_401: ['auth', 'not_recognised', 'accessToken'],
  integration_inactive_modules: ['auth', 'not_recognised', 'accessToken'],
  acl_missing_orders_401: ['permission', 'lacks_right', 'accessToken'],
  acl_missing_customers_401: ['permission', 'lacks_right', 'accessToken'],
  order_404: ['not_found', 'gone'],
  customer_404: ['not_found', 'gone'],
  route_404: ['contract', 'no_route'],
  orders_bad_sortfield: ['contract', 'report'],
  maintenance_503: ['transient', 'maintenance', 'apiUrl'],
  limit_pagesize_over_max_400: ['invalid', 'http_400'],
}

t.test('every recorded refusal is told in its own words, with the field at fault', async t => {
  for (const [name, [kind, code, field]] of Object.entries(told)) {
    const error = explain(recordedAnswer(name))
    t.strictSame([error?.kind, error?.code, error?.field], [kind, code, field], name)
    t.match(error?.remedy, /\w/, 'with what to do')
    t.notMatch(error?.message, /%/, 'and no placeholder is left')
  }
})

t.test('no recorded refusal of a signature is told by its number alone', async t => {
  const files = readdirSync(new URL('../../fixtures/magento/', import.meta.url))
  const refused = files.flatMap(file => /^(oauth_.*_4\d\d)\.json$/.exec(file)?.[1] ?? [])
  t.ok(refused.length > 10)
  for (const name of refused)
    t.notMatch(explain(recordedAnswer(name))?.code ?? 'none', /^(http_.*|refused|none)$/, name)
})

t.test('a missing right is named, and where it is found', async t => {
  const { message = '' } = explain(recordedAnswer('acl_missing_orders_401')) ?? {}
  t.match(message, 'Sales > Operations > Orders > Actions > View (Magento_Sales::actions_view)')
})

t.test('what is said is filled in', async t => {
  const { message = '' } = explain(recordedAnswer('customer_404')) ?? {}
  t.match(message, 'No such entity with customerId = 9999')
  t.match(explain(recordedAnswer('limit_pagesize_over_max_400'))?.message, 'pageSize is 50')
})

t.test('an answer in order is no error, and a page is none of Magento’s', async t => {
  for (const name of ['storeConfigs', 'modules', 'orders_list_page1']) t.equal(explain(recordedAnswer(name)), undefined)
  const page = (status: number, text = '<html>Welcome</html>') =>
    explain({ ...recordedAnswer('modules'), status, text })
  t.match(page(200), { kind: 'contract', code: 'web_page' })
  t.match(page(401), { kind: 'auth', code: 'unauthorised' })
  t.match(page(403, 'Just a moment… <title>Just a moment'), { kind: 'permission', code: 'firewall' })
  t.match(page(500), { kind: 'transient', code: 'server_error' })
  t.match(page(200, '{"items":[{"a'), { kind: 'contract', code: 'cut_off' })
  t.match(page(400, 'The plain HTTP request was sent to HTTPS port'), { kind: 'invalid', code: 'https_required' })
})
