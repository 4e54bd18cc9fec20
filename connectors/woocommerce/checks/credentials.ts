import type { Credential } from '../fields.ts'
import type { Way } from './asked.ts'
import { passed, type Result, rootOf, type WooCheck } from './check.ts'
import { oddityOf } from './key-form.ts'
import { recognisedOf } from './recognise.ts'

export const keyCheck: WooCheck = {
  id: 'credentials.key',
  title: 'The key is accepted',
  field: 'apiUrl',
  run: async session => {
    const { values } = session
    const address = rootOf(session)
    const recognised = await recognisedOf(session)
    if (recognised.verdict === 'accepted') {
      const secure = address.startsWith('https:')
      return { ...saidOf(recognised.way, values, secure), found: { ...recognised.way } }
    }
    if (recognised.verdict === 'trouble') throw recognised.error
    return refusals[recognised.verdict](values)
  },
}

function saidOf(way: Way, { accessToken }: Credential, secure: boolean): Result {
  if (!accessToken.startsWith('ck_')) return applicationPassword
  if (way.transport === 'header') return passed('sent in the header')
  if (way.transport === 'query') return inAddress
  if (secure && way.oauthScheme === 'http') return behindProxy
  return secure && way.oauthPlace === 'query' ? headerDropped : passed('requests are signed with it')
}

const headerDropped: Result = {
  status: 'warning',
  diagnosis:
    'The key is right, but the web server or a plugin drops the header it belongs in. Requests are signed in the address instead.',
  remedy: 'It works as it is. To put it right, ask the web host to pass the Authorization header on to PHP.',
  field: 'apiUrl',
}

const inAddress: Result = {
  status: 'warning',
  diagnosis:
    'The key is right, but the web server or a plugin drops the header it belongs in. It is sent in the address instead, over https.',
  remedy:
    'It works, but the key shows up in the server’s logs. Ask the web host to pass the Authorization header on to PHP, then verify again.',
  field: 'apiUrl',
}

const behindProxy: Result = {
  status: 'warning',
  diagnosis:
    'The key is right, but a proxy in front of WordPress ends https, and WordPress takes our requests for plain http. So they are signed instead.',
  remedy:
    'It works as it is. To put it right, ask the web host to make WordPress honour the proxy’s X-Forwarded-Proto header.',
  field: 'apiUrl',
}

const applicationPassword: Result = {
  status: 'warning',
  diagnosis:
    'This is an application password of WordPress and not a key of WooCommerce. It may do everything that its user may.',
  remedy:
    'It works. A key of its own is safer: add one under WooCommerce > Settings > Advanced > REST API and enter both of its values.',
  field: 'accessToken',
}

const newKey = 'add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values.'

const refusals: Record<'unknown_key' | 'wrong_secret' | 'clock' | 'unseen', (values: Credential) => Result> = {
  unknown_key: values => {
    const odd = oddityOf(values)
    return {
      status: 'failed',
      diagnosis: odd
        ? `The store does not know this consumer key. ${odd.says}`
        : 'The store does not know this consumer key: it was deleted there, or it is of another store.',
      remedy: `Copy the whole consumer key of this store again, or ${newKey}`,
      field: 'accessToken',
    }
  },
  wrong_secret: values => {
    const odd = oddityOf(values)
    return {
      status: 'failed',
      diagnosis: [
        'The store knows the consumer key, but the consumer secret does not belong to it.',
        ...(odd?.field === 'secret' ? [odd.says] : []),
      ].join(' '),
      remedy: `Copy the consumer secret again. WooCommerce shows it only once, so if it is gone, ${newKey}`,
      field: 'secret',
    }
  },
  clock: () => ({
    status: 'failed',
    diagnosis: 'The store refuses signed requests because its clock is more than 15 minutes off. The key may be right.',
    remedy: 'Ask the web host to have a time server set the store’s clock, then verify again.',
    field: 'apiUrl',
  }),
  unseen: () => ({
    status: 'failed',
    diagnosis:
      'The key does not reach WooCommerce, whether it is sent in the header, in the address or as a signature. It may be right.',
    remedy:
      'Exempt /wp-json/ from caching and from security plugins on the site. Then choose Post name under Settings > Permalinks, save and verify again.',
    field: 'apiUrl',
  }),
}
