import { siteAddress } from '../address.ts'
import { sameHost } from '../discovery.ts'
import { indexOf, rememberIndex } from './asked.ts'
import { passed, type Result, type WooCheck } from './check.ts'

/** Where the address leads in the end. Everything after this is asked there. */
export const siteCheck: WooCheck = {
  id: 'reachable.site',
  title: 'The address is the store’s own',
  field: 'apiUrl',
  run: async session => {
    const asked = siteAddress(session.values.apiUrl)
    const index = await indexOf(session, asked)
    const url = finalSite(asked, index.answer.url)
    if (!sameHost(asked, url)) return elsewhere(asked, url)
    if (url === asked) return passed(url, { url })
    if (index.answer.url.includes('/wp-json/')) await rememberIndex(session, url, index)
    return asked.startsWith('https:') && url.startsWith('http:') ? unencrypted(url) : moved(asked, url)
  },
}

/** The folder in front of `wp-json/` where the redirects kept that, else the folder that was asked. */
function finalSite(asked: string, answered: string): string {
  const { origin, pathname } = new URL(answered)
  const at = pathname.indexOf('/wp-json/')
  return at === -1 ? origin + new URL(asked).pathname : `${origin}${pathname.slice(0, at)}/`
}

const elsewhere = (asked: string, url: string): Result => ({
  status: 'failed',
  diagnosis: `${new URL(asked).host} sends us on to another site, ${new URL(url).host}. The key was not sent there.`,
  remedy: `If that is your store, use ${url} as the API URL. If not, correct the API URL.`,
  field: 'apiUrl',
  suggestion: { field: 'apiUrl', value: url },
})

const moved = (asked: string, url: string): Result => ({
  status: 'warning',
  diagnosis:
    asked.replace(/^http:/, 'https:') === url
      ? 'The store answers over https and sends us on to that address.'
      : `${asked} sends us on to the address that the store goes by, ${url}.`,
  remedy: `Use ${url} as the API URL.`,
  field: 'apiUrl',
  suggestion: { field: 'apiUrl', value: url },
  found: { url },
})

/** The secret is kept (requests are signed over http), but what the store answers is not. */
const unencrypted = (url: string): Result => ({
  status: 'warning',
  diagnosis: `The store sends us on from https to ${url}, where orders and customers travel unencrypted.`,
  remedy:
    'In WordPress, under Settings > General, make WordPress Address and Site Address begin with https:// and save. Then verify again.',
  field: 'apiUrl',
  found: { url },
})
