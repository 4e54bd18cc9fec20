import { z } from 'zod'
import { entity, type StoreFacts } from '../../src/sdk/index.ts'
import { ordersIn } from './tiny-orders.ts'
import { fetchFrom, Position, type TinyStore, walk } from './tiny-shop.ts'

const RawCustomer = z.looseObject({ id: z.number().int(), email: z.string() })
type RawCustomer = z.output<typeof RawCustomer>

/** Not incremental: every run reads all of them. */
export const tinyCustomers = entity<'customers', TinyStore, RawCustomer, Position, StoreFacts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: RawCustomer,
    idOf: raw => String((raw as RawCustomer).id),
    position: Position,
    async *pages(store, _window, from) {
      for await (const { rows, next } of walk(store, from, () => store.customers.values()))
        yield { records: rows, next }
    },
    fetch: (store, ids) => fetchFrom(store, store.customers, ids),
    map: ({ id, email }) => ({
      externalId: String(id),
      modifiedAt: null,
      createdAt: null,
      email,
      firstName: null,
      lastName: null,
      company: null,
      phone: null,
      username: null,
      role: null,
      billing: null,
      shipping: null,
    }),
  },
})

const RawParcel = z.looseObject({
  order: z.number().int(),
  saved: z.string().nullish(),
  id: z.number().int(),
  tracking: z.string(),
})
type RawParcel = z.output<typeof RawParcel>

const parcelsOf = (store: TinyStore, order: number): RawParcel[] =>
  (store.parcels.get(order) ?? []).map(parcel => ({ order, saved: store.orders.get(order)?.modified, ...parcel }))

/** A walk over orders: each page has all parcels of its orders. */
export const tinyShipments = entity<'shipments', TinyStore, RawParcel, Position, StoreFacts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawParcel,
    idOf: raw => String((raw as RawParcel).id),
    position: Position,
    async *pages(store, window, from) {
      for await (const { rows, next } of walk(store, from, () => ordersIn(store, window)))
        yield {
          records: rows.flatMap(one => parcelsOf(store, one.id)),
          next,
          wholeParents: rows.map(one => String(one.id)),
        }
    },
    fetch: async (store, ids) =>
      [...store.parcels.keys()].flatMap(order => parcelsOf(store, order).filter(one => ids.includes(String(one.id)))),
    map: ({ order, saved, id, tracking }) => ({
      externalId: String(id),
      modifiedAt: saved ?? null,
      createdAt: null,
      parentExternalId: String(order),
      orderNumber: String(order),
      status: null,
      carrier: null,
      trackingNumber: tracking,
      trackingUrl: null,
      shippedAt: null,
      source: 'tiny',
      lines: [],
    }),
  },
})
