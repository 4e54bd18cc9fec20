import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { adminRoutes } from './admin.ts'
import { attributeRoutes } from './attributes.ts'
import { categoryRoutes } from './categories.ts'
import { customerRoutes } from './customers.ts'
import { documentRoutes } from './documents.ts'
import { orderRoutes } from './orders.ts'
import { showErrorPage, showFrontPage, showVersion } from './pages.ts'
import { productRoutes } from './products.ts'
import { type Call, notProcessed, type Reply } from './request.ts'
import { compileRoutes, dispatch } from './routes.ts'
import { shopRoutes, storeCodes } from './shop.ts'
import type { State } from './state.ts'
import { stockRoutes } from './stock.ts'
import { catalogueWrites } from './write-catalogue.ts'
import { orderWrites } from './write-orders.ts'

export const routes = compileRoutes([
  ...shopRoutes,
  ...attributeRoutes,
  ...categoryRoutes,
  ...productRoutes,
  ...customerRoutes,
  ...orderRoutes,
  ...documentRoutes,
  ...stockRoutes,
  ...catalogueWrites,
  ...orderWrites,
  ...adminRoutes,
])

/** What the whole site answers: the API below `/rest/`, pages for people everywhere else. */
export function answerSite(state: State, asked: Asked): Answer {
  if (asked.path === `${state.folder}/magento_version`)
    return state.versionHidden ? showFrontPage() : showVersion(state.version)
  const path = asked.path.startsWith(`${state.folder}/`) ? asked.path.slice(state.folder.length) : '/'
  const below = /^(\/index\.php)?\/rest(?:\/(.*))?$/.exec(path)
  if (!below || (!below[1] && !state.rewrites)) return showFrontPage()
  const call = readCall(state, asked, below[2] ?? '')
  if (!call) return sendReply(notProcessed())
  if (!accepts(asked)) return showErrorPage()
  return sendReply(dispatch(state, routes, call))
}

/** Null: the address begins with no store code that the shop has, or not with `V1`. */
function readCall(state: State, asked: Asked, rest: string): Call | null {
  const [, code = null, route] = /^(?:([\w-]+)\/)?(V\d.*)$/.exec(rest) ?? []
  if (route === undefined || (code !== null && !storeCodes.includes(code))) return null
  return {
    ...{ asked, storeCode: code, route: `/${route}`, method: asked.method },
    query: asked.url.searchParams,
    origin: originOf(state, asked),
    home: homeOf(state, asked),
  }
}

/** The shop's own address, as it tells it. */
export const homeOf = (state: State, asked: Asked) => `${state.home ?? asked.url.origin + state.folder}/`

/** As PHP is told of it: wrongly where a proxy keeps the scheme or the port to itself. */
function originOf({ seenScheme, portHidden }: State, { url, headers }: Asked): string {
  const forwarded = headers['x-forwarded-proto'] === 'https' ? 'https' : null
  const scheme = forwarded ?? seenScheme ?? url.protocol.replace(':', '')
  const standard = scheme === 'https' ? '443' : '80'
  const port = portHidden || url.port === '' || url.port === standard ? '' : `:${url.port}`
  return `${scheme}://${url.hostname}${port}`
}

const accepts = ({ headers }: Asked) => /json|\*\/\*|^$/.test(headers.accept ?? '')

function sendReply({ status, body, headers, garble = text => text }: Reply): Answer {
  return {
    status,
    // What is null in the database is left out of what is shown, as `undefined` is.
    body: garble(JSON.stringify(body)),
    headers: {
      Server: 'nginx/1.22.1',
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      Pragma: 'no-cache',
      Expires: 'Thu, 19 Nov 1981 08:52:00 GMT',
      'Set-Cookie': 'PHPSESSID=2f0c1b7f9e; path=/; HttpOnly; SameSite=Lax',
      ...(status < 400 && { 'X-Frame-Options': 'SAMEORIGIN' }),
      ...headers,
    },
  }
}
