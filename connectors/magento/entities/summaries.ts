import { z } from 'zod'
import { known, type Span, type Summaries, Summary } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { amountOf, decimalOf } from '../map/money.ts'
import { RawAmount, RawText } from '../map/raw.ts'
import { instantOf, textOf } from '../map/values.ts'
import { idTextOf, walkIds } from '../walk.ts'
import { ofViews } from './orders.ts'

const Summarised = z.looseObject({
  increment_id: RawText,
  state: RawText,
  status: RawText,
  grand_total: RawAmount.nullish(),
  order_currency_code: z.string().nullish(),
  created_at: RawText,
  updated_at: RawText,
})
const fields = `entity_id,${Object.keys(Summarised.shape).join(',')}`

/** Of the chosen store views, as they are imported. */
export async function* summarise(client: Client, { from, before }: Span): AsyncGenerator<Summaries> {
  const list = { route: 'orders', filters: ofViews(client), fields }
  for await (const { rows, hidden } of walkIds(client, list, { createdFrom: from, createdBefore: before }, null))
    yield { summaries: rows.flatMap(toSummary), hidden }
}

function toSummary(row: unknown): Summary[] {
  const externalId = idTextOf(row)
  if (externalId === null) return []
  const order = Summarised.safeParse(row).data
  const total = order?.grand_total ?? null
  return [
    {
      externalId,
      number: textOf(order?.increment_id) ?? externalId,
      status: textOf(order?.status) ?? textOf(order?.state) ?? 'unreadable',
      total: total === null ? null : decimalOf(amountOf(total)),
      currency: known(Summary.shape.currency, order?.order_currency_code),
      createdAt: known(Summary.shape.createdAt, instantOf(order?.created_at)),
      modifiedAt: known(Summary.shape.modifiedAt, instantOf(order?.updated_at)),
    },
  ]
}
