import { ConnectorError, type ErrorKind, type HttpAnswer } from '../../src/sdk/index.ts'

interface Page {
  readonly code: string
  readonly kind: ErrorKind
  readonly matches: (answer: HttpAnswer) => boolean
  readonly message: string
  readonly remedy: string
}

const says = (pattern: RegExp) => (answer: HttpAnswer) => pattern.test(answer.text.slice(0, 20_000))
/** Challenges come with any status; the vaguer words mean a firewall only on a page that is an error. */
const challenge =
  /<title>just a moment|attention required! \| cloudflare|cf-chl|cf_chl|checking your browser|sucuri website firewall|_incapsula_|ddos-guard/i
const refusal = /mod_security|modsecurity|imperva|captcha|blocked|access denied|request unsuccessful|varnish/i

/** Pages that come where JSON was asked for, the most telling first. */
const pages: readonly Page[] = [
  {
    code: 'https_required',
    kind: 'invalid',
    matches: says(/plain HTTP request was sent to HTTPS port/i),
    message: 'The server wants https at this address, and the address says http.',
    remedy: 'Change http:// to https:// in the API URL.',
  },
  {
    code: 'maintenance',
    kind: 'transient',
    matches: answer => answer.status === 503 && says(/maintenance|temporarily unavailable/i)(answer),
    message: 'The store is in maintenance mode and answers nothing else.',
    remedy: 'Wait until the work is finished, or have it switched off: bin/magento maintenance:disable.',
  },
  {
    code: 'firewall',
    kind: 'permission',
    matches: answer => says(challenge)(answer) || ([403, 406].includes(answer.status) && says(refusal)(answer)),
    message: 'A firewall in front of the store stopped our request and sent a page of its own.',
    remedy: 'Allow the address of this server for /rest/ in the firewall (Cloudflare, Fastly or the web host’s).',
  },
  {
    code: 'forbidden',
    kind: 'permission',
    matches: ({ status }) => status === 403,
    message: 'The store’s server forbids the request before Magento sees it.',
    remedy: 'Allow the address of this server for /rest/ in the web host’s firewall or in .htaccess.',
  },
  {
    code: 'unauthorised',
    kind: 'auth',
    matches: ({ status }) => status === 401,
    message: 'Something in front of Magento refuses the request with a page of its own, whatever the credential.',
    remedy: 'Ask the web host what protects /rest/ (a password or a firewall), and have it let this server through.',
  },
  {
    code: 'no_api',
    kind: 'contract',
    matches: ({ status }) => status === 404 || status === 405,
    message: 'There is no Magento API at this address: the server answered “not found”.',
    remedy: 'Check the API URL: it is the store’s base URL, with its folder if it has one.',
  },
  {
    code: 'too_many_requests',
    kind: 'rate_limit',
    matches: ({ status }) => status === 429,
    message: 'The store’s server says that too many requests come from here.',
    remedy:
      'Wait a few minutes; imports wait by themselves. If it stays, ask the web host to allow this server more requests.',
  },
  {
    code: 'too_long',
    kind: 'invalid',
    matches: ({ status }) => status === 413 || status === 414,
    message: 'The store’s server refused the request as too long.',
    remedy: 'Ask the web host to allow longer addresses for /rest/.',
  },
  {
    code: 'server_error',
    kind: 'transient',
    matches: ({ status }) => status >= 500,
    message: 'The store’s server has a problem of its own.',
    remedy: 'Try again in a few minutes. If it stays, ask the web host to look in the server’s error log.',
  },
  {
    code: 'cut_off',
    kind: 'contract',
    matches: ({ text }) => /^\uFEFF?\s*[[{]/.test(text),
    message: 'The store’s answer is broken off, or mixed with other text.',
    remedy: 'PHP may have run out of memory or time: ask the web host to look in the error log.',
  },
]

const anyPage = {
  code: 'web_page',
  kind: 'contract',
  message: 'The server answered with a web page where Magento’s API was asked.',
  remedy: 'Check the API URL: it is the store’s base URL, with its folder if it has one.',
} as const

/** Names what came instead of JSON. */
export function explainPage(answer: HttpAnswer): ConnectorError {
  const { kind, code, message, remedy } = pages.find(({ matches }) => matches(answer)) ?? anyPage
  const seconds = Number(answer.headers['retry-after'])
  const retryAfterMs = kind === 'rate_limit' && Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}
  return new ConnectorError(kind, message, { code, remedy, status: answer.status, field: 'apiUrl', ...retryAfterMs })
}
