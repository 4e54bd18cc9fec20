import type { Credential } from '../fields.ts'
import { passed, type Result, type ShopifyCheck } from './check.ts'

type Name = 'accessToken' | 'secret'

/** What can be seen of the values without asking. A beginning tells a mix-up; that there is none tells nothing. */
export const formCheck: ShopifyCheck = {
  id: 'credentials.form',
  title: 'The values are in their places',
  run: async ({ values }) =>
    mistakeIn(values) ?? passed(values.way === 'app' ? 'client ID and secret' : 'an access token'),
}

function mistakeIn(values: Credential): Result | undefined {
  const { way, accessToken, secret } = values
  for (const [name, value] of [
    ['accessToken', accessToken],
    ['secret', secret ?? ''],
  ] as const) {
    if (/\s|[\u00a0\u200b-\u200d\u2060\ufeff]/.test(value))
      return fault(name, 'There is a space or a line break inside the value.')
    if (/^["'`“”‘’«»]|["'`“”‘’«»,;]$/.test(value))
      return fault(name, 'There are quotation marks or a comma around the value.')
    if (value.startsWith('shprt_')) return fault(name, 'This is a refresh token, which only renews other tokens.')
    if (value.startsWith('shpua_'))
      return fault(name, 'This is the token of a person who was signed in. It lasts a day at most.')
  }
  if (accessToken.startsWith('shpss_'))
    return way === 'token' ? secretAsToken : secret?.startsWith('shpss_') ? twoSecrets : swapped
  if (way === 'app' && accessToken.startsWith('shpat_')) return wrongWay
  if (secret?.startsWith('shpat_')) return fault('secret', 'This is an access token, where the client secret belongs.')
  return accessToken === secret ? fault('secret', 'The same value is entered twice.') : undefined
}

const fault = (field: Name, diagnosis: string): Result => ({
  ...{ status: 'failed', diagnosis, field },
  remedy:
    'Copy it again, alone: Dev Dashboard, the app, Settings; there are the client ID and beside it the client secret.',
})

const twoSecrets = fault('accessToken', 'A client secret is entered where the client ID belongs.')

const swapped: Result = {
  status: 'failed',
  diagnosis: 'The client secret is entered where the client ID belongs.',
  remedy: 'Enter the client ID as access token, and this value as secret.',
  field: 'accessToken',
}

/** Of the older way in, where there is one value only. */
const secretAsToken: Result = {
  status: 'failed',
  diagnosis: 'This is a client secret. By itself it opens nothing; it goes together with the client ID.',
  remedy: 'Choose the app of the Dev Dashboard, and enter the client ID as access token and this value as secret.',
  field: 'accessToken',
  suggestion: { field: 'way', value: 'app' },
}

/** Some tokens look so too: only once it was refused is it one. */
export const mayBeClientId = ({ way, accessToken }: Credential): boolean =>
  way === 'token' && /^[0-9a-f]{32}$/.test(accessToken)

export const clientIdAsToken: Result = {
  status: 'failed',
  diagnosis:
    'Shopify does not know this access token. It looks like a client ID, which opens nothing without its secret.',
  remedy: 'Choose the app of the Dev Dashboard, and enter the client secret beside it.',
  field: 'accessToken',
  suggestion: { field: 'way', value: 'app' },
}

const wrongWay: Result = {
  status: 'failed',
  diagnosis: 'This is the access token of an older app, and the way in is that of an app of the Dev Dashboard.',
  remedy: 'Choose the older app with an access token, or enter the client ID of a Dev Dashboard app.',
  field: 'way',
  suggestion: { field: 'way', value: 'token' },
}
