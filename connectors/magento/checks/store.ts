import { z } from 'zod'
import { attempt, ConnectorError, countAll, impatient } from '../../../src/sdk/index.ts'
import { identityOf } from '../address.ts'
import type { Facts, StoreView } from '../facts.ts'
import { RawItem } from '../map/order-lines.ts'
import { includesTax } from '../map/prices.ts'
import { type MagentoCheck, type MagentoSession, passed, type Result, siteOf, tryClient } from './check.ts'
import { firstOf } from './entities.ts'
import { readShopTree, type ShopTree, unknownTree } from './shop-tree.ts'
import { chooseViews, isWhole, warnOfDiffering } from './store-views.ts'

/** `Magento/2.4 (Community)`: stores that keep it to themselves answer with a page. */
const told = /^Magento\/(\d[\d.]*)\s*\(([^)]+)\)/

export const versionCheck: MagentoCheck = {
  id: 'facts.version',
  title: 'This version of Magento is supported',
  field: 'apiUrl',
  blocking: false,
  together: 'store',
  run: async session => {
    const { http } = impatient(session.context)
    const answer = await attempt(http.send({ url: `${siteOf(session)}magento_version` }))
    const [, version = null, edition = null] = answer instanceof ConnectorError ? [] : (told.exec(answer.text) ?? [])
    if (version === null) return passed('not told', { version, edition })
    return isOld(version) ? old(version) : passed(`Magento ${version} ${edition}`, { version, edition })
  },
}

const isOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 2 || (major === 2 && minor < 4)
}

const old = (version: string): Result => ({
  status: 'warning',
  diagnosis: `Magento ${version} is older than 2.4, with which this connector was tried.`,
  remedy: 'It may work. Update Magento to 2.4.4 or later, which gets security fixes.',
  field: 'apiUrl',
  found: { version, edition: null },
})

const Config = z.looseObject({
  id: z.int(),
  code: z.string(),
  timezone: z.string(),
  base_currency_code: z.string(),
  default_display_currency_code: z.string().nullish(),
  base_url: z.string(),
  secure_base_url: z.string().nullish(),
  base_media_url: z.string().nullish(),
  secure_base_media_url: z.string().nullish(),
})
type Config = z.output<typeof Config>

/** What a person wants to see before saving, and what imports go by. */
export const storeCheck: MagentoCheck = {
  id: 'facts.store',
  title: 'It is the right store',
  field: 'storeView',
  together: 'store',
  run: async session => {
    const client = tryClient(session)
    const [configs, tree] = await Promise.all([
      attempt(client.get('store/storeConfigs', z.array(Config))),
      readShopTree(client),
    ])
    const read = { counts: await readCounts(session), pricesIncludeTax: await readTaxDisplay(session), country: null }
    if (configs instanceof ConnectorError) return untold(session, configs, read)
    if (tree instanceof ConnectorError && !isWhole(session.values.storeView)) return notChosen(tree)
    const { views, websites, offers } = tree instanceof ConnectorError ? unknownTree : tree
    const storeViews = views.map(toView(configs))
    const chosen = chooseViews(session.values.storeView, storeViews, offers)
    if ('refused' in chosen) return chosen.refused
    const config = configs.find(({ id }) => chosen.ids === null || chosen.ids.includes(id)) ?? configs[0]
    if (config === undefined)
      throw new ConnectorError('contract', 'The store has no store views.', {
        remedy: 'Add one under Stores > All Stores.',
      })
    const found = {
      ...read,
      ...factsOf(config, chosen.ids),
      storeViews,
      name: websites.map(({ name }) => name).join(', ') || new URL(siteOf(session)).host,
    }
    const detail = inWords({ ...session.found, ...found })
    const warning = warnOfDiffering(storeViews, found)
    return { ...(warning ?? { status: 'passed' }), detail, found, offers }
  },
}

