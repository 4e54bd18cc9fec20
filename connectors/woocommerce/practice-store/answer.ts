import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { customerRoutes } from './customers.ts'
import { fulfillmentRoutes } from './fulfillments.ts'
import { spoil } from './garbage.ts'
import { orderRoutes } from './orders.ts'
import { showFrontPage } from './pages.ts'
import { productRoutes } from './products.ts'
import { type Call, type Reply, readQuery, readText } from './request.ts'
import { compileRoutes, dispatch } from './routes.ts'
import { indexRoutes, shopRoutes } from './shop.ts'
import type { State } from './state.ts'
import { writeRoutes } from './writes.ts'

const routes = compileRoutes([
  ...indexRoutes,
  ...shopRoutes,
  ...orderRoutes,
  ...productRoutes,
  ...customerRoutes,
  ...fulfillmentRoutes,
  ...writeRoutes,
])
/** What is left of them when WooCommerce is not active. */
const bare = compileRoutes(indexRoutes)

/** What the whole site answers: the API below `/wp-json/` or `?rest_route=`, pages for people everywhere else. */
export function answerSite(state: State, asked: Asked): Answer {
  const call = readCall(state, asked)
  if (!call) return showFrontPage(state, asked)
  const reply = dispatch(state, state.woocommerceActive ? routes : bare, call)
  return sendReply(spoil(state, call, reply), call)
}

/** Null: this is not for the API. */
export function readCall(state: State, asked: Asked): Call | null {
  const parameters = readQuery(asked.url.search)
  const pretty = /^(?:\/index\.php)?\/wp-json(\/.*)?$/.exec(asked.path)
  const named = /^\/(?:index\.php)?$/.test(asked.path) ? readText(parameters.get('rest_route')) : undefined
  if (!pretty && named === undefined) return null
  const override = asked.method === 'POST' ? readText(parameters.get('_method')) : undefined
  return {
    asked,
    parameters,
    method: override?.toUpperCase() ?? asked.method,
    route: (pretty ? pretty[1] : named) || '/',
    home: homeOf(state, asked),
    api: apiOf(state, asked),
    secure: state.secure ?? asked.url.protocol === 'https:',
  }
}

export const homeOf = (state: State, asked: Asked) => state.home ?? asked.url.origin

export const apiOf = (state: State, asked: Asked) =>
  `${homeOf(state, asked)}/${state.plainPermalinks ? 'index.php?rest_route=' : 'wp-json'}`

const exposed = {
  'Access-Control-Expose-Headers': 'X-WP-Total, X-WP-TotalPages, Link',
  'Access-Control-Allow-Headers': 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type',
}
const uncached = {
  Expires: 'Wed, 11 Jan 1984 05:00:00 GMT',
  'Cache-Control': 'no-cache, must-revalidate, max-age=0, no-store, private',
}

function sendReply({ status, body, headers }: Reply, { api }: Call): Answer {
  return {
    status,
    body,
    headers: {
      Server: 'nginx',
      'Content-Type': 'application/json; charset=UTF-8',
      'X-Robots-Tag': 'noindex',
      Link: `<${api}/>; rel="https://api.w.org/"`,
      'X-Content-Type-Options': 'nosniff',
      ...exposed,
      ...(status === 401 || status === 403 ? { Vary: 'Origin' } : uncached),
      ...headers,
    },
  }
}
