import { IANAZone } from 'luxon'
import { z } from 'zod'
import type { Http, HttpAnswer, HttpRequest } from '../../src/sdk/index.ts'
import { identityOf } from './address.ts'
import { explain, parseBody } from './explain.ts'
import { hint } from './transport.ts'

/** What WordPress tells everybody about itself at the root of its REST API. */
export const SiteIndex = z.looseObject({
  name: z.string().catch(''),
  url: z.string().catch(''),
  home: z.url({ protocol: /^https?$/ }).catch(''),
  gmt_offset: z.coerce.number().catch(0),
  /** Empty where the site keeps a bare offset; a name that nobody knows is as good as none. */
  timezone_string: z.string().refine(IANAZone.isValidZone).catch(''),
  namespaces: z.array(z.string()),
})
export type SiteIndex = z.output<typeof SiteIndex>

const indexFields = '_fields=name,url,home,gmt_offset,timezone_string,namespaces'

export interface Discovery {
  /** What `/wp-json/` answered, whatever it was. */
  readonly first: HttpAnswer
  /** The front page, where it had to be asked. */
  readonly front?: HttpAnswer
  /** Where the REST API was found: `…/wp-json/` or `…/?rest_route=/`. */
  readonly api?: { readonly root: string; readonly index: SiteIndex; readonly answer: HttpAnswer }
}

/**
 * Asks the index, uncached, so that its `Date` tells the time. No key goes along: outside `wc/` WordPress would take it
 * for a user name. With `sign` it does, under WooCommerce's eyes.
 */
export function askIndex(http: Http, root: string, sign?: HttpRequest['sign']): Promise<HttpAnswer> {
  const query = [indexFields, `nocache=${Date.now()}`, ...(sign ? [hint] : [])].join('&')
  const url = `${root}${root.includes('?') ? '&' : '?'}${query}`
  return http.send({ url, headers: { accept: 'application/json' }, ...(sign && { sign, followRedirects: false }) })
}

export function readIndex(answer: HttpAnswer): SiteIndex | undefined {
  return answer.status === 200 ? SiteIndex.safeParse(parseBody(answer)).data : undefined
}

/** What `/wp-json/` says where nobody has given it an address; anything else is said by somebody, and is not gone round. */
const unaddressed = new Set(['no_api', 'web_page', 'plain_permalinks', 'redirected'])

interface Looking {
  readonly http: Http
  readonly siteUrl: string
  /** What `/wp-json/` answered. */
  readonly first: HttpAnswer
  readonly sign: NonNullable<HttpRequest['sign']>
}

/** `/wp-json/` where it answers, if need be only to the key; else where the front page points to, and at last `?rest_route=/`. */
export async function discover({ http, siteUrl, first: open, sign }: Looking): Promise<Discovery> {
  const root = `${siteUrl}wp-json/`
  const closed = explain(open)?.code === 'rest_blocked'
  const first = closed ? await askIndex(http, root, sign) : open
  const index = readIndex(first)
  if (index !== undefined) return { first, api: { root, index, answer: first } }
  const front = await http.send({ url: siteUrl })
  if (closed || !unaddressed.has(explain(first)?.code ?? '')) return { first, front }
  const roots = [announcedRoot(front, siteUrl), announcedRoot(first, siteUrl), `${siteUrl}?rest_route=/`]
  for (const root of new Set(roots.filter(root => root !== undefined))) {
    const answer = await askIndex(http, root)
    const index = readIndex(answer)
    if (index !== undefined) return { first, front, api: { root, index, answer } }
  }
  return { first, front }
}

/** WordPress announces its API in the Link header and in the page's head. It is taken over only within the same site. */
export function announcedRoot(answer: HttpAnswer, siteUrl: string): string | undefined {
  const inHeader = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(answer.headers['link'] ?? '')
  const inPage = /<link[^>]+rel=["']https:\/\/api\.w\.org\/["'][^>]+href=["']([^"']+)["']/.exec(answer.text)
  const announced = inHeader?.[1] ?? inPage?.[1]
  if (announced === undefined || !URL.canParse(announced)) return undefined
  const { origin, pathname, search } = new URL(announced)
  const site = new URL(siteUrl)
  if (hostOf(origin) !== hostOf(site.origin)) return undefined
  return site.origin + pathname + decodeURIComponent(search)
}

export const isWordPress = (answer: HttpAnswer | undefined): boolean =>
  answer !== undefined &&
  (/api\.w\.org/.test(answer.headers['link'] ?? '') ||
    /wordpress/i.test(answer.headers['x-redirect-by'] ?? '') ||
    /\/wp-(content|includes)\//.test(answer.text))

/** Without scheme, port and `www.`. */
const hostOf = (address: string): string => identityOf(address).replace(/:\d+.*$|\/.*$/, '')

export const sameHost = (one: string, other: string): boolean => hostOf(one) === hostOf(other)
