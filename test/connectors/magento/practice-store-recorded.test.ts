import t from 'tap'
import { administrator } from '../../../connectors/magento/practice-store/admin.ts'
import {
  createPracticeStore,
  type MagentoStore,
  type StoreOptions,
} from '../../../connectors/magento/practice-store/index.ts'
import { type Asking, askStore } from './ask-store.ts'
import { type Replayed, readFixture } from './replayed.ts'

interface Case extends Omit<Asking, 'body'> {
  readonly path?: string
  readonly body?: unknown
}
type Prepare = (store: MagentoStore) => Case

const asItIs: Prepare = () => ({})
const by =
  (name: keyof MagentoStore['integrations']): Prepare =>
  store => ({ by: store.integrations[name] })
const bearer =
  (token: string): Prepare =>
  () => ({ by: null, headers: { authorization: `Bearer ${token}` } })
const oauth =
  (given: NonNullable<Asking['oauth']>): Prepare =>
  () => ({ oauth: given })
const ahead =
  (seconds: number): Prepare =>
  store => ({
    oauth: { oauth_timestamp: String(Math.floor(store.state.clock.now().getTime() / 1000) + seconds) },
  })

/** An order that stands as the recorded one did, in place of its number. */
const order = (store: MagentoStore, state: string) => store.state.orders.find(one => one.state === state)!
const onOrder =
  (state: string, action: string): Prepare =>
  store => ({ path: `/rest/all/V1/${action.replace(':id', String(order(store, state).id))}` })

const password = { username: administrator.username, password: administrator.password }
const signIn: Prepare = () => ({ by: null, body: password })

const used = (store: MagentoStore): Case => {
  const nonce = { oauth_nonce: 'a'.repeat(32) }
  askStore(store, 'store/storeConfigs', { oauth: nonce })
  return { oauth: nonce }
}

/** Refusals: the status and the body are compared to the letter. */
const refusals: Readonly<Record<string, Prepare>> = {
  acl_missing_customers_401: by('salesOnly'),
  acl_missing_orders_401: by('catalogueOnly'),
  acl_missing_ship_401: by('readOnly'),
  acl_missing_storeConfigs_401: by('salesOnly'),
  admin_token_empty_400: () => ({ by: null }),
  admin_token_wrong_password_401: () => ({ by: null }),
  admin_token_2fa_configured: signIn,
  tfa_google_wrong_otp: () => ({ by: null, body: { ...password, otp: '000000' } }),
  auth_anonymous_401: () => ({ by: null }),
  modules_anonymous_401: () => ({ by: null }),
  auth_bearer_garbage_401: bearer('garbage'),
  auth_bearer_32char_garbage_401: bearer('a'.repeat(32)),
  auth_bearer_integration_disabled_401: store => bearer(store.integrations.full.accessToken)(store),
  integration_inactive: by('inactive'),
  integration_inactive_modules: by('inactive'),
  oauth_consumerkey_len_401: oauth({ oauth_consumer_key: 'short' }),
  oauth_missing_signature_400: oauth({ signature: '' }),
  oauth_missing_token_400: oauth({ oauth_token: undefined }),
  oauth_nonce_reused_401: used,
  oauth_sha1_method_400: oauth({ oauth_signature_method: 'HMAC-SHA1' }),
  oauth_timestamp_future_401: ahead(3600),
  oauth_token_len_400: oauth({ oauth_token: 'short' }),
  oauth_token_of_other_consumer_401: store => ({ oauth: { oauth_token: store.integrations.salesOnly.accessToken } }),
  oauth_unknown_consumer_401: oauth({ oauth_consumer_key: 'x'.repeat(32) }),
  oauth_unknown_token_401: oauth({ oauth_token: 'x'.repeat(32) }),
  oauth_version_2_400: oauth({ oauth_version: '2.0' }),
  oauth_wrong_consumer_secret_401: oauth({ secret: 'x'.repeat(32) }),
  oauth_wrong_token_secret_401: oauth({ tokenSecret: 'x'.repeat(32) }),
  async_get_not_supported: asItIs,
  bad_json_400: asItIs,
  comment_bad_status: asItIs,
  customer_404: asItIs,
  invoice_again_error: onOrder('complete', 'order/:id/invoice'),
  invoice_canceled_order: onOrder('canceled', 'order/:id/invoice'),
  method_not_allowed: asItIs,
  order_404: asItIs,
  orders_bad_direction: asItIs,
  orders_bad_field_400: asItIs,
  orders_bad_page_400: asItIs,
  orders_bad_pagesize_400: asItIs,
  orders_bad_sortfield: asItIs,
  orders_no_searchcriteria_400: asItIs,
  orders_no_store_code: asItIs,
  orders_store_default_scope: asItIs,
  orders_store_eu_scope: asItIs,
  product_404: asItIs,
  product_sku_double_encoded: asItIs,
  product_sku_raw_slash: asItIs,
  products_bad_field_400: asItIs,
  refund_offline_invoice_error: asItIs,
  route_404: asItIs,
  ship_again_error: onOrder('complete', 'order/:id/ship'),
  ship_bad_item: onOrder('new', 'order/:id/ship'),
  ship_canceled_order: onOrder('canceled', 'order/:id/ship'),
  ship_configurable_child_item: store => {
    const view = askStore(store, 'orders?searchCriteria=').body as { items: Shown[] }
    const pending = view.items.find(one => one.state === 'new' && one.items.some(isChild))!
    const items = [{ order_item_id: pending.items.find(isChild)!.item_id, qty: 1 }]
    return { path: `/rest/all/V1/order/${pending.entity_id}/ship`, body: { items } }
  },
  ship_track_missing_field: store => ({
    ...onOrder('new', 'order/:id/ship')(store),
    body: { tracks: [{ track_number: 'X1' }] },
  }),
  ship_unknown_order: asItIs,
  ship_unknown_source: store => ({
    ...onOrder('new', 'order/:id/ship')(store),
    body: { arguments: { extension_attributes: { source_code: 'nosuch' } } },
  }),
  source_items_post_bad_source: asItIs,
  source_items_post_empty: asItIs,
  source_items_post_missing_status: asItIs,
  stockItems_404: asItIs,
  store_code_unknown: asItIs,
}
interface Shown {
  readonly entity_id: number
  readonly state: string
  readonly items: readonly { readonly item_id: number; readonly parent_item_id?: number }[]
}
const isChild = (item: Shown['items'][number]) => item.parent_item_id !== undefined

