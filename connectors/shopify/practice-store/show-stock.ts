import { levelsOf } from './levels.ts'
import { listChildren } from './listing.ts'
import { money } from './order-money.ts'
import { showVariant } from './show-product.ts'
import { gid, type Level, type Location, type Product, type State, show, type Variant } from './state.ts'
import { fail, type Shown, type Visit } from './visit.ts'

/** An inventory item: the other half of a variant, with a number of its own. */
export interface Item {
  readonly id: number
  readonly variant: Variant
  readonly product: Product
}

export function showItem(state: State, item: Item): Shown {
  const { id, variant, product } = item
  const levels = levelsOf(state, id)
  const variants = [variant]
  return {
    ...{ __typename: 'InventoryItem', id: gid('InventoryItem', id), legacyResourceId: String(id), sku: variant.sku },
    ...{ tracked: variant.tracked, requiresShipping: true, countryCodeOfOrigin: null, harmonizedSystemCode: null },
    unitCost: money(Math.round(variant.price / 2), state.currency),
    measurement: { weight: variant.weight === null ? null : { value: variant.weight, unit: 'GRAMS' } },
    ...{ createdAt: show(variant.created), updatedAt: show(variant.itemUpdated) },
    variants: listChildren(`variants of item ${id}`, variants, one => showVariant(state, product, one)),
    inventoryLevels: listChildren(`levels of item ${id}`, levels, level => showLevel(state, level, item)),
  }
}

export const levelId = ({ id, itemId }: Level): string => `${gid('InventoryLevel', id)}?inventory_item_id=${itemId}`

export function showLevel(state: State, level: Level, item: Item): Shown {
  const { locationId, available, committed } = level
  const counts: Readonly<Record<string, number>> = {
    ...{ available, committed, on_hand: available + committed, incoming: 0, reserved: 0, damaged: 0 },
    ...{ safety_stock: 0, quality_control: 0 },
  }
  return {
    ...{ __typename: 'InventoryLevel', id: levelId(level), isActive: true, canDeactivate: false },
    ...{ createdAt: show(level.created), updatedAt: show(level.updated) },
    location: () => showLocation(state.locations.find(({ id }) => id === locationId)!),
    item: () => showItem(state, item),
    quantities: ({ names }: { names?: readonly string[] }, _: Visit) => {
      const unknown = names?.find(name => !(name in counts))
      if (unknown !== undefined) throw fail('INVALID', `The specified inventory name is invalid: ${unknown}.`)
      return names?.map(name => ({
        ...{ name, quantity: counts[name], updatedAt: name === 'available' ? show(level.updated) : null },
      }))
    },
  }
}

export const showLocation = ({ id, name, active }: Location): Shown => ({
  ...{ __typename: 'Location', id: gid('Location', id), legacyResourceId: String(id), name, isActive: active },
  ...{ fulfillsOnlineOrders: true, hasActiveInventory: true, shipsInventory: true, isFulfillmentService: false },
  ...{ fulfillmentService: null, address: { address1: 'Storgatan 1', city: name, zip: '21122', countryCode: 'SE' } },
})
