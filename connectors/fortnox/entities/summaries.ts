import { z } from 'zod'
import { known, type Span, type Summaries, Summary } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { amountOf, decimalOf } from '../map/money.ts'
import { RawAmount, RawFlag, RawText } from '../map/raw.ts'
import { dayOf, isSet, textOf } from '../map/values.ts'
import { dayStart, swedishDay } from '../swedish-time.ts'
import { keyOf, type Query, walk } from '../walk.ts'
import { isWithin } from './numbered.ts'

const Summarised = z.looseObject({ OrderDate: RawText, Currency: RawText, Total: RawAmount, Cancelled: RawFlag })
type Summarised = z.output<typeof Summarised>

/** Whether an order was invoiced is told by no field of the list: those that were have a list of their own, which is read first. */
export async function* summarise(client: Client, { from, before }: Span): AsyncGenerator<Summaries> {
  const days = daysOf(from, before)
  const invoiced = new Set<string>()
  for await (const rows of readRows(client, { ...days, filter: 'invoicecreated' }))
    for (const row of rows) invoiced.add(keyOf('orders', row) ?? '')
  const span = { createdFrom: from, createdBefore: before }
  for await (const rows of readRows(client, days)) {
    const within = rows.filter(row => isWithin({ dayField: 'OrderDate' }, row, span))
    const summaries = within.flatMap(row => toSummary(row, invoiced))
    yield { summaries, hidden: within.length - summaries.length }
  }
}

/** Both are Swedish days and belong to it; which of their orders belong to the span is seen to row by row. */
const daysOf = (from: string, before: string): Query => ({
  fromdate: swedishDay(from) ?? '',
  todate: swedishDay(before) ?? '',
})

async function* readRows(client: Client, part: Query): AsyncGenerator<readonly unknown[]> {
  for await (const { rows } of walk(client, { resource: 'orders', parts: [part], pageSize: 100 }, null)) yield rows
}

function toSummary(row: unknown, invoiced: ReadonlySet<string>): Summary[] {
  const externalId = keyOf('orders', row)
  if (externalId === null) return []
  const order = Summarised.safeParse(row).data
  const total = order?.Total ?? null
  return [
    {
      ...{ externalId, number: externalId, status: statusOf(order, invoiced.has(externalId)) },
      total: total === null ? null : decimalOf(amountOf(total)),
      currency: known(Summary.shape.currency, textOf(order?.Currency)),
      createdAt: known(Summary.shape.createdAt, dayStart(dayOf(order?.OrderDate))),
      modifiedAt: null,
    },
  ]
}

function statusOf(order: Summarised | undefined, isInvoiced: boolean): string {
  if (order === undefined) return 'unreadable'
  if (isSet(order.Cancelled)) return 'cancelled'
  return isInvoiced ? 'invoicecreated' : 'invoicenotcreated'
}
