import type { Test } from 'tap'
import { createClient } from '../../../connectors/woocommerce/client.ts'
import { entities } from '../../../connectors/woocommerce/entities/index.ts'
import {
  createPracticeStore,
  type StoreOptions,
  type WooStore,
} from '../../../connectors/woocommerce/practice-store/index.ts'
import { canonical, type EntityName, type Import, type Window } from '../../../src/sdk/index.ts'
import { startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { storeFacts } from './records.ts'
import { openContext } from './verification.ts'

// biome-ignore lint/suspicious/noExplicitAny: the shape of each entity is its own
export type Mapped = any
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyImport = Import<any, any, any, any, any>

export const versions = ['10.5', '8.1'] as const

/** A running practice store and the entities put to it, as the core would. */
export async function practise(t: Test, options: StoreOptions = {}) {
  const store = createPracticeStore(options)
  /** `happens` before each answer, as shopkeepers do. */
  const meanwhile = { happens: () => {} }
  const answer: WooStore['answer'] = asked => {
    meanwhile.happens()
    return store.answer(asked)
  }
  const server = await startPracticeServer(answer, { clock: store.state.clock })
  t.teardown(server.close)
  const facts = {
    ...storeFacts,
    url: `${server.baseUrl}/`,
    apiRoot: `${server.baseUrl}/wp-json/wc/v3/`,
    home: server.baseUrl,
    version: `${options.version ?? '10.5'}.0`,
    hasVariationsRoute: options.version !== '8.1',
    hasFulfillments: options.fulfillments === true,
    transport: 'oauth' as const,
    oauthScheme: 'http' as const,
  }
  const { key, secret } = store.keys.readOnly
  const credential = { apiUrl: server.baseUrl, accessToken: key, secret }
  const client = createClient(credential, facts, openContext(t, credential))
  const importOf = (name: EntityName): AnyImport => entities.find(entity => entity.name === name)!.import!
  const toRecord = (name: EntityName, raw: unknown): Mapped => {
    const mapped = importOf(name).map(importOf(name).raw.parse(raw), facts)
    return mapped === null ? null : canonical[name].parse(mapped)
  }
  return { store, server, meanwhile, client, facts, importOf, toRecord, everything: () => everything(store) }
}
export type Practised = Awaited<ReturnType<typeof practise>>

const everything = ({ state }: WooStore): Window => ({
  since: null,
  until: state.clock.now().toISOString(),
  createdFrom: null,
  createdBefore: null,
})

/** Everything a window gives, by external id, the last version of each; `deleted` ones among them. */
export async function readWindow(
  { client, importOf, toRecord, everything }: Practised,
  name: EntityName,
  window: Window = everything(),
): Promise<Map<string, Mapped>> {
  const records = new Map<string, Mapped>()
  for await (const page of importOf(name).pages(client, window, null)) {
    for (const parent of page.wholeParents ?? [])
      for (const [id, record] of records) if (record.parentExternalId === parent) records.delete(id)
    for (const raw of page.records) {
      const record = toRecord(name, raw)
      if (record !== null) records.set(record.externalId, record)
    }
  }
  return records
}

export const living = (records: ReadonlyMap<string, Mapped>): Map<string, Mapped> =>
  new Map([...records].filter(([, record]) => !record.deleted))
