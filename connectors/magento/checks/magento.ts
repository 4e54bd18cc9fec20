import { type HttpAnswer, impatient } from '../../../src/sdk/index.ts'
import { siteAddress } from '../address.ts'
import { modulesRoute } from '../client.ts'
import { explain, missingRight } from '../explain.ts'
import { type MagentoCheck, type MagentoSession, passed, type Result } from './check.ts'

/** Where the API is: after redirects, with `index.php/` where the server rewrites no addresses. */
interface Door {
  readonly apiRoot: string
  readonly answer: HttpAnswer
}

/** Asked as a stranger: Magento then names the right that is missing, and nothing else does. */
const ask = ({ context }: MagentoSession, apiRoot: string): Promise<HttpAnswer> =>
  impatient(context).http.send({ url: apiRoot + modulesRoute, headers: { accept: 'application/json' } })

export const doorOf = (session: MagentoSession): Promise<Door> =>
  session.once('door', async () => {
    const site = siteAddress(session.values.apiUrl)
    const plain = await knock(session, `${site}rest/all/V1/`)
    if (isMagento(plain.answer) || ![404, 405].includes(plain.answer.status)) return plain
    const unwritten = await knock(session, `${site}index.php/rest/all/V1/`)
    return isMagento(unwritten.answer) ? unwritten : plain
  })

async function knock(session: MagentoSession, apiRoot: string): Promise<Door> {
  const answer = await ask(session, apiRoot)
  const at = answer.url.indexOf(apiPath(apiRoot))
  const moved = at === -1 ? apiRoot : answer.url.slice(0, at) + apiPath(apiRoot)
  return { apiRoot: moved, answer }
}

const apiPath = (apiRoot: string): string =>
  apiRoot.includes('/index.php/rest/') ? 'index.php/rest/all/V1/' : 'rest/all/V1/'

/** Also a shop that lets strangers ask, and one that says so in a language of its own. */
const isMagento = (answer: HttpAnswer): boolean =>
  missingRight(answer) !== undefined || (answer.status === 200 && /^\s*\[\s*"[A-Za-z0-9]+_\w+"/.test(answer.text))

export const magentoCheck: MagentoCheck = {
  id: 'reachable.magento',
  title: 'Magento answers',
  field: 'apiUrl',
  run: async session => {
    const asked = siteAddress(session.values.apiUrl)
    const { apiRoot, answer } = await doorOf(session)
    if (!isMagento(answer)) throw explain(answer) ?? new Error('A list of modules is none.')
    const url = apiRoot.replace(/(index\.php\/)?rest\/all\/V1\/$/, '')
    if (!sameHost(asked, url)) return elsewhere(asked, url)
    const found = { url, apiRoot, signedOrigin: new URL(url).origin }
    if (url !== asked) return moved(asked, url, found)
    return apiRoot.includes('/index.php/') ? { ...unwritten, found } : passed(url, found)
  },
}

const sameHost = (one: string, other: string): boolean =>
  new URL(one).hostname.replace(/^www\./, '') === new URL(other).hostname.replace(/^www\./, '')

const elsewhere = (asked: string, url: string): Result => ({
  status: 'failed',
  diagnosis: `${new URL(asked).host} sends us on to another site, ${new URL(url).host}. The credential was not sent there.`,
  remedy: `If that is your store, use ${url} as the API URL. If not, correct the API URL.`,
  field: 'apiUrl',
  suggestion: { field: 'apiUrl', value: url },
})

const moved = (asked: string, url: string, found: object): Result => ({
  status: 'warning',
  diagnosis: `${asked} sends us on to the address that the store goes by, ${url}.`,
  remedy: `Use ${url} as the API URL: signatures are made over the address.`,
  field: 'apiUrl',
  suggestion: { field: 'apiUrl', value: url },
  found,
})

const unwritten: Result = {
  status: 'warning',
  diagnosis: 'The server does not rewrite addresses, so the API is reached by way of index.php.',
  remedy:
    'It works as it is. To put it right, switch on web server rewrites under Stores > Configuration > General > Web.',
  field: 'apiUrl',
}
