import { z } from 'zod'
import { attempt, ConnectorError, type Offer } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'

const Named = z.looseObject({ id: z.int(), name: z.string() })
const View = Named.extend({ code: z.string(), website_id: z.int(), store_group_id: z.int().nullish() })

/** What stands under Stores > All Stores, without the admin's own branch (0). */
export interface ShopTree {
  readonly websites: ReadonlyArray<z.output<typeof Named>>
  readonly views: ReadonlyArray<z.output<typeof View>>
  readonly offers: Offer
}

export const unknownTree: ShopTree = { websites: [], views: [], offers: { field: 'storeView', parts: [] } }

/** Store views cannot be done without where some are chosen; the names of what they belong to can. */
export async function readShopTree(client: Client): Promise<ShopTree | ConnectorError> {
  const [websites, stores, views] = await Promise.all([
    attempt(client.get('store/websites', z.array(Named))),
    attempt(client.get('store/storeGroups', z.array(Named))),
    attempt(client.get('store/storeViews', z.array(View))),
  ])
  if (views instanceof ConnectorError) return views
  const shown = views.filter(({ id }) => id > 0)
  const above = { websites: listOf(websites), stores: listOf(stores) }
  return { websites: above.websites, views: shown, offers: { field: 'storeView', parts: shown.map(toPart(above)) } }
}

type Above = Readonly<Record<'websites' | 'stores', ShopTree['websites']>>

const listOf = (answer: ShopTree['websites'] | ConnectorError): ShopTree['websites'] =>
  answer instanceof ConnectorError ? [] : answer.filter(({ id }) => id > 0)

/** `Main Website › Main Website Store › EU English (eu)` */
const toPart =
  ({ websites, stores }: Above) =>
  ({ code, name, website_id, store_group_id }: ShopTree['views'][number]) => {
    const website = websites.find(({ id }) => id === website_id)?.name
    const store = stores.find(({ id }) => id === store_group_id)?.name
    return { value: code.toLowerCase(), name: `${[website, store, name].filter(Boolean).join(' › ')} (${code})` }
  }
