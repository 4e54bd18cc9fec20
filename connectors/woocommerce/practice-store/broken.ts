import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { answerSite, homeOf, readCall } from './answer.ts'
import { authenticate } from './auth.ts'
import { showDeathPage, showFirewallPage, showFrontPage, showLoginPage, showServerPage } from './pages.ts'
import type { State } from './state.ts'

/** What can be wrong with the server in front of a store, or with the site itself. One at a time. */
export type Broken = keyof typeof broken

interface Fault {
  /** What is different in the store itself. */
  readonly change?: Partial<State>
  readonly answer?: (state: State, asked: Asked) => Answer
}

const isApi = (asked: Asked) => /^(?:\/index\.php)?\/wp-json(?:\/|$)/.test(asked.path)
const wantsJson = ({ headers }: Asked) =>
  /json/.test(headers.accept ?? '') || /json/.test(headers['content-type'] ?? '')
const nothing = showServerPage(404, '404 Not Found')

export function breakState(state: State, mode: Broken): void {
  const fault: Fault = broken[mode]
  Object.assign(state, fault.change)
}

export function answerBroken(state: State, mode: Broken, asked: Asked): Answer {
  const fault: Fault = broken[mode]
  return (fault.answer ?? answerSite)(state, asked)
}

const broken = {
  /** The web server keeps the Authorization header to itself. */
  headerStripped: {
    answer: (state, asked) => answerSite(state, { ...asked, headers: { ...asked.headers, authorization: undefined } }),
  },
  /** Settings → Permalinks → Plain: `/wp-json/` is the front page, and its routes redirect to it. */
  plainPermalinks: {
    change: { plainPermalinks: true },
    answer: (state, asked) => (isApi(asked) ? redirectToSlash(state, asked) : answerSite(state, asked)),
  },
  plainPermalinksNoRewrite: {
    change: { plainPermalinks: true },
    answer: (state, asked) => (isApi(asked) ? nothing : answerSite(state, asked)),
  },
  noWooCommerce: { change: { woocommerceActive: false } },
  noWordPress: {
    answer: (_, asked) => (asked.path === '/' ? showServerPage(200, 'Welcome to nginx!') : nothing),
  },
  maintenance: { answer: (_, asked) => showMaintenance(asked) },
  fatalError: { answer: (state, asked) => (isApi(asked) ? showFatalError(state, asked) : answerSite(state, asked)) },
  /** A plugin prints a notice before the JSON. */
  phpWarning: { answer: (state, asked) => printBefore(answerSite(state, asked), WARNING) },
  /** A file of the theme was saved with a byte order mark. */
  bom: { answer: (state, asked) => printBefore(answerSite(state, asked), '\uFEFF') },
  /** TLS ends in a proxy that does not tell PHP: the client speaks https, the store believes http. */
  tlsProxy: { change: { secure: false } },
  /** "Coming soon" and members-only plugins. */
  loginWall: { answer: (state, asked) => showLoginWall(state, asked) },
  /** A plugin that closes the REST API to visitors, keys included. */
  restDisabled: {
    answer: (state, asked) => (isApi(asked) ? refuseVisitor() : answerSite(state, asked)),
  },
  /** One that closes it to visitors only: the index too. */
  restMembersOnly: {
    answer: (state, asked) => (isVisitor(state, asked) ? refuseVisitor() : answerSite(state, asked)),
  },
  firewall: { answer: () => showFirewallPage() },
  /** The site's address is another one (`localhost` for `127.0.0.1`, as www is for the bare name). */
  redirectToWww: { answer: (state, asked) => redirectToName(state, asked) },
  /** Everything on port 80 points to the TLS server; `startPracticeWooCommerce` starts both. */
  redirectToHttps: {},
  /** Plain http was spoken to a TLS port. */
  httpOnHttpsPort: {
    answer: () => {
      const title = '400 The plain HTTP request was sent to HTTPS port'
      return showServerPage(400, title, ['400 Bad Request', 'The plain HTTP request was sent to HTTPS port'])
    },
  },
  /** Each answer takes half a minute (`startPracticeWooCommerce` sees to it; `latencyMs` shortens it). */
  slow: {},
  /** Older than 5.8: `modified_after` is one more name that is ignored. */
  tooOld: {
    change: { toldVersion: '5.5.2' },
    answer: (state, asked) => answerSite(state, forgetModified(asked)),
  },
  /** The answer stops where PHP ran out of memory: 200, and nothing in it. */
  emptyAnswer: {
    answer: (state, asked) => (isApi(asked) ? { ...answerSite(state, asked), body: '' } : answerSite(state, asked)),
  },
} satisfies Record<string, Fault>

