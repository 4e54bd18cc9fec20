import { z } from 'zod'
import { ConnectorError } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { addScope } from '../explain.ts'
import type { Facts } from '../facts.ts'
import { gidsOf, idOf, readNamed } from '../walk.ts'

/** Shopify hides orders, and what hangs on them, once they are so old, from an app without the scope for all of them. */
const shownDays = 60
export const allOrders = 'read_all_orders'

export const reachDays = ({ scopes = [] }: Partial<Facts>): number | null =>
  scopes.includes(allOrders) ? null : shownDays

interface Named {
  /** `Order` */
  readonly type: string
  readonly query: string
}

/**
 * Those of the named that are there now. That one is absent means that it is gone only while the app may see all orders, or
 * where it was never said that it may.
 * @throws ConnectorError permission, where the app has lost that scope since it was verified
 */
export async function readOrders(client: Client, { type, query }: Named, externalIds: readonly string[]) {
  const found = await readNamed(client, query, gidsOf(type, externalIds))
  const there = new Set(found.map(idOf))
  const isMissing = externalIds.some(id => !there.has(id))
  if (isMissing && client.facts.scopes?.includes(allOrders) && !(await mayReadAll(client))) throw lostScope()
  return found
}

const Installation = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
})

export const scopesQuery = '{ currentAppInstallation { accessScopes { handle } } }'

async function mayReadAll(client: Client): Promise<boolean> {
  const { data } = await client.ask(scopesQuery, {}, Installation)
  return data.currentAppInstallation.accessScopes.some(({ handle }) => handle === allOrders)
}

const lostScope = () =>
  new ConnectorError(
    'permission',
    `The app has lost the scope ${allOrders}, so orders older than 60 days are hidden.`,
    {
      ...{ code: 'lost_scope', field: 'accessToken' },
      remedy: `${addScope(allOrders)} Or verify the connection anew, and it goes on without them.`,
    },
  )

/** @throws ConnectorError permission, where part of the span is hidden */
export async function assertShown(client: Client, from: string): Promise<void> {
  const days = reachDays(client.facts)
  if (days === null) return
  const { at } = await client.now()
  const now = at === null ? Date.now() : Date.parse(at)
  if (Date.parse(from) >= now - days * 86_400_000) return
  throw new ConnectorError(
    'permission',
    'Shopify hides orders older than 60 days from this app, so they cannot be counted.',
    {
      ...{ code: 'hidden', field: 'accessToken', remedy: addScope(allOrders) },
    },
  )
}
