import type { Product, State } from './state.ts'

/** What the default source holds: the whole of a shop without MSI. */
export const defaultSourceOf = (state: State, sku: string) =>
  state.sourceItems.find(one => one.sku === sku && one.source === 'default')

export function showStockItem(state: State, product: Product) {
  const item = defaultSourceOf(state, product.sku)
  return {
    ...{ item_id: product.id, product_id: product.id, stock_id: 1, qty: item?.quantity ?? 0 },
    ...{
      is_in_stock: item ? item.status === 1 : true,
      is_qty_decimal: false,
      show_default_notification_message: false,
    },
    ...{ use_config_min_qty: true, min_qty: 0, use_config_min_sale_qty: 1, min_sale_qty: 1 },
    ...{ use_config_max_sale_qty: true, max_sale_qty: 10_000, use_config_backorders: !product.backorders },
    ...{ backorders: product.backorders ? 1 : 0, use_config_notify_stock_qty: true, notify_stock_qty: 1 },
    ...{ use_config_qty_increments: true, qty_increments: 0, use_config_enable_qty_inc: true },
    ...{ enable_qty_increments: false, use_config_manage_stock: true, manage_stock: true, low_stock_date: null },
    ...{ is_decimal_divided: false, stock_status_changed_auto: item ? 0 : 1 },
  }
}
