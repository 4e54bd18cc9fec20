import { keepContent } from './compose-order.ts'
import { changeOrder, editOrder } from './moves-orders.ts'
import { hash } from './random.ts'
import { type Fulfillment, type Instant, type OrderContent, type State, secondsNow } from './state.ts'

export interface NewFulfillment {
  readonly status?: string
  readonly meta: readonly { readonly key: string; readonly value: unknown }[]
}

/** Bumps the order and leaves its state in the order's meta. */
export function addFulfillment(state: State, orderId: number, given: NewFulfillment): Fulfillment | null {
  let made: Fulfillment | null = null
  changeOrder(state, orderId, undefined, row => {
    const content = keepContent(state, row)
    const now = secondsNow(state)
    const status = given.status ?? 'fulfilled'
    const dated = [...given.meta, { key: '_date_fulfilled', value: spaced(state, now) }]
    const meta = dated.map(one => ({ id: state.nextMetaId++, ...one }))
    made = { id: hash(orderId, content.fulfillments.length) % 100_000, updated: now, status, fulfilled: true, meta }
    content.fulfillments.push(made)
    setMeta(state, content, '_fulfillment_status', status)
  })
  return made
}

/** As the fulfillment routes write a time: local, without T. */
export const spaced = (state: State, at: Instant) => state.zone.local(at).replace('T', ' ')

function setMeta(state: State, content: OrderContent, key: string, value: unknown): void {
  content.meta = [...content.meta.filter(one => one.key !== key), { id: state.nextMetaId++, key, value }]
}

export type TrackingPlugin = 'shipment-tracking' | 'aftership' | 'parcel-panel' | 'plain'

/** What the common tracking plugins leave in an order's meta. Bumps, as saving the order does. */
export function addTrackingMeta(
  state: State,
  orderId: number,
  plugin: TrackingPlugin,
  number = '00373500489530470000',
) {
  return editOrder(state, orderId, content => {
    const seconds = String(secondsNow(state) / 1000)
    const day = state.zone.local(secondsNow(state)).slice(0, 10)
    const item = { tracking_provider: 'postnord', custom_tracking_provider: '', custom_tracking_link: '' }
    const tracked = [{ ...item, tracking_number: number, date_shipped: seconds, tracking_id: `t${seconds}` }]
    if (plugin === 'shipment-tracking') setMeta(state, content, '_wc_shipment_tracking_items', tracked)
    if (plugin === 'aftership') {
      setMeta(state, content, '_aftership_tracking_number', number)
      setMeta(state, content, '_aftership_tracking_provider_name', 'PostNord')
      const one = { slug: 'postnord', tracking_number: number, metrics: { created_at: `${day}T00:00:00Z` } }
      setMeta(state, content, '_aftership_tracking_items', [one])
    }
    if (plugin === 'parcel-panel') setMeta(state, content, '_parcelpanel_shipping_numbers', tracked)
    if (plugin === 'plain') setMeta(state, content, '_tracking_number', number)
  })
}
