import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { answerSite, homeOf } from './answer.ts'
import { showErrorPage, showFirewallPage, showMaintenance, showServerPage, showVarnishPage } from './pages.ts'
import type { State } from './state.ts'

/** What can be wrong with the server in front of a shop, or with the shop itself. One at a time. */
export type Broken = keyof typeof broken

interface Fault {
  /** What is different in the shop itself. */
  readonly change?: Partial<State>
  readonly answer?: (state: State, asked: Asked) => Answer
}

const isApi = ({ path }: Asked) => /\/rest(?:\/|$)/.test(path)
const nothing = showServerPage(404, '404 Not Found')

export function breakState(state: State, mode: Broken): void {
  const fault: Fault = broken[mode]
  Object.assign(state, fault.change)
}

export function answerBroken(state: State, mode: Broken, asked: Asked): Answer {
  const fault: Fault = broken[mode]
  return (fault.answer ?? answerSite)(state, asked)
}

const withoutHeader = (asked: Asked): Asked => ({ ...asked, headers: { ...asked.headers, authorization: undefined } })

const broken = {
  /** The web server keeps the Authorization header to itself. */
  headerStripped: { answer: (state, asked) => answerSite(state, withoutHeader(asked)) },
  /** TLS ends in a proxy that does not tell PHP: the client speaks https, the shop believes http. */
  tlsProxy: { change: { seenScheme: 'http' } },
  /** `HTTP_HOST` reaches PHP without its port. */
  portHidden: { change: { portHidden: true } },
  /** Only `/index.php/rest/…` leads to the shop. */
  noRewrites: { change: { rewrites: false } },
  /** Apache as it comes: an encoded slash is not found before PHP sees it. */
  slashRefused: { answer: (state, asked) => (/%2f/i.test(asked.path) ? nothing : answerSite(state, asked)) },
  noMagento: { answer: (_, asked) => (asked.path === '/' ? showServerPage(200, 'Welcome to nginx!') : nothing) },
  /** The server lets nobody but its own staff to the API. */
  restClosed: {
    answer: (state, asked) => (isApi(asked) ? showServerPage(403, '403 Forbidden') : answerSite(state, asked)),
  },
  maintenance: { answer: () => showMaintenance() },
  fatalError: { answer: (state, asked) => (isApi(asked) ? showErrorPage() : answerSite(state, asked)) },
  /** The cache in front gets no answer from the shop behind it. */
  varnish: { answer: () => showVarnishPage() },
  /** A module prints a notice before the JSON. */
  phpWarning: { answer: (state, asked) => printBefore(answerSite(state, asked), WARNING) },
  /** The answer stops where PHP ran out of memory: 200, and nothing in it. */
  emptyAnswer: { answer: (state, asked) => emptied(answerSite(state, asked), isApi(asked)) },
  firewall: { answer: () => showFirewallPage() },
  /** A password in front of a site that is not open yet. It takes the very header that the integration needs. */
  passwordWall: { answer: () => askPassword() },
  /** The site's address is another one (`localhost` for `127.0.0.1`, as www is for the bare name). */
  redirectToWww: { answer: (state, asked) => redirectToName(state, asked) },
  /** Everything on port 80 points to the TLS server; `startPracticeMagento` starts both. */
  redirectToHttps: {},
  /** Plain http was spoken to a TLS port. */
  httpOnHttpsPort: { answer: () => showServerPage(400, '400 The plain HTTP request was sent to HTTPS port') },
  /** Each answer takes half a minute (`startPracticeMagento` sees to it; `latencyMs` shortens it). */
  slow: {},
  /** `/magento_version` is switched off, as security guides advise. */
  versionHidden: { change: { versionHidden: true } },
} satisfies Record<string, Fault>

const WARNING =
  '<br />\n<b>Deprecated</b>:  Creation of dynamic property is deprecated in <b>/var/www/html/app/code/Vendor/Module/Plugin.php</b> on line <b>12</b><br />\n'

const printBefore = (answer: Answer, text: string): Answer => ({ ...answer, body: text + String(answer.body) })
const emptied = (answer: Answer, api: boolean): Answer => (api ? { ...answer, body: '' } : answer)

const askPassword = (): Answer => {
  const page = showServerPage(401, '401 Authorization Required')
  return { ...page, headers: { ...page.headers, 'WWW-Authenticate': 'Basic realm="Staging"' } }
}

export const redirectTo = (origin: string, { path, url }: Asked): Answer => ({
  status: 301,
  headers: { Server: 'nginx/1.22.1', 'Content-Type': 'text/html', Location: origin + path + url.search },
  body: '',
})

function redirectToName(state: State, asked: Asked): Answer {
  if (asked.url.hostname !== '127.0.0.1') return answerSite(state, asked)
  return redirectTo(homeOf(state, asked).replace('127.0.0.1', 'localhost').replace(/\/$/, ''), asked)
}
