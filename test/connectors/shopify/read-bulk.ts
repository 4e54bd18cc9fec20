import type { Test } from 'tap'
import type { Client } from '../../../connectors/shopify/client.ts'
import { entities } from '../../../connectors/shopify/entities/index.ts'
import type { RunOptions } from '../../../connectors/shopify/practice-store/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import type { State } from '../../../connectors/shopify/practice-store/state.ts'
import type { Page, Window } from '../../../src/sdk/index.ts'
import type { PracticeServer } from '../../../src/sdk/testing/index.ts'
import { openShop } from './open-shop.ts'

const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }
const facts = scenario.facts('https://shop.example')
export const names = ['products', 'customers', 'stock'] as const
type Name = (typeof names)[number]
export const importOf = (name: Name) => entities.find(one => one.name === name)!.import!
export const always: Window = { since: null, until: '2100-01-01T00:00:00Z', createdFrom: null, createdBefore: null }

export const open = (t: Test, options: RunOptions = {}) =>
  openShop(t, { orders: 0, products: 130, customers: 130, limit, ...options })

type Pages = AsyncGenerator<Page<unknown>>
export const pagesOf = (client: Client, name: Name, from: unknown = null): Pages =>
  importOf(name).pages(client, always, from)

/** What is stored of a position is text. */
export const stored = (position: unknown) => importOf('products').position.parse(JSON.parse(JSON.stringify(position)))

export async function collect(pages: Pages) {
  const all: Page<unknown>[] = []
  for await (const page of pages) all.push(page)
  return { pages: all, records: all.flatMap(({ records }) => records), notices: all.flatMap(one => one.notice ?? []) }
}

export const told = (name: Name, records: readonly unknown[]) =>
  Object.fromEntries(records.map(one => [importOf(name).idOf(one), importOf(name).map(one, facts)]))

const idsIn = (state: State, name: Name): readonly string[] =>
  name === 'stock'
    ? state.levels.map(({ id, itemId }) => `gid://shopify/InventoryLevel/${id}?inventory_item_id=${itemId}`)
    : state[name].map(({ id }) => String(id))

export function hasAll(t: Test, state: State, name: Name, records: readonly unknown[]): void {
  t.strictSame([...new Set(records.map(one => importOf(name).idOf(one)))].sort(), [...idsIn(state, name)].sort(), name)
}

export const count = ({ asked }: PracticeServer, what: RegExp) =>
  asked.filter(({ body, path }) => what.test(body) || what.test(path)).length
