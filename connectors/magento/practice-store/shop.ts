import { ok } from './request.ts'
import type { Route, Visit } from './routes.ts'
import type { State } from './state.ts'

const STORE = 'Magento_Backend::store'

export const storeViews = [
  { id: 1, code: 'default', name: 'Default Store View', currency: 'SEK' },
  { id: 2, code: 'eu', name: 'EU English', currency: 'EUR' },
] as const

export const storeCodes: readonly string[] = ['all', 'default', 'eu']
/** Euros for one krona. */
export const EUR_RATE = 0.087

const websites = [
  { id: 0, code: 'admin', name: 'Admin', default_group_id: 0 },
  { id: 1, code: 'base', name: 'Main Website', default_group_id: 1 },
]
const groups = [
  { id: 0, website_id: 0, root_category_id: 0, default_store_id: 0, name: 'Default', code: 'default' },
  {
    id: 1,
    website_id: 1,
    root_category_id: 2,
    default_store_id: 1,
    name: 'Main Website Store',
    code: 'main_website_store',
  },
]

/** The site of the second store view, where that has a zone or a currency of its own. */
const abroad = {
  website: { id: 2, code: 'eu_site', name: 'EU Website', default_group_id: 2 },
  group: { id: 2, website_id: 2, root_category_id: 2, default_store_id: 2, name: 'EU Website Store', code: 'eu_store' },
}
const isAbroad = (state: State) => Object.keys(state.abroad).length > 0

/** Sites and groups go by the same numbers. */
const siteOf = (state: State, viewId: number) => (viewId === 2 && !isAbroad(state) ? 1 : viewId)

const showView = (state: State, { id, code, name }: { id: number; code: string; name: string }) => {
  const inSite = siteOf(state, id)
  return { id, code, name, website_id: inSite, store_group_id: inSite, is_active: 1 }
}

function showConfigs({ state, home }: Visit) {
  return storeViews.map(({ id, code, currency }) => ({
    ...{ id, code, website_id: siteOf(state, id), locale: id === 1 ? 'sv_SE' : 'en_US' },
    base_currency_code: (id === 2 && state.abroad.currency) || 'SEK',
    default_display_currency_code: currency,
    ...{ timezone: (id === 2 && state.abroad.timeZone) || state.timeZone, weight_unit: 'kgs' },
    ...showAddresses('', home),
    ...showAddresses('secure_', home),
  }))
}

const showAddresses = (prefix: string, home: string) => ({
  [`${prefix}base_url`]: home,
  [`${prefix}base_link_url`]: home,
  [`${prefix}base_static_url`]: `${home}static/version1795185736/`,
  [`${prefix}base_media_url`]: `${home}media/`,
})

function showCurrency(storeCode: string | null) {
  const euro = storeCode === 'eu'
  return {
    base_currency_code: 'SEK',
    base_currency_symbol: 'kr',
    default_display_currency_code: euro ? 'EUR' : 'SEK',
    default_display_currency_symbol: euro ? '€' : 'kr',
    available_currency_codes: ['SEK', 'EUR'],
    exchange_rates: [
      { currency_to: 'SEK', rate: 1 },
      { currency_to: 'EUR', rate: EUR_RATE },
    ],
  }
}

const modules = [
  ...['AdminAnalytics', 'Store', 'AdvancedPricingImportExport', 'Directory', 'Backend', 'Config', 'Catalog'],
  ...['CatalogInventory', 'Customer', 'Sales', 'SalesRule', 'Tax', 'Bundle', 'ConfigurableProduct', 'GroupedProduct'],
  ...[
    'Integration',
    'Webapi',
    'WebapiAsync',
    'AsynchronousOperations',
    'Quote',
    'Checkout',
    'Shipping',
    'OfflinePayments',
  ],
]
const inventoryModules = ['InventoryApi', 'Inventory', 'InventoryCatalog', 'InventorySales', 'InventorySalesApi']

/** Paging is passed over here, and so is what the integration may do. */
const showModules = ({ inventory, twoFactor, version }: State) =>
  [
    ...modules,
    ...(inventory ? inventoryModules : []),
    ...(version === '2.3' ? [] : ['JwtUserToken', 'TwoFactorAuth'].slice(0, twoFactor === 'off' ? 1 : 2)),
  ].map(name => `Magento_${name}`)

const get = (path: string, resource: string, show: (visit: Visit) => unknown): Route => ({
  ...{ path, method: 'GET', resource },
  answer: visit => ok(show(visit)),
})

export const shopRoutes: readonly Route[] = [
  get('/V1/modules', 'Magento_Backend::admin', ({ state }) => showModules(state)),
  get('/V1/store/storeConfigs', STORE, showConfigs),
  get('/V1/store/websites', STORE, ({ state }) => (isAbroad(state) ? [...websites, abroad.website] : websites)),
  get('/V1/store/storeGroups', STORE, ({ state }) => (isAbroad(state) ? [...groups, abroad.group] : groups)),
  get('/V1/store/storeViews', STORE, ({ state }) => [
    showView(state, storeViews[0]),
    showView(state, { id: 0, code: 'admin', name: 'Admin' }),
    showView(state, storeViews[1]),
  ]),
  get('/V1/directory/currency', 'anonymous', ({ storeCode }) => showCurrency(storeCode)),
]