const toView =
  (configs: readonly Config[]) =>
  ({ id, code, name, website_id }: ShopTree['views'][number]): StoreView => {
    const config = configs.find(one => one.id === id)
    const currency = config === undefined ? null : currencyOf(config)
    const sellsIn = knownCurrency(config?.default_display_currency_code)
    return { id, code, name, websiteId: website_id, timeZone: config?.timezone ?? null, currency, sellsIn }
  }

const knownCurrency = (code: string | null | undefined): string | null =>
  code && /^[A-Z]{3}$/.test(code) ? code : null
const currencyOf = (config: Config): string | null => knownCurrency(config.base_currency_code)

function factsOf(config: Config, ids: readonly number[] | null): Partial<Facts> {
  const home = identityOf(config.secure_base_url ?? config.base_url)
  return {
    identity: ids === null ? home : `${home}#${ids.join(',')}`,
    timeZone: config.timezone,
    currency: currencyOf(config),
    mediaUrl: config.secure_base_media_url ?? config.base_media_url ?? null,
    storeIds: ids === null ? null : [...ids],
  }
}

const Currency = z.looseObject({ base_currency_code: z.string().length(3) })

/** Without the right to see the stores their time zone is unknown; their currency anyone may ask. */
async function untold(session: MagentoSession, why: ConnectorError, read: Partial<Facts>): Promise<Result> {
  const currency = await attempt(tryClient(session).get('directory/currency', Currency))
  if (!isWhole(session.values.storeView)) return notChosen(why)
  const found: Partial<Facts> = {
    ...read,
    identity: identityOf(siteOf(session)),
    name: new URL(siteOf(session)).host,
    timeZone: 'UTC',
    currency: currency instanceof ConnectorError ? null : currency.base_currency_code,
    mediaUrl: null,
    storeIds: null,
    storeViews: [],
  }
  return {
    status: 'warning',
    detail: inWords({ ...session.found, ...found }),
    diagnosis: `The store’s time zone is not told: Order Start is counted in UTC. ${why.message}`,
    remedy: why.remedy,
    field: 'accessToken',
    found,
  }
}

const notChosen = ({ message, remedy }: ConnectorError): Result => ({
  status: 'failed',
  diagnosis: `Store views cannot be chosen. ${message}`,
  remedy,
  field: 'storeView',
})

async function readCounts(session: MagentoSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [entity, route] of [
    ['products', 'products'],
    ['orders', 'orders'],
    ['customers', 'customers/search'],
  ] as const) {
    const first = await firstOf(session, route)
    if (!(first instanceof ConnectorError)) counts[entity] = first.total
  }
  return counts
}

const Sold = z.looseObject({ items: z.array(RawItem) })

/** What was sold last tells how prices are entered now. */
async function readTaxDisplay(session: MagentoSession): Promise<boolean | null> {
  const fields = 'items[item_id,original_price,price,price_incl_tax]'
  const newest = { sortedBy: ['entity_id'], direction: 'DESC', pageSize: 50, fields } as const
  const last = await attempt(tryClient(session).search('orders', newest))
  const rows = last instanceof ConnectorError ? [] : last.rows
  return includesTax(rows.flatMap(row => Sold.safeParse(row).data?.items ?? []))
}

function inWords(facts: Partial<Facts>): string {
  const { name, currency, timeZone, pricesIncludeTax, hasSources, storeIds, storeViews = [], counts = {} } = facts
  const tax = pricesIncludeTax === null ? undefined : `prices ${pricesIncludeTax ? 'with' : 'without'} tax`
  const views = storeViews.map(({ code }) => code).join(', ')
  const chosen = storeViews.filter(({ id }) => storeIds?.includes(id) ?? true)
  const currencies = [...new Set([currency, ...chosen.map(view => view.sellsIn)])].filter(Boolean).join(', ')
  const stock = hasSources ? 'stock by source' : 'one stock'
  return [name, views, currencies, timeZone, tax, stock, countAll(counts)].filter(Boolean).join(' · ')
}
