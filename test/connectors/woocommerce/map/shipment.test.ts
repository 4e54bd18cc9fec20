import t from 'tap'
import { parcelsOf, RawFulfillment, RawParcelOrder } from '../../../../connectors/woocommerce/map/parcels.ts'
import { mapShipment, RawShipment } from '../../../../connectors/woocommerce/map/shipment.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { recordedList, storeFacts } from '../records.ts'

const orderWith = (meta: Record<string, unknown>) => ({
  id: 900,
  number: '900',
  status: 'completed',
  date_created_gmt: '2025-11-20T08:00:00',
  date_modified_gmt: '2025-11-22T08:00:00',
  meta_data: Object.entries(meta).map(([key, value], id) => ({ id, key, value })),
})

function shipments(meta: Record<string, unknown>, fulfillments: unknown[] = []) {
  const order = RawParcelOrder.parse(orderWith(meta))
  return parcelsOf(
    order,
    fulfillments.map(entry => RawFulfillment.parse(entry)),
  ).map(raw => canonical.shipments.parse(mapShipment(RawShipment.parse(raw), storeFacts)))
}

const postnord = {
  tracking_provider: 'postnord',
  custom_tracking_provider: '',
  custom_tracking_link: '',
  tracking_number: '00373500489530470000',
  date_shipped: '1763683200',
  tracking_id: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
}

t.test('an order that is a draft yet has no shipments, whatever a plugin wrote into it', async t => {
  const order = { ...orderWith({ _wc_shipment_tracking_items: [postnord] }), status: 'checkout-draft' }
  const parcels = parcelsOf(RawParcelOrder.parse(order), [])
  t.equal(parcels.length, 1)
  t.equal(mapShipment(RawShipment.parse(parcels[0]), storeFacts), null)
})

t.test('WooCommerce’s own fulfillments tell number, carrier, lines and local time', async t => {
  t.strictSame(shipments({ _fulfillment_status: 'fulfilled' }, recordedList('fulfillments_on_get')), [
    {
      externalId: '900:1',
      parentExternalId: '900',
      orderNumber: '900',
      createdAt: '2025-11-20T08:00:00.000Z',
      modifiedAt: '2025-11-22T08:00:00.000Z',
      deleted: false,
      status: 'fulfilled',
      carrier: 'postnord',
      trackingNumber: '00373500489530470000',
      trackingUrl: 'https://tracking.postnord.com/?id=1',
      shippedAt: '2026-11-20T15:11:48.000Z',
      source: 'fulfillments',
      lines: [{ orderLineExternalId: '1413', quantity: '1' }],
    },
  ])
})

t.test('Shipment Tracking and Advanced Shipment Tracking', async t => {
  const custom = {
    ...postnord,
    tracking_provider: '',
    custom_tracking_provider: 'Budbee',
    custom_tracking_link: 'https://budbee.example/1',
    tracking_number: 'B1',
    tracking_id: 'ff',
    products_list: [{ product: '503', item_id: '1955', qty: '2' }],
  }
  t.match(shipments({ _wc_shipment_tracking_items: [postnord, custom] }), [
    {
      externalId: '900:a1b2c3d4e5f60718293a4b5c6d7e8f90',
      source: 'shipment-tracking',
      carrier: 'postnord',
      trackingUrl: null,
      shippedAt: '2025-11-21T00:00:00.000Z',
      lines: [],
    },
    {
      externalId: '900:ff',
      carrier: 'Budbee',
      trackingUrl: 'https://budbee.example/1',
      lines: [{ orderLineExternalId: '1955', quantity: '2' }],
    },
  ])
})

t.test('a list from which PHP took something is an object, and is read all the same', async t => {
  t.equal(
    shipments({
      _wc_shipment_tracking_items: { '1': postnord, '3': { ...postnord, tracking_number: 'x', tracking_id: 'y' } },
    }).length,
    2,
  )
})

