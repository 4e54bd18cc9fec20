import { z } from 'zod'
import { ConnectorError, type Lookup } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { mapNote, Note, RawHistory } from '../map/note.ts'

const Comments = z.looseObject({ items: z.array(RawHistory).nullable() })

/** As they are now: a new comment reaches the imported record with the next reconcile. */
export const notes: Lookup<Client, Note[]> = {
  label: 'Comments on the order',
  output: z.array(Note),
  run: async (client, orderId) => {
    const { items } = await client.get(`orders/${encodeURIComponent(orderId)}/comments`, Comments)
    if ((items ?? []).length === 0) await assertOrder(client, orderId)
    return (items ?? []).map(mapNote)
  },
}

/** Of an order that is gone the store lists no comments, as of one without any. */
async function assertOrder(client: Client, orderId: string): Promise<void> {
  const { rows } = await client.search('orders', {
    groups: [[['entity_id', 'eq', orderId]]],
    pageSize: 1,
    fields: 'entity_id',
  })
  if (rows.length > 0) return
  throw new ConnectorError('not_found', 'The store has no such order any more.', {
    code: 'gone',
    remedy: 'It was probably deleted in the store.',
  })
}