/** What needs a shop of its own. */
const shops: Readonly<Record<string, readonly [StoreOptions, Prepare]>> = {
  admin_token_2fa_enabled: [{ twoFactor: 'no_provider' }, signIn],
  admin_token_2fa_not_configured: [{ twoFactor: 'not_set_up' }, signIn],
  limit_pagesize_over_max_400: [{ limits: { maximumPageSize: 50, defaultPageSize: 10, arrayItems: 20 } }, asItIs],
  admin_token_expired_401: [
    { twoFactor: 'off' },
    store => {
      const token = askStore(store, '/rest/V1/integration/admin/token', { method: 'POST', by: null, body: password })
      store.state.clock.skewMs += 3_600_001
      return bearer(String(token.body))(store)
    },
  ],
}

function replay(store: MagentoStore, { request }: Replayed, { path, body, ...asking }: Case) {
  const url = new URL(request.url)
  const sent = body ?? request.body
  return askStore(store, path ?? url.pathname + url.search, {
    ...asking,
    method: request.method,
    ...(sent !== undefined && sent !== null && { body: sent }),
  })
}

const size = { orders: 60, products: 20, customers: 12 }
const all = [
  ...Object.entries(refusals).map(([name, prepare]) => [name, {}, prepare] as const),
  ...Object.entries(shops).map(([name, [options, prepare]]) => [name, options, prepare] as const),
]

for (const [name, options, prepare] of all) {
  t.test(`refuses as the real shop did: ${name}`, async t => {
    const store = createPracticeStore({ ...size, ...options })
    const fixture = readFixture(name)
    const told = replay(store, fixture, prepare(store))
    t.equal(told.status, fixture.status, 'status')
    t.same(withoutReport(told.body), withoutReport(fixture.body), 'body')
  })
}

/** Each internal error has a number of its own. */
function withoutReport(body: unknown): unknown {
  const { message, ...rest } = body as { message: string }
  return { ...rest, message: message.replace(/Report ID: webapi-\w+/, 'Report ID') }
}

/** Answers whose every word is the same in each shop. */
const answers: Readonly<Record<string, Prepare>> = {
  cancel_ok: onOrder('new', 'orders/:id/cancel'),
  cancel_again: onOrder('canceled', 'orders/:id/cancel'),
  cancel_complete_order: onOrder('complete', 'orders/:id/cancel'),
  hold_ok: onOrder('new', 'orders/:id/hold'),
  unhold_ok: onOrder('holded', 'orders/:id/unhold'),
  comment_ok: asItIs,
  comment_with_status: asItIs,
  comment_missing_fields: asItIs,
  configurable_children_of_simple: asItIs,
  customer_delete: () => ({ path: '/rest/all/V1/customers/2' }),
  product_delete: () => ({ path: '/rest/all/V1/products/SIMPLE-009' }),
  base_prices_post: () => ({ body: { prices: [{ price: 101.25, store_id: 0, sku: 'SIMPLE-001' }] } }),
  special_price_post: () => ({ body: { prices: [{ price: 90, store_id: 0, sku: 'SIMPLE-001' }] } }),
  source_items_post: asItIs,
  source_items_post_bad_sku: asItIs,
  source_items_negative: asItIs,
  source_items_delete: asItIs,
  directory_currency: asItIs,
  http_to_https: asItIs,
  is_salable: asItIs,
  store_websites: asItIs,
  store_storeGroups: asItIs,
  store_storeViews: asItIs,
}

for (const [name, prepare] of Object.entries(answers)) {
  t.test(`answers as the real shop did: ${name}`, async t => {
    const store = createPracticeStore(size)
    const fixture = readFixture(name)
    const told = replay(store, fixture, prepare(store))
    t.equal(told.status, fixture.status, 'status')
    t.same(told.body, fixture.body, 'body')
  })
}
