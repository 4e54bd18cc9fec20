import { ConnectorError } from '../../../src/sdk/index.ts'
import { identityOf } from '../address.ts'
import { type Discovery, isWordPress, type SiteIndex, sameHost } from '../discovery.ts'
import { explain } from '../explain.ts'
import type { Facts } from '../facts.ts'
import { plainText } from '../plain-text.ts'
import { discoveryOf } from './asked.ts'
import { passed, type Result, rootOf, siteOf, type WooCheck } from './check.ts'
import { recognisedOf } from './recognise.ts'
import { tryWay, waysTo } from './ways.ts'

/** A page that says for itself why nothing else can be seen of the site: it is told before anything is concluded. */
const telling = new Set(['maintenance', 'fatal_error', 'database_error', 'firewall', 'login_wall', 'https_required'])

export const wordpressCheck: WooCheck = {
  id: 'reachable.wordpress',
  title: 'WordPress answers',
  field: 'apiUrl',
  run: async session => {
    const found = await discoveryOf(session)
    if (found.api !== undefined) return tellSite(factsOf(found.api, siteOf(session)))
    const trouble = troubleOf(found)
    if (trouble !== undefined && telling.has(trouble.code ?? '')) throw trouble
    if (isWordPress(found.front) || isWordPress(found.first) || trouble?.code === 'rest_blocked')
      return passed('WordPress')
    if (trouble !== undefined && trouble.kind !== 'contract' && trouble.kind !== 'not_found') throw trouble
    return {
      status: 'failed',
      diagnosis: 'There is no WordPress at this address, so no WooCommerce either.',
      remedy:
        'Enter the address of the store itself. If WordPress is in a folder, add it: https://shop.example.com/folder.',
      field: 'apiUrl',
    }
  },
}

/** A copy of a store says that it is the original, and is taken for it. */
function tellSite(found: SiteFacts): Result {
  const { name, url, home } = found
  if (sameHost(url, home)) return passed(name, found)
  return {
    status: 'warning',
    diagnosis: `The store that answers here says that its own address is ${home}. It may be a copy of that store.`,
    remedy: `If the store at ${home} is meant, use that as the API URL. If not, change both addresses under Settings > General in WordPress.`,
    field: 'apiUrl',
    suggestion: { field: 'apiUrl', value: home },
    found,
  }
}

type SiteFacts = Pick<Facts, 'apiRoot' | 'url' | 'home' | 'wordpress' | 'identity' | 'name' | 'timeZone'>

function factsOf({ root, index }: { root: string; index: SiteIndex }, siteUrl: string): SiteFacts {
  const home = index.home || siteUrl.replace(/\/$/, '')
  return {
    apiRoot: `${root}wc/v3/`,
    url: root.startsWith(siteUrl) ? siteUrl : homeAt(root, home),
    home,
    wordpress: URL.canParse(index.url) && sameHost(index.url, home) ? index.url : home,
    identity: identityOf(home),
    name: plainText(index.name) || new URL(home).host,
    timeZone: index.timezone_string || offsetOf(index.gmt_offset),
  }
}

/** Where a page of the store was given as its address, and pointed to an API that is not below it. */
const homeAt = (root: string, home: string): string =>
  `${new URL(root).origin}${new URL(home).pathname.replace(/\/+$/, '')}/`

/** WordPress without a named zone keeps hours: 5.5 is `+05:30`. */
export function offsetOf(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${hours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** What `/wp-json/` said comes first; the front page is only heard where that was silent. */
function troubleOf({ first, front }: Discovery): ConnectorError | undefined {
  const error = explain(first)
  if (error !== undefined && !['no_api', 'web_page'].includes(error.code ?? '')) return error
  return (front && front.status >= 400 ? explain(front) : undefined) ?? error
}

export const apiCheck: WooCheck = {
  id: 'reachable.api',
  title: 'The REST API answers',
  field: 'apiUrl',
  run: async session => {
    const { apiRoot } = session.found
    if (apiRoot === undefined) throw whyNoApi(await discoveryOf(session))
    if (!apiRoot.includes('?')) return passed(apiRoot)
    return {
      status: 'warning',
      diagnosis:
        'Permalinks are set to Plain in WordPress, so the REST API has no address of its own. We reach it by a detour.',
      remedy: 'In WordPress, choose Post name under Settings > Permalinks and save. Then verify again.',
      field: 'apiUrl',
    }
  },
}

function whyNoApi(found: Discovery): ConnectorError {
  const trouble = troubleOf(found)
  if (trouble !== undefined && !['no_api', 'web_page', 'redirected'].includes(trouble.code ?? '')) return trouble
  return new ConnectorError('contract', 'This is WordPress, but its REST API cannot be reached.', {
    code: 'no_api',
    remedy:
      'In WordPress, choose Post name under Settings > Permalinks and save. If it is chosen already, look in the security plugins for what switches the REST API off.',
    field: 'apiUrl',
  })
}

export const woocommerceCheck: WooCheck = {
  id: 'reachable.woocommerce',
  title: 'WooCommerce is active',
  field: 'apiUrl',
  run: async session => {
    const { namespaces = [] } = (await discoveryOf(session)).api?.index ?? {}
    if (namespaces.includes('wc/v3')) return passed('WooCommerce')
    return namespaces.includes('wc/v2') ? tooOld : notActive
  },
}

const notActive: Result = {
  status: 'failed',
  diagnosis: 'WordPress answers, but WooCommerce is not active on it.',
  remedy:
    'In WordPress, open Plugins and activate WooCommerce. If the store is in another folder or under another address, enter that.',
  field: 'apiUrl',
}

const tooOld: Result = {
  status: 'failed',
  diagnosis: 'This WooCommerce is too old: it lacks version 3 of the API.',
  remedy: 'In WordPress, open Plugins and update WooCommerce, to 8.1 or later if you can. Then verify again.',
  field: 'apiUrl',
}

/** Asks once what the import will ask, and judges only whether the answer is data; what it says about the key comes later. */
export const answersCheck: WooCheck = {
  id: 'reachable.answers',
  title: 'Answers are clean data',
  field: 'apiUrl',
  run: async session => {
    const { error, outcome } = await tryWay(session, waysTo(rootOf(session))[0]![0]!)
    if (error === undefined || aboutTheKey.has(outcome)) return passed('JSON')
    if (!maybeTheHeader.has(outcome)) throw error
    const recognised = await recognisedOf(session)
    if (recognised.verdict === 'trouble') throw recognised.error
    return passed('JSON')
  },
}

/** What a plugin or firewall may say to the header only: the other ways are tried before it is believed. */
const maybeTheHeader = new Set(['rest_blocked', 'login_wall', 'firewall', 'forbidden', 'unauthorised'])

const aboutTheKey = new Set([
  ...['refused', 'wrong_secret', 'unknown_key', 'bad_signature', 'not_recognised', 'clock', 'nonce'],
  ...['not_allowed', 'no_read_permission', 'no_write_permission'],
])
