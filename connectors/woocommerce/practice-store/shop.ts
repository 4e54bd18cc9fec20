import { hex } from '../../../src/sdk/testing/index.ts'
import { fail, ok, type Reply } from './request.ts'
import { one, type Route, type Visit } from './routes.ts'
import { fullVersion, isHpos, type State } from './state.ts'
import { apiUrl, linksOf } from './view.ts'
import { orderStatuses } from './words.ts'

const currencies: Readonly<Record<string, readonly [string, string]>> = {
  SEK: ['Swedish krona', '&#107;&#114;'],
  EUR: ['Euro', '&euro;'],
  NOK: ['Norwegian krone', '&#107;&#114;'],
  USD: ['United States (US) dollar', '&#36;'],
}

/** What WordPress tells anybody about itself. */
export function showIndex(state: State, home: string) {
  const bare = /^[+-]/.test(state.zone.name)
  return {
    name: state.name,
    description: '',
    url: home,
    home,
    gmt_offset: state.zone.offsetMs(state.clock.now().getTime()) / 3_600_000,
    timezone_string: bare ? '' : state.zone.name,
    page_for_posts: 0,
    page_on_front: 0,
    show_on_front: 'posts',
    namespaces: [
      'oembed/1.0',
      ...(state.woocommerceActive
        ? ['wc/v3', 'wc/v1', 'wc-admin', 'wc-analytics', 'wc/store', 'wc/store/v1', 'wc/v2']
        : []),
      'wp/v2',
      'wp-site-health/v1',
      'wp-block-editor/v1',
    ],
    authentication: {
      'application-passwords': { endpoints: { authorization: `${home}/wp-admin/authorize-application.php` } },
    },
    routes: {},
    _links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
  }
}

function showSystemStatus({ state, home }: Visit) {
  const hpos = isHpos(state)
  const [, symbol] = currencies[state.currency] ?? ['', '']
  return {
    environment: {
      home_url: home,
      site_url: home,
      ...(hpos && { store_id: `${hex(8, state.seed, 'store')}-071d-43ec-ad40-2bf1f557cc22` }),
      version: fullVersion(state),
      wp_version: hpos ? '6.9.7' : '6.4.10',
      wp_multisite: false,
      language: 'en_US',
      server_info: 'nginx/1.22.1',
      php_version: '8.2.35',
      default_timezone: 'UTC',
    },
    database: {},
    active_plugins: [],
    settings: {
      api_enabled: false,
      force_ssl: false,
      currency: state.currency,
      currency_symbol: symbol,
      currency_position: 'right_space',
      thousand_separator: ' ',
      decimal_separator: ',',
      number_of_decimals: 2,
      order_datastore: hpos
        ? 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore'
        : 'WC_Order_Data_Store_CPT',
      HPOS_enabled: hpos,
      HPOS_sync_enabled: false,
      ...(hpos && { enabled_features: ['analytics', 'order_attribution', 'custom_order_tables'] }),
    },
  }
}

const settings: Readonly<Record<string, (state: State) => readonly [string, string]>> = {
  woocommerce_store_city: () => ['City', 'Jönköping'],
  woocommerce_default_country: () => ['Country / State', 'SE'],
  woocommerce_calc_taxes: () => ['Enable taxes', 'yes'],
  woocommerce_currency: state => ['Currency', state.currency],
  woocommerce_price_num_decimals: () => ['Number of decimals', '2'],
}

const taxSettings: typeof settings = {
  woocommerce_prices_include_tax: () => ['Prices entered with tax', 'yes'],
  woocommerce_tax_based_on: () => ['Calculate tax based on', 'shipping'],
}

const groups: Readonly<Record<string, typeof settings>> = { general: settings, tax: taxSettings }

function showSetting({ view, state }: Visit, group: string, id: string) {
  const [label, value] = groups[group]![id]!(state)
  const about = { id, label, description: '', type: 'text', default: '', tip: '', value }
  return { ...about, _links: linksOf(view, `settings/${group}/${id}`, ['GET', 'POST', 'PUT', 'PATCH']) }
}

function answerSetting(visit: Visit): Reply {
  const [group, id] = visit.caught as [string, string]
  if (!groups[group]) return fail(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.')
  if (!groups[group][id]) return fail(404, 'rest_setting_setting_invalid', 'Invalid setting.')
  return one(visit, showSetting(visit, group, id))
}

function answerCurrency(visit: Visit): Reply {
  const code = visit.state.currency
  const [name, symbol] = currencies[code] ?? [code, code]
  const self = [{ href: apiUrl(visit.view, `data/currencies/${code}`) }]
  const collection = [{ href: apiUrl(visit.view, 'data/currencies') }]
  return one(visit, { code, name, symbol, _links: { self, collection } })
}

const countBy = <T>(rows: readonly T[], keep: (row: T) => boolean) =>
  rows.reduce((n, row) => n + (keep(row) ? 1 : 0), 0)

const reports: Readonly<Record<string, (state: State) => readonly (readonly [string, string, number])[]>> = {
  orders: state =>
    Object.entries(orderStatuses).map(([slug, name]) => [
      slug,
      name,
      countBy(state.orders, row => row.status === slug),
    ]),
  products: state =>
    ['external', 'grouped', 'simple', 'variable'].map(type => {
      const name = type === 'external' ? 'External/Affiliate' : type[0]!.toUpperCase() + type.slice(1)
      const count = countBy(state.products, one => one.type === type && one.status === 'publish')
      return [type, `${name} product`, count]
    }),
  customers: state => [
    ['paying', 'Paying customer', countBy(state.customers, one => one.role === 'customer' && one.paying)],
    ['non_paying', 'Non-paying customer', countBy(state.customers, one => one.role === 'customer' && !one.paying)],
  ],
}

export const indexRoutes: readonly Route[] = [
  {
    path: '/',
    method: 'GET',
    answer: visit => one(visit, showIndex(visit.state, visit.home)),
  },
]

export const shopRoutes: readonly Route[] = [
  {
    path: '/wc/v3',
    method: 'GET',
    answer: visit => {
      const up = [{ href: `${visit.api}/` }]
      return one(visit, { namespace: 'wc/v3', routes: {}, _links: { up } })
    },
  },
  { path: '/wc/v3/system_status', method: 'GET', right: 'list', answer: visit => one(visit, showSystemStatus(visit)) },
  { path: '/wc/v3/settings/(\\w+)/(\\w+)', method: 'GET', right: 'list', answer: answerSetting },
  {
    path: '/wc/v3/settings/(\\w+)',
    method: 'GET',
    right: 'list',
    answer: visit => {
      const group = visit.caught[0]!
      if (!groups[group]) return fail(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.')
      return ok(Object.keys(groups[group]).map(id => showSetting(visit, group, id)))
    },
  },
  { path: '/wc/v3/data/currencies/current', method: 'GET', right: 'view', answer: answerCurrency },
  {
    path: '/wc/v3/reports/(orders|products|customers)/totals',
    method: 'GET',
    right: 'list',
    answer: ({ state, caught }) =>
      ok(reports[caught[0]!]!(state).map(([slug, name, total]) => ({ slug, name, total }))),
  },
]
