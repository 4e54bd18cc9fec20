import { z } from 'zod'
import { ConnectorError } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { attempt, passed, type Result, siteOf, tryClient, type WooCheck } from './check.ts'

const Status = z.looseObject({
  environment: z.looseObject({ version: z.string(), wp_version: z.string().nullish() }),
  settings: z.looseObject({ currency: z.string().nullish(), HPOS_enabled: z.boolean().nullish() }),
})

export const versionCheck: WooCheck = {
  id: 'facts.version',
  title: 'This version of WooCommerce is supported',
  field: 'apiUrl',
  run: async session => {
    const status = await read(tryClient(session), 'system_status', { _fields: 'environment,settings' }, Status)
    if (status === undefined) return versionUntold
    const { environment, settings } = status
    const found: Partial<Facts> = {
      version: environment.version,
      wordpressVersion: environment.wp_version ?? null,
      currency: currencyIn(settings.currency),
      orderStorage: settings.HPOS_enabled === true ? 'hpos' : 'posts',
    }
    return isSupported(environment.version)
      ? passed(`WooCommerce ${environment.version}`, found)
      : tooOld(environment.version)
  },
}

/** 5.8 brought `modified_after`, without which every run would have to read everything. */
function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  return major > 5 || (major === 5 && minor >= 8)
}

const tooOld = (version: string): Result => ({
  status: 'failed',
  diagnosis: `WooCommerce ${version} is too old: before 5.8 it cannot say what was changed since the last import.`,
  remedy: 'Update WooCommerce under Plugins in WordPress, to 8.1 or later if you can.',
  field: 'apiUrl',
})

const versionUntold: Result = {
  status: 'warning',
  diagnosis: 'The store does not tell which version of WooCommerce it runs. Versions before 5.8 cannot be imported.',
  remedy: 'Look under Plugins in WordPress. If it is older than 5.8, update it.',
  field: 'apiUrl',
  found: { version: null, wordpressVersion: null, currency: null, orderStorage: 'posts' },
}

const currencyIn = (text: string | null | undefined): string | null =>
  text !== null && text !== undefined && /^[A-Z]{3}$/.test(text) ? text : null

const Setting = z.looseObject({ value: z.string() })
const Currency = z.looseObject({ code: z.string() })
const Totals = z.array(z.looseObject({ slug: z.string(), total: z.coerce.number() }))

/** What a person wants to see before saving, and what imports go by. What the store does not tell is left open. */
export const storeCheck: WooCheck = {
  id: 'facts.store',
  title: 'It is the right store',
  blocking: false,
  run: async session => {
    const client = tryClient(session)
    const country = await readSetting(client, 'general/woocommerce_default_country')
    const withTax = await readSetting(client, 'tax/woocommerce_prices_include_tax')
    const found: Partial<Facts> = {
      url: siteOf(session),
      country: country?.split(':')[0] || null,
      pricesIncludeTax: withTax === undefined ? null : withTax === 'yes',
      currency: session.found.currency ?? (await readCurrency(client)),
      counts: await readCounts(client),
      hasVariationsRoute: await hasRoute(client, 'variations'),
      hasFulfillments: await hasFulfillments(client),
    }
    return passed(inWords({ ...session.found, ...found }), found)
  },
}

async function read<T>(client: Client, route: string, query: Record<string, string>, schema: z.ZodType<T>) {
  const answer = await attempt(client.get(route, query, schema))
  return answer instanceof ConnectorError ? undefined : answer.data
}

const readSetting = async (client: Client, path: string): Promise<string | undefined> =>
  (await read(client, `settings/${path}`, { _fields: 'id,value' }, Setting))?.value

const readCurrency = async (client: Client): Promise<string | null> =>
  currencyIn((await read(client, 'data/currencies/current', { _fields: 'code' }, Currency))?.code)

async function readCounts(client: Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const entity of ['products', 'orders', 'customers']) {
    const totals = await read(client, `reports/${entity}/totals`, {}, Totals)
    const counted = totals?.filter(({ slug }) => slug !== 'checkout-draft')
    if (counted !== undefined) counts[entity] = counted.reduce((sum, { total }) => sum + total, 0)
  }
  return counts
}

const hasRoute = async (client: Client, route: string): Promise<boolean> =>
  !((await attempt(client.get(route, { per_page: 1, _fields: 'id' }, z.array(z.unknown())))) instanceof ConnectorError)

const Ids = z.array(z.looseObject({ id: z.number() }))

/** Asked of a real order where there is one; a missing route is told apart from a missing order. */
async function hasFulfillments(client: Client): Promise<boolean> {
  const orders = await read(client, 'orders', { per_page: '1', _fields: 'id' }, Ids)
  const answer = await attempt(client.get(`orders/${orders?.[0]?.id ?? 0}/fulfillments`, {}, z.unknown()))
  return !(answer instanceof ConnectorError) || answer.kind === 'not_found'
}

function inWords(facts: Partial<Facts>): string {
  const { name, currency, country, timeZone, pricesIncludeTax, orderStorage, counts = {} } = facts
  const counted = Object.entries(counts).map(([entity, count]) => `${count} ${entity}`)
  const tax = pricesIncludeTax === null ? undefined : `prices ${pricesIncludeTax ? 'with' : 'without'} tax`
  const storage = orderStorage === 'hpos' ? 'orders in tables of their own' : 'orders as posts'
  return [name, country, currency, timeZone, tax, storage, ...counted].filter(Boolean).join(' · ')
}
