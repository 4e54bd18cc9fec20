import { listChildren } from './listing.ts'
import { type Opened, showLine, showOrder } from './show-order.ts'
import { type Fulfillment, gid, show } from './state.ts'
import type { Shown } from './visit.ts'

export function showFulfillment(opened: Opened, fulfillment: Fulfillment): Shown {
  const { state, order, content } = opened
  const { id, status, lines } = fulfillment
  const location = state.locations.find(one => one.id === fulfillment.locationId)
  return {
    __typename: 'Fulfillment',
    order: () => showOrder(state, order),
    ...{
      id: gid('Fulfillment', id),
      legacyResourceId: String(id),
      name: `#${order.number}.${fulfillment.number}`,
      status,
    },
    displayStatus: status === 'CANCELLED' ? 'CANCELED' : 'FULFILLED',
    ...{ createdAt: show(fulfillment.created), updatedAt: show(fulfillment.updated) },
    ...{ inTransitAt: null, deliveredAt: null, estimatedDeliveryAt: null },
    totalQuantity: lines.reduce((all, { quantity }) => all + quantity, 0),
    location: location ? { id: gid('Location', location.id), name: location.name } : null,
    service: { handle: 'manual', serviceName: 'Manual', type: 'MANUAL' },
    trackingInfo: fulfillment.tracking,
    fulfillmentLineItems: listChildren(`lines of fulfillment ${id}`, lines, line => ({
      ...{ id: gid('FulfillmentLineItem', line.id), quantity: line.quantity },
      lineItem: () => {
        const ordered = content.lines.find(one => one.id === line.lineId)
        return ordered ? showLine(opened, ordered) : null
      },
    })),
  }
}
