import { siteAddress } from '../address.ts'
import { askIndex, sameHost } from '../discovery.ts'
import { impatient, passed, type Result, type WooCheck } from './check.ts'

/** Where the address leads in the end. Everything after this is asked there. */
export const siteCheck: WooCheck = {
  id: 'reachable.site',
  title: 'The address is the store’s own',
  field: 'apiUrl',
  run: async ({ values, context }) => {
    const asked = siteAddress(values.apiUrl)
    const answer = await askIndex(impatient(context).http, `${asked}wp-json/`)
    const url = finalSite(asked, answer.url)
    if (!sameHost(asked, url)) return elsewhere(asked, url)
    if (sameAddress(url, values.apiUrl)) return passed(url, { url })
    return {
      status: 'warning',
      diagnosis: whyCorrected(values.apiUrl, asked, url),
      remedy: `Use ${url} as the API URL.`,
      field: 'apiUrl',
      suggestion: { field: 'apiUrl', value: url },
      found: { url },
    }
  },
}

/** The folder in front of `wp-json/` where the redirects kept that, else the folder that was asked. */
function finalSite(asked: string, answered: string): string {
  const { origin, pathname } = new URL(answered)
  const at = pathname.indexOf('/wp-json/')
  return at === -1 ? origin + new URL(asked).pathname : `${origin}${pathname.slice(0, at)}/`
}

function elsewhere(asked: string, url: string): Result {
  return {
    status: 'failed',
    diagnosis: `${new URL(asked).host} sends us on to another site: ${new URL(url).host}.`,
    remedy: 'If that is the store, use its address. The key was not sent there.',
    field: 'apiUrl',
    suggestion: { field: 'apiUrl', value: url },
  }
}

function whyCorrected(typed: string, asked: string, url: string): string {
  if (url === asked) return 'Only the beginning of this address is needed: the store itself, without what follows.'
  if (asked.replace(/^http:/, 'https:') === url) return 'The store answers over https and sends us on to that address.'
  return `${new URL(asked).host} sends us on to the address that the store goes by: ${url} (entered: ${typed.trim()}).`
}

const sameAddress = (one: string, other: string): boolean => {
  const bare = (address: string) => address.trim().replace(/\/+$/, '').toLowerCase()
  return bare(one) === bare(other)
}
