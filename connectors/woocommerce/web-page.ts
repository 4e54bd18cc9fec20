import { ConnectorError, type ErrorKind, type HttpAnswer } from '../../src/sdk/index.ts'

interface Page {
  readonly code: string
  readonly kind: ErrorKind
  readonly matches: (answer: HttpAnswer) => boolean
  readonly message: string
  readonly remedy: string
}

const within = (pattern: RegExp) => (answer: HttpAnswer) => pattern.test(answer.text.slice(0, 20_000))
const noticeFirst = /^\s*(<br\s*\/?>\s*)*(<b>)?(PHP )?(Warning|Notice|Deprecated|Strict Standards)(<\/b>)?:/i
const noticeAnywhere = /<b>(Warning|Notice|Deprecated|Strict Standards)<\/b>:.{0,600} on line /is
/** Challenges come with any status; the vaguer words mean a firewall only on a page that is an error. */
const challenge =
  /<title>just a moment|attention required! \| cloudflare|cf-chl|cf_chl|checking your browser|sucuri website firewall|_incapsula_|sgcaptcha|ddos-guard/i
const refusal = /wordfence|mod_security|modsecurity|imperva|captcha|blocked|access denied|request unsuccessful/i
const firewallHeaders = ['cf-mitigated', 'x-sucuri-block', 'x-datadome'] as const
const loginPage =
  /id=["']?loginform|<title>[^<]*\b(log ?in|sign ?in|logga in|logg inn|log ind|anmelden|connexion)\b|<form[^>]+wp-login\.php/i
/** Themes put such a form into every page, so it says something only where the page is refused. */
const loginForm = /<form[^>]+(login|signin)/i
/** How WordPress dies, in whatever language. */
const deathPage = /id="error-page"|wp-die-message/i
const database = /databas|datenbank|bases? de d(ato|onn)|tietokan|banco de dados/i
const maintenance =
  /maintenance|coming soon|underhåll|vedlikehold|vedligehold|wartung|onderhoud|mantenimiento|manutenzione|manutenção|huolto/i

/** Pages that a store sends where JSON was asked for, the most telling first. */
const pages: readonly Page[] = [
  {
    code: 'https_required',
    kind: 'invalid',
    matches: within(/plain HTTP request was sent to HTTPS port/i),
    message: 'The server wants https at this address, and the address says http.',
    remedy: 'Change http:// to https:// in the API URL.',
  },
  {
    code: 'fatal_error',
    kind: 'transient',
    matches: answer =>
      within(/critical error on this website|<b>(Fatal|Parse) error<\/b>:|^PHP (Fatal|Parse) error:/i)(answer) ||
      (answer.status === 500 && within(deathPage)(answer) && !within(database)(answer)),
    message: 'The store’s WordPress stopped with a critical error while it was answering.',
    remedy:
      'Ask whoever runs the site to look in WooCommerce > Status > Logs under fatal-errors; a plugin that was just updated is the usual cause.',
  },
  {
    code: 'database_error',
    kind: 'transient',
    matches: answer =>
      within(/error establishing a database connection/i)(answer) ||
      (answer.status === 500 && within(deathPage)(answer) && within(database)(answer)),
    message: 'The store’s WordPress cannot reach its own database.',
    remedy: 'Ask the web host to look at the database server. Nothing is wrong with the key.',
  },
  {
    code: 'maintenance',
    kind: 'transient',
    matches: answer =>
      within(/scheduled maintenance/i)(answer) ||
      within(/<title>[^<]*(maintenance|coming soon|underhåll)/i)(answer) ||
      (answer.status === 503 && (within(maintenance)(answer) || within(deathPage)(answer))),
    message: 'The store is in maintenance mode and answers nothing else.',
    remedy:
      'Wait until the update is finished, or switch maintenance mode off in WordPress. If it never ends, delete the file .maintenance in the site’s folder.',
  },
  {
    code: 'php_notice',
    kind: 'contract',
    matches: answer => noticeFirst.test(answer.text) || (answer.status < 300 && within(noticeAnywhere)(answer)),
    message: 'PHP prints a warning of its own into the store’s answers, so that they can no longer be read.',
    remedy: 'In wp-config.php set WP_DEBUG_DISPLAY to false, or update the plugin that the warning names.',
  },
  {
    code: 'plain_permalinks',
    kind: 'contract',
    matches: answer => answer.status < 300 && /rest_route=\/>?;?/.test(answer.headers['link'] ?? ''),
    message: 'The store’s permalinks are set to Plain, so that its REST API has no address of its own.',
    remedy: 'In WordPress, choose Post name under Settings > Permalinks and save.',
  },
  {
    code: 'login_wall',
    kind: 'contract',
    matches: answer =>
      /basic|digest|negotiate/i.test(answer.headers['www-authenticate'] ?? '') ||
      /wp-login\.php/.test(answer.url) ||
      ([200, 401, 403].includes(answer.status) && within(loginPage)(answer)) ||
      ([401, 403].includes(answer.status) && within(loginForm)(answer)),
    message: 'The site asks for a login of its own before it shows anything.',
    remedy:
      'Let /wp-json/ through without that login: in the plugin that hides the site, or in the web host’s password protection.',
  },
  {
    code: 'firewall',
    kind: 'transient',
    matches: answer =>
      firewallHeaders.some(name => answer.headers[name] !== undefined) ||
      within(challenge)(answer) ||
      (answer.status >= 400 && answer.status !== 404 && within(refusal)(answer)) ||
      [406, 418].includes(answer.status),
    message: 'A firewall in front of the store stopped our request and sent a page of its own.',
    remedy:
      'Allow the address of this server for /wp-json/wc/ in the firewall (Cloudflare, Wordfence, Sucuri or the web host’s).',
  },
  {
    code: 'forbidden',
    kind: 'permission',
    matches: answer => answer.status === 403,
    message: 'The store’s server forbids the request before WordPress sees it.',
    remedy: 'Allow the address of this server for /wp-json/wc/ in the web host’s firewall or in .htaccess.',
  },
  {
    code: 'unauthorised',
    /** Not about the key, which WooCommerce has not seen; but all runs must stop, and a person must look. */
    kind: 'auth',
    matches: answer => answer.status === 401,
    message: 'Something in front of WooCommerce refuses the request with a page of its own, whatever the key.',
    remedy:
      'Ask the web host what protects /wp-json/ (a password, a firewall or a security plugin), and have it let this server through.',
  },
  {
    code: 'cut_off',
    kind: 'contract',
    matches: answer => answer.status < 300 && /^\uFEFF?\s*[[{]/.test(answer.text),
    message: 'The store’s answer is broken off, or mixed with other text.',
    remedy: 'PHP may have run out of memory or time: ask the web host to look in the error log.',
  },
  {
    code: 'no_api',
    kind: 'contract',
    matches: answer => answer.status === 404 || answer.status === 405,
    message: 'There is no REST API at this address: the server answered “not found”.',
    remedy: 'Check the API URL. In WordPress, choose Post name under Settings > Permalinks and save.',
  },
  {
    code: 'too_many_requests',
    kind: 'rate_limit',
    matches: answer => answer.status === 429,
    message: 'The store’s server says that too many requests come from here.',
    remedy:
      'Wait a few minutes; imports wait by themselves. If it stays, ask the web host to allow this server more requests.',
  },
  {
    code: 'server_error',
    kind: 'transient',
    matches: answer => answer.status >= 500,
    message: 'The store’s server has a problem of its own.',
    remedy: 'Try again in a few minutes. If it stays, ask the web host to look in the server’s error log.',
  },
  {
    code: 'too_long',
    kind: 'invalid',
    matches: answer => answer.status === 413 || answer.status === 414,
    message: 'The store’s server refused the request as too long.',
    remedy: 'Ask the web host to allow longer addresses and bodies for /wp-json/.',
  },
]

/** Names the page that came instead of JSON. */
export function explainPage(answer: HttpAnswer): ConnectorError {
  const page = pages.find(page => page.matches(answer))
  const told = page ?? (answer.text.trim() === '' ? emptyAnswer : webPage)
  const source = told.code === 'php_notice' || told.code === 'fatal_error' ? sourceIn(answer) : ''
  const status = answer.status >= 400 ? ` (HTTP ${answer.status})` : ''
  const message = told.message.replace(/\.$/, `${source}${status}.`)
  return new ConnectorError(told.kind, message, {
    code: told.code,
    remedy: told.remedy,
    status: answer.status,
    ...retryAfter(answer),
    ...(told.code === 'https_required' && { field: 'apiUrl' }),
  })
}

/** The plugin or theme that PHP's own words point to. */
function sourceIn({ text }: HttpAnswer): string {
  const [, folder, name] = /wp-content\/(plugin|theme)s\/([\w.-]+)/.exec(text.slice(0, 20_000)) ?? []
  return name === undefined ? '' : `, and names the ${folder} “${name}”`
}

type Told = Omit<Page, 'matches'>

/** The same words where WordPress says it as JSON. */
export function tellAs(code: 'maintenance' | 'fatal_error' | 'too_many_requests'): Told {
  const { kind, message, remedy } = pages.find(page => page.code === code)!
  return { kind, code, message, remedy }
}

const emptyAnswer: Told = {
  code: 'empty',
  kind: 'contract',
  message: 'The store’s server answered with nothing at all.',
  remedy: 'Look in the server’s error log, or ask the web host: a plugin or PHP itself stopped without a word.',
}

const webPage: Told = {
  code: 'web_page',
  kind: 'contract',
  message: 'The store answered with a web page where data was asked for.',
  remedy: 'In WordPress, choose Post name under Settings > Permalinks and save. Then check that the API URL is right.',
}

export function retryAfter(answer: HttpAnswer): { retryAfterMs?: number } {
  const seconds = Number(answer.headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}
}