function redirectToSlash(state: State, asked: Asked): Answer {
  if (asked.method !== 'GET' || asked.path.endsWith('/')) return showFrontPage(state, asked)
  const place = asked.path.replace(/^\/index\.php/, '')
  return redirect(`${homeOf(state, asked)}${place}/${asked.url.search}`, { 'X-Redirect-By': 'WordPress' })
}

function redirect(to: string, headers: Record<string, string> = {}, status = 301): Answer {
  const html = { Server: 'nginx', 'Content-Type': 'text/html; charset=UTF-8' }
  return { status, headers: { ...html, ...headers, Location: to }, body: '' }
}

export const redirectTo = (origin: string, asked: Asked): Answer => redirect(origin + asked.path + asked.url.search)

function redirectToName(state: State, asked: Asked): Answer {
  if (asked.url.hostname !== '127.0.0.1') return answerSite(state, asked)
  return redirectTo(asked.url.origin.replace('127.0.0.1', 'localhost'), asked)
}

function showMaintenance(asked: Asked): Answer {
  const text = 'Briefly unavailable for scheduled maintenance. Check back in a minute.'
  const page = wantsJson(asked)
    ? jsonAnswer(503, { code: 'wp_die', message: text, data: { status: 503 }, additional_errors: [] })
    : showDeathPage({ status: 503, title: 'Maintenance', text, head: "dir='ltr'" })
  return { ...page, headers: { ...page.headers, 'Retry-After': '600' } }
}

function showFatalError(state: State, asked: Asked): Answer {
  const help =
    '<a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a>'
  const text = `<p>There has been a critical error on this website.</p><p>${help}</p>`
  const page = wantsJson(asked)
    ? jsonAnswer(500, { code: 'internal_server_error', message: text, data: { status: 500 }, additional_errors: [] })
    : showDeathPage({ status: 500, title: 'WordPress &rsaquo; Error', text, head: 'lang="en-US"' })
  const link = `<${homeOf(state, asked)}/wp-json/>; rel="https://api.w.org/"`
  return { ...page, headers: { ...page.headers, Link: link } }
}

const jsonAnswer = (status: number, body: unknown): Answer => ({
  status,
  headers: { Server: 'nginx', 'Content-Type': 'application/json; charset=UTF-8' },
  body,
})

const WARNING =
  '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/var/www/html/wp-content/plugins/something/plugin.php</b> on line <b>12</b><br />\n'

function printBefore(answer: Answer, text: string): Answer {
  return typeof answer.body === 'string' ? answer : { ...answer, body: text + JSON.stringify(answer.body) }
}

function showLoginWall(state: State, asked: Asked): Answer {
  if (asked.path === '/wp-login.php') return showLoginPage(state)
  const back = encodeURIComponent(asked.url.href)
  return redirect(`${homeOf(state, asked)}/wp-login.php?redirect_to=${back}&reauth=1`, {}, 302)
}

const refuseVisitor = () =>
  jsonAnswer(401, {
    code: 'rest_not_logged_in',
    message: 'You are not currently logged in.',
    data: { status: 401 },
  })

function isVisitor(state: State, asked: Asked): boolean {
  const call = readCall(state, asked)
  const who = call && authenticate(state, call)
  return who !== null && 'role' in who && who.role === null
}

function forgetModified(asked: Asked): Asked {
  const url = new URL(asked.url)
  url.searchParams.delete('modified_after')
  url.searchParams.delete('modified_before')
  return { ...asked, url, query: url.searchParams }
}
