import type { Test } from 'tap'
import { createClient } from '../../../connectors/magento/client.ts'
import { Facts } from '../../../connectors/magento/facts.ts'
import { magento } from '../../../connectors/magento/index.ts'
import type { RunOptions } from '../../../connectors/magento/practice-store/index.ts'
import { makeScenario } from '../../../connectors/magento/practice-store/scenario.ts'
import type { Context, EntityName, Page, Window } from '../../../src/sdk/index.ts'
import { credentialOf, openContext, startStore } from './verification.ts'

export const importOf = (name: EntityName) => magento.entities.find(one => one.name === name)!.import!

export async function open(
  t: Test,
  options: RunOptions = {},
  more: Partial<Facts> = {},
  lend = (lent: Context) => lent,
) {
  const running = await startStore(t, { orders: 230, products: 20, customers: 30, ...options })
  const { baseUrl, integrations, store } = running
  const credential = credentialOf(baseUrl, integrations.full)
  const { version, inventory } = store.state
  const facts = Facts.parse({ ...makeScenario({ version, inventory }).facts(baseUrl), ...more })
  const client = createClient(credential, facts, lend(openContext(t, credential)))
  return { ...running, client }
}
export type Opened = Awaited<ReturnType<typeof open>>

export const all: Omit<Window, 'until'> = { since: null, createdFrom: null, createdBefore: null }

/** The pages of a window that ends now; `meanwhile` happens after each. */
export async function readPages(
  { client, store }: Opened,
  entity: EntityName,
  meanwhile: (n: number) => void = () => {},
  more: Partial<Window> = {},
) {
  const pages: Page<unknown>[] = []
  const until = new Date(store.state.clock.now().getTime()).toISOString()
  for await (const page of importOf(entity).pages(client, { ...all, until, ...more }, null)) {
    pages.push(page)
    meanwhile(pages.length)
  }
  return pages
}

export const idsIn = (pages: readonly Page<unknown>[], entity: EntityName) =>
  pages.flatMap(({ records }) => records.map(record => Number(importOf(entity).idOf(record))))
export const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b)
export const everyOrder = ({ store }: Opened) => store.state.orders.map(({ id }) => id)
