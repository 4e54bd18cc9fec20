import { hex } from '../../../src/sdk/testing/index.ts'

/** System → Extensions → Integrations: four credentials, and what they may be used for. */
export interface Integration {
  readonly id: number
  readonly name: string
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly accessToken: string
  readonly accessTokenSecret: string
  /** ACL resources, or all of them; `Magento_Backend::admin` every integration has. */
  readonly resources: 'all' | readonly string[]
  active: boolean
  revoked: boolean
}

export interface Integrations {
  readonly full: Integration
  /** Sales, and nothing of the catalogue, the customers or the stores. */
  readonly salesOnly: Integration
  readonly catalogueOnly: Integration
  /** Sees all that an import reads, and may change nothing. */
  readonly readOnly: Integration
  /** Made, and never activated. */
  readonly inactive: Integration
}

const viewing = [
  'Magento_Sales::actions_view',
  'Magento_Sales::sales_invoice',
  'Magento_Sales::shipment',
  'Magento_Sales::sales_creditmemo',
]
const sales = [
  ...viewing,
  ...['ship', 'invoice', 'creditmemo', 'comment', 'cancel', 'hold', 'unhold', 'emails', 'api_actions'].map(
    action => `Magento_Sales::${action}`,
  ),
]
const catalogue = [
  'Magento_Catalog::catalog',
  'Magento_Catalog::products',
  'Magento_Catalog::categories',
  'Magento_Catalog::attributes_attributes',
  'Magento_Catalog::catalog_inventory',
  'Magento_InventoryApi::source',
  'Magento_InventoryApi::stock',
  'Magento_InventoryApi::stock_source_item_assign',
  'Magento_InventorySalesApi::stock',
]

export function makeIntegrations(seed: number): Integrations {
  let id = 0
  const make = (name: string, resources: Integration['resources'], active = true): Integration => ({
    ...{ id: ++id, name, resources, active, revoked: false },
    consumerKey: hex(32, seed, name, 'key'),
    consumerSecret: hex(32, seed, name, 'secret'),
    accessToken: hex(32, seed, name, 'token'),
    accessTokenSecret: hex(32, seed, name, 'token secret'),
  })
  return {
    full: make('full', 'all'),
    salesOnly: make('salesOnly', sales),
    catalogueOnly: make('catalogueOnly', catalogue),
    readOnly: make('readOnly', [...viewing, ...catalogue.slice(0, -2), 'Magento_Customer::customer', STORE]),
    inactive: make('inactive', 'all', false),
  }
}

const STORE = 'Magento_Backend::store'
const ALWAYS = 'Magento_Backend::admin'

export const mayUse = ({ resources }: Integration, resource: string): boolean =>
  resource === ALWAYS || resources === 'all' || resources.includes(resource)
