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
      'Check the port in the address and that the server is up.',
    ],
  ],
  unreachable: [
    'transient',
    ({ host }) => [
      `There is no way to ${host} from here: the network cannot reach it.`,
      'Check the address, and that this server may connect to the Internet.',
    ],
  ],
  reset: [
    'transient',
    ({ host }) => [
      `${host} broke the connection off before its answer was complete.`,
      'Try again in a minute. If it goes on, ask the host whether a firewall or a crash ends the connection.',
    ],
  ],
  timeout: [
    'transient',
    ({ host, timeoutMs }) => [
      `${host} did not answer within ${Math.round(timeoutMs / 100) / 10} s.`,
      'The server may be overloaded, or a firewall may drop what we send. Try again later, or ask the host.',
    ],
  ],
  forbidden_address: [
    'invalid',
    ({ host }) => [
      `${host} is a private or reserved address, which is not asked unless the operator allows it.`,
      'Use the public address. If it is meant, have the operator add it to KOPPLA_ALLOW_ADDRESSES.',
    ],
  ],
  redirects: [
    'invalid',
    ({ host }) => [
      `${host} sends the request from address to address without an end.`,
      'Enter the address that the browser shows at last, and check the redirects of the site.',
    ],
  ],
  tls_expired: [
    'transient',
    ({ host }) => [
      `The TLS certificate of ${host} is not valid today: it has expired or is not valid yet.`,
      'Renew the certificate at the host; most hosts do that in their control panel.',
    ],
  ],
  tls_host: [
    'transient',
    ({ host }) => [
      `The TLS certificate was not issued for ${host}.`,
      'Enter the address that the certificate names, or have one issued for this name.',
    ],
  ],
  tls_untrusted: [
    'transient',
    ({ host }) => [
      `The TLS certificate of ${host} is not signed by an authority we trust.`,
      'Install a certificate of a public authority together with its intermediate certificates.',
    ],
  ],
  tls: [
    'transient',
    ({ host }) => [
      `${host} does not speak TLS as we know it on this port.`,
      'Check whether the address should begin with http:// or name another port.',
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

export interface Told extends Pick<ConnectorErrorOptions, 'remedy'> {
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
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/^HPE_/, 'not_http'],
]

/** The code of what node or got threw; anything unknown counts as a broken connection. */
export function failureCodeOf(error: unknown): FailureCode {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    const known = codes.find(([pattern]) => pattern.test(code))
    if (known) return known[1]
  }
  return 'reset'
}
