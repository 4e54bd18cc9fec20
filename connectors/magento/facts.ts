import { z } from 'zod'
import { StoreFacts } from '../../src/sdk/index.ts'

/** One store view: what orders belong to. */
export const StoreView = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  websiteId: z.number(),
  /** By which its days are told; null: by the connection's. */
  timeZone: z.string().nullable().default(null),
  /** What its website keeps its books in. */
  currency: z.string().nullable().default(null),
  /** What its customers see prices in. */
  sellsIn: z.string().nullish(),
})
export type StoreView = z.output<typeof StoreView>

export const Facts = StoreFacts.extend({
  /** `https://shop.example/rest/all/V1/`, or with `index.php/` before `rest` where the server rewrites nothing. */
  apiRoot: z.string(),
  /** Scheme, host and port as PHP sees them, which a proxy may make differ from ours: signatures are made over them. */
  signedOrigin: z.string(),
  /** Multi Source Inventory is installed: stock is read from source items, else from stock items. */
  hasSources: z.boolean(),
  /** Where pictures are; null where the store does not tell. */
  mediaUrl: z.string().nullable(),
  /** The store views whose orders are imported, by id; null: all. */
  storeIds: z.array(z.number()).nullable(),
  storeViews: z.array(StoreView).default([]),
  edition: z.string().nullable().default(null),
})
export type Facts = z.output<typeof Facts>

/** The zone by which the days of a store view's records are told. */
export const zoneOf = ({ storeViews, timeZone }: Facts, storeId: unknown): string =>
  storeViews.find(({ id }) => String(id) === String(storeId))?.timeZone ?? timeZone
