import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { apiVersion } from '../version.ts'
import { clientOf, originOf, passed, type ShopifyCheck, type ShopifySession } from './check.ts'
import { clientIdAsToken, mayBeClientId } from './form.ts'

export const probeQuery = `query Probe {
  shop {
    name myshopifyDomain currencyCode ianaTimezone taxesIncluded
    primaryDomain { url }
    shopAddress { countryCodeV2 }
    plan { publicDisplayName }
  }
  currentAppInstallation { accessScopes { handle } app { title } }
}`

const Probe = z.object({
  shop: z.object({
    name: z.string(),
    myshopifyDomain: z.string().min(1),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    taxesIncluded: z.boolean(),
    primaryDomain: z.object({ url: z.string() }),
    shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
    plan: z.object({ publicDisplayName: z.string() }),
  }),
  currentAppInstallation: z.object({
    accessScopes: z.array(z.object({ handle: z.string() })),
    app: z.object({ title: z.string() }),
  }),
})

/** Needs no scope: every app may ask this. */
export const probe = (session: ShopifySession) =>
  session.once('probe', async () => (await clientOf(session)).ask(probeQuery, {}, Probe))

export const keyCheck: ShopifyCheck = {
  id: 'credentials.key',
  title: 'The app is accepted',
  field: 'accessToken',
  run: async session => {
    const answer = await attempt(probe(session), ({ code }) => code === 'refused' && mayBeClientId(session.values))
    if (answer instanceof ConnectorError) return clientIdAsToken
    const { data, servedVersion } = answer
    const { accessScopes, app } = data.currentAppInstallation
    const scopes = accessScopes.map(({ handle }) => handle)
    return passed(`${app.title} · ${scopes.join(', ') || 'no scopes'}`, {
      ...factsOf(session, data.shop),
      ...{ scopes, servedVersion: servedVersion ?? askedOf(session), version: servedVersion },
    })
  },
}

const askedOf = ({ values }: ShopifySession): string => values.apiVersion ?? apiVersion

type Shop = z.output<typeof Probe>['shop']

/** A shop may have been renamed: the older name leads to it, and everything goes by the one it tells. */
function factsOf(session: ShopifySession, shop: Shop): Partial<Facts> {
  const typed = originOf(session)
  return {
    ...{ identity: shop.myshopifyDomain, name: shop.name, url: shop.primaryDomain.url, timeZone: shop.ianaTimezone },
    ...{ currency: /^[A-Z]{3}$/.test(shop.currencyCode) ? shop.currencyCode : null, plan: shop.plan.publicDisplayName },
    ...{ country: shop.shopAddress.countryCodeV2, pricesIncludeTax: shop.taxesIncluded },
    origin: typed.endsWith('.myshopify.com') ? `https://${shop.myshopifyDomain}` : typed,
  }
}

export const versionCheck: ShopifyCheck = {
  id: 'facts.version',
  title: 'Shopify serves the version of its API that we know',
  field: 'apiUrl',
  blocking: false,
  run: async session => {
    const [{ servedVersion }, asked] = [await probe(session), askedOf(session)]
    if (servedVersion === null || servedVersion === asked) return passed(asked)
    return {
      status: 'warning',
      diagnosis: `Shopify no longer serves version ${asked} of its API and answers as version ${servedVersion}.`,
      remedy: 'Update Koppla. Until then imports go on, and stop where an answer has another form.',
      field: 'apiUrl',
    }
  },
}

export const countsQuery = (names: readonly string[]): string =>
  `query { ${names.map(name => `${name}: ${name}Count(limit: null) { count }`).join(' ')} }`

const Counts = z.record(z.string(), z.object({ count: z.int() }))
export const countable = ['products', 'orders', 'customers'] as const

export const storeCheck: ShopifyCheck = {
  id: 'facts.store',
  title: 'The shop tells about itself',
  blocking: false,
  run: async session => {
    const { data } = await probe(session)
    const scopes = data.currentAppInstallation.accessScopes.map(({ handle }) => handle)
    const known = countable.filter(name => scopes.includes(`read_${name}`))
    const ask = async () => (await clientOf(session)).ask(countsQuery(known), {}, Counts)
    const answer = known.length === 0 ? undefined : await attempt(ask())
    const told = answer === undefined || answer instanceof ConnectorError ? {} : answer.data
    const counts = Object.fromEntries(Object.entries(told).map(([name, { count }]) => [name, count]))
    const { name, currencyCode, ianaTimezone, plan } = data.shop
    if (/^(paused|frozen)/i.test(plan.publicDisplayName)) return { ...paused, found: { counts } }
    const inWords = Object.entries(counts).map(([name, count]) => `${count} ${name}`)
    return passed([name, currencyCode, ianaTimezone, plan.publicDisplayName, ...inWords].join(' · '), { counts })
  },
}

const paused = {
  status: 'warning' as const,
  diagnosis: 'The shop is paused: it sells nothing, and its API may be closed at any time.',
  remedy: 'Choose a plan in the admin under Settings > Plan when the shop is to sell again.',
  field: 'apiUrl',
}
