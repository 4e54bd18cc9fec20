import { Problem } from '../errors.ts'
import type { OpenedConnection } from '../records/opened.ts'
import { cleanText } from '../records/text.ts'
import { ConnectorError, type Summarise, Summary } from '../sdk/index.ts'
import type { Compared } from './compare.ts'
import type { SealSpan } from './span.ts'

export interface StoreOrders {
  readonly orders: readonly Compared[]
  /** How many the store counts and does not show. */
  readonly hidden: number
}

const mostOrders = 100_000

/** The store's orders of a span, now. @throws ConnectorError; Problem conflict, where they are too many */
export async function askStore(
  { connector, client }: OpenedConnection,
  summarise: Summarise<unknown>,
  { from, before }: SealSpan,
): Promise<StoreOrders> {
  const orders = new Map<string, Compared>()
  let hidden = 0
  for await (const page of summarise(client, { from: from.toISOString(), before: before.toISOString() })) {
    hidden += page.hidden ?? 0
    for (const one of page.summaries) {
      const summary = readSummary(connector.name, one)
      orders.set(summary.externalId, summary)
    }
    if (orders.size > mostOrders) throw tooMany()
  }
  return { orders: [...orders.values()], hidden }
}

function readSummary(system: string, summary: unknown): Compared {
  const { data, error } = Summary.safeParse(summary)
  if (data === undefined)
    throw new ConnectorError('contract', `${system} was counted in a form we do not know.`, {
      remedy: 'This is a fault of the connector. Please report it.',
      code: 'shape',
      cause: error,
    })
  const { externalId, number, status } = data
  return {
    ...data,
    externalId: cleanText(externalId),
    number: number === null ? null : cleanText(number),
    status: cleanText(status),
  }
}

const tooMany = () =>
  new Problem('conflict', `There are more than ${mostOrders} orders in that span.`, {
    remedy: 'Ask for a shorter one.',
    more: { code: 'too_many' },
  })
