import { z } from 'zod'
import { attempt, ConnectorError, countAll } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { firstOf, statusOf } from './asked.ts'
import { passed, type Result, tryClient, type WooCheck, type WooSession } from './check.ts'

const Status = z.looseObject({
  environment: z.looseObject({ version: z.string(), wp_version: z.string().nullish() }),
  settings: z.looseObject({ currency: z.string().nullish(), HPOS_enabled: z.boolean().nullish() }),
})

export const versionCheck: WooCheck = {
  id: 'facts.version',
  title: 'This version of WooCommerce is supported',
  field: 'apiUrl',
  together: 'store',
  run: async session => {
    const status = await readStatus(session)
    if (status === undefined || !/^\d+\.\d/.test(status.environment.version)) return versionUntold
    const { environment, settings } = status
    const found: Partial<Facts> = {
      version: environment.version,
      wordpressVersion: environment.wp_version ?? null,
      orderStorage: settings.HPOS_enabled === true ? 'hpos' : 'posts',
    }
    return isSupported(environment.version)
      ? passed(`WooCommerce ${environment.version}`, found)
      : tooOld(environment.version)
  },
}

async function readStatus(session: WooSession): Promise<z.output<typeof Status> | undefined> {
  const answer = await statusOf(session)
  return answer instanceof ConnectorError ? undefined : Status.safeParse(answer.data).data
}

/** 5.8 brought `modified_after`, without which every run would have to read everything. */
function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  return major > 5 || (major === 5 && minor >= 8)
}

const tooOld = (version: string): Result => ({
  status: 'failed',
  diagnosis: `WooCommerce ${version} is too old: before 5.8 it cannot say what was changed since the last import.`,
  remedy: 'In WordPress, open Plugins and update WooCommerce, to 8.1 or later if you can. Then verify again.',
  field: 'apiUrl',
})

const versionUntold: Result = {
  status: 'warning',
  diagnosis: 'The store does not tell which version of WooCommerce it runs. Versions before 5.8 cannot be imported.',
  remedy: 'In WordPress, open Plugins and look at the version of WooCommerce. If it is older than 5.8, update it.',
  field: 'apiUrl',
  found: { version: null, wordpressVersion: null, orderStorage: 'posts' },
}

const currencyIn = (text: string | null | undefined): string | null =>
  text !== null && text !== undefined && /^[A-Z]{3}$/.test(text) ? text : null

const Setting = z.looseObject({ value: z.string() })
const Currency = z.looseObject({ code: z.string() })

/** What a person wants to see before saving, and what imports go by. What the store does not tell is left open. */
export const storeCheck: WooCheck = {
  id: 'facts.store',
  title: 'It is the right store',
  field: 'apiUrl',
  blocking: false,
  together: 'store',
  run: async session => {
    const client = tryClient(session)
    const [country, withTax, currency, counts, variations, fulfillments] = await Promise.all([
      readSetting(client, 'general/woocommerce_default_country'),
      readSetting(client, 'tax/woocommerce_prices_include_tax'),
      readCurrency(session, client),
      readCounts(session),
      attempt(client.get('variations', { per_page: 1, _fields: 'id' }, z.array(z.unknown()))),
      askFulfillments(session, client),
    ])
    const found: Partial<Facts> = {
      country: country?.split(':')[0] || null,
      pricesIncludeTax: withTax === undefined ? null : withTax === 'yes',
      ...{ currency, counts },
      hasFulfillments: fulfillments === undefined,
      hasVariationsRoute: !(variations instanceof ConnectorError),
    }
    const hpos = (await readStatus(session))?.settings.HPOS_enabled === true
    if (fulfillments !== undefined && fulfillments.code !== 'no_route') return shipmentsUnseen(fulfillments, found)
    return passed(inWords({ ...session.found, ...found, orderStorage: hpos ? 'hpos' : 'posts' }), found)
  },
}

async function read<T>(client: Client, route: string, query: Record<string, string>, schema: z.ZodType<T>) {
  const answer = await attempt(client.get(route, query, schema))
  return answer instanceof ConnectorError ? undefined : answer.data
}

const readSetting = async (client: Client, path: string): Promise<string | undefined> =>
  (await read(client, `settings/${path}`, { _fields: 'id,value' }, Setting))?.value

async function readCurrency(session: WooSession, client: Client): Promise<string | null> {
  const told = currencyIn((await readStatus(session))?.settings.currency)
  return told ?? currencyIn((await read(client, 'data/currencies/current', { _fields: 'code' }, Currency))?.code)
}

async function readCounts(session: WooSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const entity of ['products', 'orders', 'customers'] as const) {
    const listed = await firstOf(session, entity)
    if (!(listed instanceof ConnectorError) && listed.total !== null) counts[entity] = listed.total
  }
  return counts
}

/**
 * Undefined where they can be asked for: of a real order where there is one, and a missing order is not a missing route. A
 * store that is out of breath is not taken for one without: its shipments would be left out ever after.
 */
async function askFulfillments(session: WooSession, client: Client): Promise<ConnectorError | undefined> {
  const orders = await firstOf(session, 'orders')
  const id = orders instanceof ConnectorError ? 0 : (orders.data[0]?.id ?? 0)
  const answer = await attempt(client.get(`orders/${id}/fulfillments`, {}, z.unknown()))
  if (!(answer instanceof ConnectorError) || answer.kind === 'not_found') return undefined
  if (answer.kind === 'transient' || answer.kind === 'rate_limit') throw answer
  return answer
}

const shipmentsUnseen = ({ message, remedy }: ConnectorError, found: Partial<Facts>): Result => ({
  status: 'warning',
  diagnosis: `It cannot be seen whether WooCommerce keeps the shipments of orders; only those of plugins are imported. ${message}`,
  remedy,
  field: 'apiUrl',
  found,
})

function inWords(facts: Partial<Facts>): string {
  const { name, currency, country, timeZone, pricesIncludeTax, orderStorage, counts = {} } = facts
  const tax = pricesIncludeTax === null ? undefined : `prices ${pricesIncludeTax ? 'with' : 'without'} tax`
  const storage = orderStorage === 'hpos' ? 'orders in tables of their own' : 'orders as posts'
  return [name, country, currency, timeZone, tax, storage, countAll(counts)].filter(Boolean).join(' · ')
}
