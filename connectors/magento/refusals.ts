import type { ErrorKind } from '../../src/sdk/index.ts'

export interface Told {
  readonly kind: ErrorKind
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly field?: string
}

const copyAgain =
  'In the store: System > Extensions > Integrations, open the integration and copy the value again. If it is gone, choose Reauthorize and enter all four values.'

const about = (field: string, code: string, message: string, remedy = copyAgain): Told => ({
  kind: 'auth',
  code,
  message,
  remedy,
  field,
})

/** What Magento says to a signature or a token that it does not take, in its own English. */
export const refusals: ReadonlyArray<{ readonly says: RegExp; readonly told: Told }> = [
  {
    says: /consumer having the specified key does not exist/i,
    told: about('consumerKey', 'unknown_consumer', 'The store does not know this consumer key.'),
  },
  {
    says: /consumer key is not the correct length/i,
    told: about('consumerKey', 'consumer_length', 'The consumer key has not the 32 characters that one has.'),
  },
  {
    says: /consumer key has expired/i,
    told: about('consumerKey', 'consumer_expired', 'The consumer key has expired.'),
  },
  {
    says: /specified token does not exist/i,
    told: about(
      'accessToken',
      'unknown_token',
      'The store does not know this access token: the integration was deleted there or authorised anew.',
    ),
  },
  {
    says: /token length is invalid/i,
    told: about('accessToken', 'token_length', 'The access token has not the 32 characters that one has.'),
  },
  {
    says: /not associated with the specified consumer/i,
    told: about(
      'accessToken',
      'foreign_token',
      'The access token belongs to another integration than the consumer key.',
      'In the store: System > Extensions > Integrations, open one integration and enter all four values of that one.',
    ),
  },
  {
    says: /access token has been revoked/i,
    told: about(
      'accessToken',
      'revoked',
      'The access token was revoked in the store.',
      'In the store: System > Extensions > Integrations, choose Reauthorize and enter all four values.',
    ),
  },
  {
    says: /signature is invalid/i,
    told: about(
      'secret',
      'bad_signature',
      'The store knows consumer key and access token, but what was signed with the secrets does not match.',
    ),
  },
  {
    says: /nonce is already being used/i,
    told: {
      kind: 'transient',
      code: 'nonce',
      message: 'The store says that this request was sent before.',
      remedy: 'Nothing to do: it is sent again.',
    },
  },
  {
    says: /error occurred validating the nonce|timestamp/i,
    told: {
      kind: 'transient',
      code: 'clock',
      message: 'The store’s clock is more than 10 minutes behind ours, so it refuses signed requests.',
      remedy:
        'Ask the web host to have a time server set the store’s clock, and the operator to see to the clock of this one.',
    },
  },
  {
    says: /signature method %?\S* ?is not supported/i,
    told: {
      kind: 'contract',
      code: 'signature_method',
      message: 'The store does not take signatures made with HMAC-SHA256.',
      remedy: 'Update Magento to 2.4.4 or later.',
      field: 'apiUrl',
    },
  },
  {
    says: /oauth version isn['’]t supported/i,
    told: {
      kind: 'contract',
      code: 'oauth_version',
      message: 'The store does not take the version of OAuth that requests are signed with.',
      remedy: 'Ask the web host what changes the Authorization header: a proxy or firewall before the store.',
      field: 'apiUrl',
    },
  },
  {
    says: /^"?%fieldName"? is required/i,
    told: {
      kind: 'contract',
      code: 'header_cut',
      message: 'A part of the signature was lost on its way to the store.',
      remedy: 'Ask the web host what changes the Authorization header: a proxy or firewall before the store.',
      field: 'apiUrl',
    },
  },
]
