import { number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { findBySku, noStock } from './products.ts'
import { ok, type Reply } from './request.ts'
import type { Route, Visit } from './routes.ts'
import type { Product, SourceItem, State } from './state.ts'
import { defaultSourceOf, showStockItem } from './stock-item.ts'

const sourceItems: Collection<SourceItem> = {
  name: 'source-items',
  rows: state => state.sourceItems,
  columns: {
    source_item_id: number(one => one.id),
    sku: text(one => one.sku),
    source_code: text(one => one.source),
    quantity: number(one => one.quantity),
    status: number(one => one.status),
  },
  show: ({ sku, source, quantity, status }) => ({ sku, source_code: source, quantity, status }),
  idOf: one => one.sku,
}

const sources: Collection<string> = {
  name: 'sources',
  rows: state => state.sources,
  columns: { source_code: text(code => code) },
  show: code => ({
    ...{ source_code: code, name: code === 'default' ? 'Default Source' : code, enabled: true },
    ...{ description: 'Default Source', latitude: 0, longitude: 0, country_id: 'SE', postcode: '00000' },
    ...{ use_default_carrier_config: true, carrier_links: [] },
    extension_attributes: { is_pickup_location_active: false, frontend_name: '' },
  }),
  idOf: code => code,
}

const stocks: Collection<number> = {
  name: 'stocks',
  rows: () => [1],
  columns: { stock_id: number(id => id) },
  show: id => ({
    ...{ stock_id: id, name: 'Default Stock' },
    extension_attributes: { sales_channels: [{ type: 'website', code: 'base' }] },
  }),
  idOf: id => id,
}

const list = <Row>(collection: Collection<Row>, resource: string): Route => ({
  ...{ path: `/V1/inventory/${collection.name}`, method: 'GET', resource, exists: hasInventory },
  answer: visit => answerList(visit, collection),
})

const hasInventory = ({ inventory }: State) => inventory

/** What may still be sold: what is there, less what open orders have reserved. */
export function salableOf(state: State, sku: string): number {
  const held = state.sourceItems.filter(one => one.sku === sku && one.status === 1)
  return held.reduce((sum, one) => sum + one.quantity, 0) - (state.reserved.get(sku) ?? 0)
}

const ofProduct = (path: string, show: (product: Product, state: State) => unknown): Route => ({
  ...{ path, method: 'GET', resource: 'Magento_Catalog::catalog_inventory' },
  answer: visit => {
    const product = findBySku(visit)
    return product ? ok(show(product, visit.state)) : noStock(visit.caught[0]!)
  },
})

const showStatus = (product: Product, state: State) => ({
  ...{ product_id: product.id, stock_id: 1, qty: salableOf(state, product.sku) },
  stock_status: (defaultSourceOf(state, product.sku)?.status ?? 1) as number,
  stock_item: showStockItem(state, product),
})

/** Everything below `qty`, in pages of a kind that only this list has. */
function listLowStock({ state, query }: Visit): Reply {
  const most = Number(query.get('qty') ?? 0)
  const size = Number(query.get('pageSize') ?? 0) || state.products.length
  const page = Math.max(1, Number(query.get('currentPage') ?? 1))
  const low = state.products.map(one => showStockItem(state, one)).filter(one => one.qty <= most)
  const items = low.slice((page - 1) * size, page * size)
  return ok({ items, search_criteria: { mapper_interface_name: '' }, total_count: low.length })
}

const salable = (path: string, resource: string, of: (state: State, sku: string) => unknown): Route => ({
  ...{ path, method: 'GET', resource, exists: hasInventory },
  answer: ({ state, caught }) => ok(of(state, caught[0]!)),
})

export const stockRoutes: readonly Route[] = [
  list(sourceItems, 'Magento_InventoryApi::source'),
  list(sources, 'Magento_InventoryApi::source'),
  list(stocks, 'Magento_InventoryApi::stock'),
  salable('/V1/inventory/get-product-salable-quantity/:sku/:stockId', 'Magento_InventorySalesApi::stock', salableOf),
  salable(
    '/V1/inventory/is-product-salable/:sku/:stockId',
    'Magento_InventorySalesApi::stock',
    (state, sku) => salableOf(state, sku) > 0,
  ),
  {
    ...{ path: '/V1/stockItems/lowStock', method: 'GET', resource: 'Magento_Catalog::catalog_inventory' },
    answer: listLowStock,
  },
  ofProduct('/V1/stockItems/:productSku', (product, state) => showStockItem(state, product)),
  ofProduct('/V1/stockStatuses/:productSku', showStatus),
]
