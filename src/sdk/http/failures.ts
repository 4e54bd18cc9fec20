import { ConnectorError, type ConnectorErrorOptions } from '../errors.ts'

/** Which server, and how long it was waited for: what the words about a failure need. */
export interface Attempted {
  readonly host: string
  readonly timeoutMs: number
  readonly maxBytes?: number
}

type Words = (attempted: Attempted) => readonly [message: string, remedy: string]
type Failure = readonly [kind: 'transient' | 'invalid' | 'contract', words: Words]

/** Every way of getting no answer, by the code that the ConnectorError carries. */
const failures = {
  dns: [
    'transient',
    ({ host }) => [
      `The name ${host} is not known to the Internet's name service.`,
      'Check the spelling of the address. If it was registered or moved today, wait an hour and try again.',
    ],
  ],
  refused: [
    'transient',
    ({ host }) => [
      `${host} refuses the connection: nothing answers on that port.`,
      'See whether the address opens in a browser. If it does, ask the web host whether a firewall refuses this server.',
    ],
  ],
  unreachable: [
    'transient',
    ({ host }) => [
      `There is no way to ${host} from here: the network cannot reach it.`,
      'Check the address. If other stores cannot be reached either, have the operator look at this server’s network.',
    ],
  ],
  reset: [
    'transient',
    ({ host }) => [
      `${host} broke the connection off before its answer was complete.`,
      'Try again in a minute. If it goes on, ask the web host whether a firewall or a crash ends the connection.',
    ],
  ],
  timeout: [
    'transient',
    ({ host, timeoutMs }) => [
      `${host} did not answer within ${Math.round(timeoutMs / 100) / 10} s.`,
      'Try again later. If it stays, ask the web host whether the site is overloaded or a firewall drops what this server sends.',
    ],
  ],
  forbidden_address: [
    'invalid',
    ({ host }) => [
      `${host} is a private or reserved address, which is not asked unless the operator allows it.`,
      'Use the public address. If this one is meant, have the operator add it to KOPPLA_ALLOW_ADDRESSES.',
    ],
  ],
  redirects: [
    'invalid',
    ({ host }) => [
      `${host} sends the request from address to address without an end.`,
      'Open the address in a browser. If that ends somewhere, enter that address; if not, switch off the plugin or rule that redirects.',
    ],
  ],
  tls_expired: [
    'transient',
    ({ host }) => [
      `The TLS certificate of ${host} is not valid today: it has expired or is not valid yet.`,
      'Renew the certificate in the web host’s control panel, or ask the web host to.',
    ],
  ],
  tls_host: [
    'transient',
    ({ host }) => [
      `The TLS certificate was not issued for ${host}.`,
      'Enter an address that the certificate is for, or ask the web host for a certificate for this name.',
    ],
  ],
  tls_untrusted: [
    'transient',
    ({ host }) => [
      `The TLS certificate of ${host} is not signed by an authority we trust.`,
      'Ask the web host to install a certificate of a public authority together with its intermediate certificates.',
    ],
  ],
  tls_protocol: [
    'transient',
    ({ host }) => [
      `${host} offers only outdated versions of TLS, which are no longer safe.`,
      'Ask the web host to switch on TLS 1.2 or 1.3.',
    ],
  ],
  tls: [
    'transient',
    ({ host }) => [
      `${host} does not speak TLS as we know it on this port.`,
      'Check the address and its port. If a browser opens it with https://, ask the web host to look at its TLS settings.',
    ],
  ],
  not_http: [
    'contract',
    ({ host }) => [
      `What ${host} answers is not HTTP.`,
      'Check the address and the port. If the port is for https, the address must begin with https://',
    ],
  ],
  too_large: [
    'contract',
    ({ host, maxBytes = 0 }) => [
      `The answer of ${host} is larger than ${Math.round(maxBytes / 1024)} kB, and was not read further.`,
      'Check that the address is the API and not a download.',
    ],
  ],
} satisfies Record<string, Failure>

export type FailureCode = keyof typeof failures

/** `about` replaces what the code says in general by what is known in this case. */
export function failWith(code: FailureCode, attempted: Attempted, about: Partial<Told> = {}): ConnectorError {
  const [kind, words] = failures[code] as Failure
  const [message, remedy] = words(attempted)
  return new ConnectorError(kind, about.message ?? message, { code, remedy: about.remedy ?? remedy })
}

/** The same failure in other words. */
export const retell = (error: ConnectorError, told: Partial<Told>) => {
  const { message = error.message, remedy = error.remedy, code = error.code } = told
  const { kind, field, retryAfterMs, status } = error
  return new ConnectorError(kind, message, {
    remedy,
    ...(code !== undefined && { code }),
    ...(field !== undefined && { field }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(status !== undefined && { status }),
  })
}

export interface Told extends Pick<ConnectorErrorOptions, 'remedy' | 'code'> {
  readonly message: string
}

const codes: ReadonlyArray<readonly [RegExp, FailureCode]> = [
  [/^KOPPLA_FORBIDDEN_ADDRESS$/, 'forbidden_address'],
  [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|EDNS\w*)$/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN|EACCES|EINVAL)$/, 'unreachable'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'timeout'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'tls_expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'tls_host'],
  [/^(DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO_|CERT_|INVALID_CA|INVALID_PURPOSE)/, 'tls_untrusted'],
  [/^ERR_SSL_(\w*PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|DH_KEY_TOO_SMALL)$/, 'tls_protocol'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/^HPE_/, 'not_http'],
]

/** The code of what node or got threw; anything unknown counts as a broken connection. */
export const failureCodeOf = (error: unknown): FailureCode =>
  codesIn(error).flatMap(code => codes.find(([pattern]) => pattern.test(code))?.[1] ?? [])[0] ?? 'reset'

/** The codes of an error and of what caused it, outermost first. Node says EPROTO and leaves the reason to OpenSSL's words. */
export function codesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const reason = /SSL routines:\w*:([\w ]+):/.exec(error.message)?.[1]
  const ssl = reason === undefined ? [] : [`ERR_SSL_${reason.replaceAll(' ', '_').toUpperCase()}`]
  return [...ssl, ...('code' in error ? [String(error.code)] : []), ...codesIn(error.cause)]
}
