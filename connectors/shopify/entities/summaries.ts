import { known, type Span, type Summaries, Summary } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { RawEdited, soldFor } from '../map/edits.ts'
import { decimalOf } from '../map/money.ts'
import { externalStatusOf } from '../map/order.ts'
import { RawText } from '../map/values.ts'
import { idOf, walk } from '../walk.ts'
import { summarised } from './order-queries.ts'
import { assertShown } from './read-orders.ts'

const Summarised = RawEdited.extend({
  ...{ name: RawText, createdAt: RawText, updatedAt: RawText, currencyCode: RawText },
  ...{ displayFinancialStatus: RawText, displayFulfillmentStatus: RawText },
})

export async function* summarise(client: Client, { from, before }: Span): AsyncGenerator<Summaries> {
  await assertShown(client, from)
  const bounds = { since: null, createdFrom: from, createdBefore: before }
  for await (const { records } of walk(client, { queries: summarised, pageSize: 250 }, bounds, null))
    yield { summaries: records.flatMap(toSummary) }
}

function toSummary(record: unknown): Summary[] {
  const externalId = idOf(record)
  if (externalId === null) return []
  const order = Summarised.safeParse(record).data
  const total = order?.totalPriceSet ? decimalOf(soldFor(order)) : null
  return [
    {
      ...{ externalId, number: order?.name ?? null, total },
      status: order?.updatedAt ? externalStatusOf(order) : 'unreadable',
      currency: known(Summary.shape.currency, order?.currencyCode),
      createdAt: known(Summary.shape.createdAt, order?.createdAt),
      modifiedAt: known(Summary.shape.modifiedAt, order?.updatedAt),
    },
  ]
}
