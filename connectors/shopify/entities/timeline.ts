import { z } from 'zod'
import { ConnectorError, Instant, type Lookup } from '../../../src/sdk/index.ts'
import type { Client, Variables } from '../client.ts'
import { RawText, textOf } from '../map/values.ts'
import { PageInfo, placeAfter } from '../page-info.ts'
import { gidsOf } from '../walk.ts'

export const timelineQuery = `query Timeline($id: ID!, $after: String) {
  order(id: $id) {
    events(first: 100, after: $after, sortKey: CREATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes { id createdAt message attributeToUser }
    }
  }
}`

const RawEvent = z.looseObject({
  id: z.string(),
  createdAt: z.string(),
  message: RawText,
  attributeToUser: z.boolean(),
})
const Answer = z.object({
  order: z
    .object({
      events: z.object({
        nodes: z.array(RawEvent),
        pageInfo: PageInfo,
      }),
    })
    .nullable(),
})
type Events = NonNullable<z.output<typeof Answer>['order']>['events']

const Moment = z.object({
  externalId: z.string(),
  createdAt: Instant,
  text: z.string(),
  /** Somebody in the shop did it; else the customer, an app or Shopify itself. */
  byStaff: z.boolean(),
})
type Moment = z.output<typeof Moment>

/** One request for each order, and what is written there does not change its order: asked for, and not imported. */
export const timeline: Lookup<Client, Moment[]> = {
  label: 'Timeline of the order',
  output: z.array(Moment),
  run: async (client, orderId) => {
    const [id] = gidsOf('Order', [orderId])
    const moments: Moment[] = []
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo } = await readEvents(client, { id, after })
      moments.push(...nodes.map(mapEvent))
      after = placeAfter(pageInfo)
      if (after === null) return moments
    }
  },
}

async function readEvents(client: Client, variables: Variables): Promise<Events> {
  const { order } = (await client.ask(timelineQuery, variables, Answer)).data
  if (order !== null) return order.events
  throw new ConnectorError('not_found', 'The shop has no such order any more.', {
    ...{ code: 'gone', remedy: 'It was probably deleted in the shop.' },
  })
}

const mapEvent = ({ id, createdAt, message, attributeToUser }: z.output<typeof RawEvent>): Moment => ({
  externalId: id.split('/').at(-1) ?? id,
  createdAt: Instant.parse(createdAt),
  text: plainText(textOf(message) ?? ''),
  byStaff: attributeToUser,
})

const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Messages are written for the admin, with links in them. */
const plainText = (html: string): string =>
  html.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => letters[name] ?? '')
