import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Collection, ConnectorError, entity, readable, type Window, whyUnread } from '../../../src/sdk/index.ts'
import { readInBulk } from '../bulk/read.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCollection, RawCollection } from '../map/collection.ts'
import { mapProduct, RawProduct } from '../map/product.ts'
import { completeAll, completeEach } from '../nested.ts'
import { gidsOf, idOf, Position, readNamed, walk } from '../walk.ts'
import { tellDestroyed } from './destroyed.ts'
import {
  bulk,
  collections,
  collectionsOf,
  marked,
  markedVariants,
  media,
  search,
  variants,
  whole,
} from './product-queries.ts'
import { sweepOf } from './sweep.ts'

/** Neither a place in a collection nor a sale moves the product's time. */
const Marked = z.looseObject({
  id: z.string(),
  updatedAt: z.string(),
  status: z.string(),
  collections: z.looseObject({ nodes: z.array(z.looseObject({ id: z.string() })) }),
  variants: z.looseObject({
    nodes: z.array(z.looseObject({ id: z.string(), updatedAt: z.string(), inventoryQuantity: z.number().nullish() })),
  }),
})

function fingerprint({ id, updatedAt, status, ...of }: z.output<typeof Marked>): string {
  const variants = of.variants.nodes.map(one => [one.id, one.updatedAt, one.inventoryQuantity ?? null])
  const told = [id, updatedAt, status, of.collections.nodes.map(one => one.id).sort(), variants.sort()]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url')
}

const overlapSeconds = 600
const all = { queries: whole, search, bulk, overlapSeconds }

const complete = (client: Client, record: unknown) => completeAll(client, record, [variants, media, collectionsOf])
const completeMarked = (client: Client, record: unknown) => completeAll(client, record, [markedVariants, collectionsOf])

export const products = entity<'products', Client, RawProduct, Position, Facts>({
  name: 'products',
  label: 'Products',
  import: {
    incremental: true,
    overlapSeconds,
    startsAtOrderStart: false,
    raw: readable(RawProduct),
    idOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) =>
      completeEach(client, await readNamed(client, whole.named, gidsOf('Product', ids)), complete),
    sweep: sweepOf({
      ...{ of: { queries: marked, pageSize: 100, search }, schema: Marked, fingerprint },
      prepare: (client, records) => completeEach(client, records, completeMarked),
    }),
    fingerprint,
    map: mapProduct,
  },
  collections: readCollections,
})

async function* readPages(client: Client, window: Window, from: Position | null) {
  if (from === null) yield* tellDestroyed(client, 'PRODUCT', window)
  for await (const page of readInBulk(client, all, window, from))
    yield { ...page, records: await completeEach(client, page.records, complete) }
}

const whenever = { since: null, createdFrom: null, createdBefore: null }

async function* readCollections(client: Client): AsyncGenerator<readonly Collection[]> {
  for await (const { records } of walk(client, { queries: collections, pageSize: 250 }, whenever, null))
    yield records.map(record => mapCollection(fitCollection(record)))
}

/** No collection may be passed over: products name it. */
function fitCollection(record: unknown): RawCollection {
  const parsed = RawCollection.safeParse(record)
  if (parsed.success) return parsed.data
  const reason = whyUnread(record) ?? 'cannot be understood.'
  throw new ConnectorError('contract', `A collection of the shop ${reason}`, {
    ...{ code: 'collection', cause: parsed.error },
    remedy: 'Save the collection anew in the shop’s admin under Products > Collections, and run it again.',
  })
}
