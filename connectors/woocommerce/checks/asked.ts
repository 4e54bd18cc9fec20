import { z } from 'zod'
import { attempt, type ConnectorError, type HttpAnswer, impatient } from '../../../src/sdk/index.ts'
import type { Answered } from '../client.ts'
import { askIndex, type Discovery, discover } from '../discovery.ts'
import type { Facts } from '../facts.ts'
import { signer, wayOf } from '../transport.ts'
import { rootOf, siteOf, tryClient, type WooSession } from './check.ts'

/** What several checks need to know is asked once: every request fewer counts in a store that takes 8 s for one. */

export interface Index {
  readonly answer: HttpAnswer
  /** How far the store's clock is ahead of ours; null where the answer does not tell. */
  readonly aheadMs: number | null
}

/** `/wp-json/` of the site, where it leads in the end. */
export const indexOf = (session: WooSession, siteUrl: string): Promise<Index> =>
  session.once(`index ${siteUrl}`, async () => {
    const { context } = session
    const answer = await askIndex(impatient(context).http, `${siteUrl}wp-json/`)
    return { answer, aheadMs: answer.date === null ? null : Date.parse(answer.date) - context.now().getTime() }
  })

/** The same index, known by the address that it was found at. */
export const rememberIndex = (session: WooSession, siteUrl: string, index: Index): Promise<Index> =>
  session.once(`index ${siteUrl}`, async () => index)

export const discoveryOf = (session: WooSession): Promise<Discovery> =>
  session.once('discovery', async () => {
    const { context, values, found } = session
    const siteUrl = siteOf(session)
    const { answer: first, aheadMs } = await indexOf(session, siteUrl)
    const sign = signer(wayOf(found, rootOf(session)), values, () => context.now().getTime() + (aheadMs ?? 0))
    return discover({ http: impatient(context).http, siteUrl, first, sign })
  })

export type Way = Pick<Facts, 'transport' | 'oauthScheme' | 'oauthPlace'>
export type Listed = Answered<{ readonly id: number }[]> | ConnectorError
export type ListName = 'orders' | 'products' | 'customers'

const List = z.array(z.looseObject({ id: z.number() }))

/** The first record of a list, or why it cannot be read. `way`: not the way that was found, but this one. */
export function firstOf(session: WooSession, entity: ListName, way?: Way): Promise<Listed> {
  const facts: Partial<Facts> = { ...session.found, ...way }
  const { transport, oauthScheme, oauthPlace } = wayOf(facts, rootOf(session))
  const query = { per_page: 1, _fields: 'id', ...(entity === 'customers' && { role: 'all' }) }
  return session.once(`${entity} ${transport} ${oauthScheme} ${oauthPlace}`, () =>
    attempt(tryClient(session, facts).get(entity, query, List)),
  )
}

/** What WooCommerce tells shop managers about itself. */
export const statusOf = (session: WooSession): Promise<Answered<unknown> | ConnectorError> =>
  session.once('status', () =>
    attempt(tryClient(session).get('system_status', { _fields: 'environment,settings' }, z.unknown())),
  )
