/** Where a right stands in the tree under an integration's API tab; titles as Magento has them in English. */
const places: Readonly<Record<string, string>> = {
  'Magento_Backend::store': 'Stores > Settings > All Stores',
  'Magento_Sales::actions_view': 'Sales > Operations > Orders > Actions > View',
  'Magento_Sales::sales_invoice': 'Sales > Operations > Invoices',
  'Magento_Sales::shipment': 'Sales > Operations > Shipments',
  'Magento_Sales::sales_creditmemo': 'Sales > Operations > Credit Memos',
  'Magento_Sales::comment': 'Sales > Operations > Orders > Actions > Comment',
  'Magento_Catalog::products': 'Catalog > Inventory > Products',
  'Magento_Catalog::categories': 'Catalog > Inventory > Categories',
  'Magento_Catalog::catalog_inventory': 'Catalog > Inventory',
  'Magento_Catalog::attributes_attributes': 'Stores > Attributes > Product',
  'Magento_Customer::customer': 'Customers',
  'Magento_InventoryApi::source': 'Stores > Inventory > Sources',
}

/** `Sales > Operations > Shipments (Magento_Sales::shipment)` */
export const nameRight = (resource: string): string =>
  places[resource] === undefined ? resource : `${places[resource]} (${resource})`

/** Stored on every live integration, whatever it may do: who lacks it is not recognised at all. */
export const everyonesRight = 'Magento_Backend::admin'
