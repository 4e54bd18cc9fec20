import { z } from 'zod'
import { known, type Span, type Summaries, Summary } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { isDraft } from '../map/order.ts'
import { RawAmount, RawText } from '../map/raw.ts'
import { decimalOf, instantOf, textOf } from '../map/values.ts'
import { walkWindow } from '../walk-window.ts'
import { idTextOf, liveAndTrash } from './read.ts'

const Summarised = z.looseObject({
  number: RawText,
  status: z.string(),
  total: RawAmount.nullish(),
  currency: z.string().nullish(),
  date_created_gmt: RawText,
  date_modified_gmt: RawText,
})
const fields = { _fields: 'id,number,status,total,currency,date_created_gmt,date_modified_gmt' }

/** Of what is live, by the walk that imports them. */
export async function* summarise(client: Client, { from, before }: Span): AsyncGenerator<Summaries> {
  const { any } = liveAndTrash(client, 'orders', fields)
  const window = { since: null, until: before, createdFrom: from, createdBefore: before }
  for await (const { rows, hidden } of walkWindow({ legs: { any }, window }, null))
    yield { summaries: rows.flatMap(toSummary), hidden }
}

function toSummary(row: unknown): Summary[] {
  const externalId = idTextOf(row)
  const order = Summarised.safeParse(row).data
  if (externalId === null || (order !== undefined && isDraft(order.status))) return []
  return [
    {
      externalId,
      number: textOf(order?.number ?? null) ?? externalId,
      status: order?.status ?? 'unreadable',
      total: known(Summary.shape.total, decimalOf(order?.total)),
      currency: known(Summary.shape.currency, order?.currency),
      createdAt: known(Summary.shape.createdAt, instantOf(order?.date_created_gmt ?? null)),
      modifiedAt: known(Summary.shape.modifiedAt, instantOf(order?.date_modified_gmt ?? null)),
    },
  ]
}
