import { keepContent } from './compose-order.ts'
import { wholeSecond } from './dates.ts'
import { changeOrder, editOrder } from './moves-orders.ts'
import { type Fulfillment, findById, type Instant, type OrderContent, type State, secondsNow } from './state.ts'

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
    made = { id: state.nextFulfillmentId++, updated: now, status, fulfilled: true, meta }
    content.fulfillments.push(made)
    setMeta(state, content, '_fulfillment_status', status)
  })
  return made
}

/** Saves a fulfillment as it is: it and its order are bumped. */
export function editFulfillment(state: State, orderId: number, id: number, at?: Date): boolean {
  return changeFulfillments(state, { orderId, id, at }, one => [
    { ...one, updated: at ? wholeSecond(at) : secondsNow(state) },
  ])
}

/** Bumps the order; the meta that tells of fulfillments stays. */
export const deleteFulfillment = (state: State, orderId: number, id: number): boolean =>
  changeFulfillments(state, { orderId, id }, () => [])

interface Target {
  readonly orderId: number
  readonly id: number
  readonly at?: Date | undefined
}

function changeFulfillments(state: State, target: Target, change: (one: Fulfillment) => Fulfillment[]): boolean {
  const known = findById(state.orders, target.orderId)?.content?.fulfillments ?? []
  if (!known.some(one => one.id === target.id)) return false
  const fulfillments = known.flatMap(one => (one.id === target.id ? change(one) : [one]))
  return editOrder(state, target.orderId, { fulfillments }, target.at)
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