t.test('AfterShip, and its older single fields', async t => {
  const item = {
    slug: 'dhl',
    tracking_number: 'JD01',
    tracking_id: 'ab',
    additional_fields: { ship_date: '20251120' },
    line_items: [{ id: 1955, quantity: 1 }],
    metrics: {},
  }
  t.match(shipments({ _aftership_tracking_items: [item] }), [
    {
      externalId: '900:ab',
      source: 'aftership',
      carrier: 'dhl',
      shippedAt: '2025-11-19T23:00:00.000Z',
      lines: [{ orderLineExternalId: '1955', quantity: '1' }],
    },
  ])
  t.match(shipments({ _aftership_tracking_number: 'JD02', _aftership_tracking_provider_name: 'dhl' }), [
    { trackingNumber: 'JD02', carrier: 'dhl' },
  ])
})

t.test('ParcelPanel keeps JSON text', async t => {
  const kept = {
    PP1: { order_id: 900, tracking_number: 'PP1', courier_code: 'postnord-se', fulfilled_at: 1763683200, items: 'x' },
  }
  t.match(shipments({ _parcelpanel_shipping_numbers: JSON.stringify(kept) }), [
    { source: 'parcelpanel', trackingNumber: 'PP1', carrier: 'postnord-se', shippedAt: '2025-11-21T00:00:00.000Z' },
  ])
  t.strictSame(shipments({ _parcelpanel_shipping_numbers: '{broken' }), [])
})

t.test('YITH Order Tracking', async t => {
  const kept = {
    ywot_tracking_code: 'Y1',
    ywot_carrier_name: 'Bring',
    ywot_carrier_url: 'https://bring.example/',
    ywot_pick_up_date: '2025-11-20',
  }
  t.match(shipments(kept), [
    {
      source: 'yith',
      trackingNumber: 'Y1',
      carrier: 'Bring',
      trackingUrl: 'https://bring.example/',
      shippedAt: '2025-11-19T23:00:00.000Z',
    },
  ])
})

t.test('PluginHive keeps several numbers in one text', async t => {
  const kept = { shipment_id_cs: 'P1, P2', shipping_service: 'ups', order_date: '2025-11-20' }
  t.strictSame(
    shipments({ wf_wc_shipment_source: kept }).map(({ trackingNumber, carrier }) => [trackingNumber, carrier]),
    [
      ['P1', 'ups'],
      ['P2', 'ups'],
    ],
  )
})

t.test('a number that two plugins tell is one parcel', async t => {
  const both = {
    _wc_shipment_tracking_items: [postnord],
    _tracking_number: postnord.tracking_number,
    _aftership_tracking_number: postnord.tracking_number,
  }
  t.match(shipments(both), [{ source: 'shipment-tracking' }])
  t.equal(shipments(both).length, 1)
})

t.test('a parcel without an id of its own keeps the same one from run to run', async t => {
  const kept = { _tracking_number: 'T1', _tracking_provider: 'dhl', _tracking_url: '' }
  const [one] = shipments(kept)
  const [other] = shipments({ ...kept, _tracking_provider: 'DHL Express' })
  t.equal(one?.externalId, other?.externalId)
  t.match(one?.externalId, /^900:[0-9a-f]{32}$/)
})

t.test('meta in whatever form is no parcel rather than a crash', async t => {
  for (const value of [null, '', 'text', 7, [], [null], ['x'], [{}], [{ tracking_number: '' }], { a: 1 }, [[postnord]]])
    t.strictSame(shipments({ _wc_shipment_tracking_items: value, _parcelpanel_shipping_numbers: value }), [])
})

t.test('a store that keeps its zone as a bare offset is understood', async t => {
  const [raw] = parcelsOf(
    RawParcelOrder.parse(orderWith({})),
    recordedList('fulfillments_on_get').map(entry => RawFulfillment.parse(entry)),
  )
  const mapped = mapShipment(RawShipment.parse(raw), { ...storeFacts, timeZone: '+05:30' })
  t.equal(mapped?.shippedAt, '2026-11-20T10:41:48.000Z')
})

t.test('parcels of an order in the trash are marked', async t => {
  const order = RawParcelOrder.parse({ ...orderWith({ _tracking_number: 'T1' }), status: 'trash' })
  t.match(mapShipment(RawShipment.parse(parcelsOf(order, [])[0]), storeFacts), { deleted: true })
})
