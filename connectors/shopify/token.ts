import { z } from 'zod'
import { ConnectorError, type Context, type HttpAnswer, shareTokens, type Tokens } from '../../src/sdk/index.ts'
import { explainStatus, notShopify } from './explain.ts'
import type { Credential } from './fields.ts'

const Granted = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** An older app’s token is used as it is. One of the Dev Dashboard is asked for with client id and secret and lasts a day. */
export function openTokens(origin: string, credential: Credential, context: Context): Tokens {
  if (credential.way === 'token') return { get: async () => credential.accessToken, renew: () => false }
  return shareTokens(context, async () => {
    const { access_token: token, expires_in } = await grant(origin, credential, context)
    return { token, expiresInMs: expires_in * 1_000 }
  })
}

async function grant(origin: string, { accessToken, secret = '' }: Credential, context: Context) {
  const answer = await context.http.send({
    method: 'POST',
    url: `${origin}/admin/oauth/access_token`,
    headers: { accept: 'application/json' },
    json: { grant_type: 'client_credentials', client_id: accessToken, client_secret: secret },
    attempts: 3,
    followRedirects: false,
  })
  const granted = answer.status === 200 ? Granted.safeParse(parse(answer)).data : undefined
  if (granted === undefined) throw explainGrant(answer)
  return granted
}

function parse({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Refusals come as JSON, and as pages for people. */
function codeOf(answer: HttpAnswer): string | undefined {
  const body = z.looseObject({ error: z.string() }).safeParse(parse(answer)).data
  return body?.error ?? /Oauth error (\w+)/.exec(answer.text)?.[1]
}

const refusals: Readonly<Record<string, { message: string; remedy: string; field: string }>> = {
  shop_not_permitted: {
    message:
      'The app and the shop belong to different Shopify organisations, and only an app of the same one may enter this way.',
    remedy: 'Make the app in the Dev Dashboard of the organisation that owns the shop, and install it there.',
    field: 'apiUrl',
  },
  app_not_installed: {
    message: 'The app is not installed in this shop.',
    remedy: 'In the Dev Dashboard: open the app, choose Install app and the shop. Then verify again.',
    field: 'apiUrl',
  },
  application_cannot_be_found: {
    message: 'Shopify knows no app with this client ID.',
    remedy:
      'Copy the client ID again: Dev Dashboard, the app, Settings. An app made a minute ago may need another one.',
    field: 'accessToken',
  },
  invalid_client: {
    message: 'Shopify knows the app, and the client secret is not its own.',
    remedy: 'Copy the client secret again, beside the client ID. If it was rotated, the old one no longer works.',
    field: 'secret',
  },
}

function explainGrant(answer: HttpAnswer): ConnectorError {
  const code = codeOf(answer)
  const known = code === undefined ? undefined : refusals[code]
  if (known) return new ConnectorError('auth', known.message, { ...known, code: code!, status: answer.status })
  if (answer.status === 200) return notShopify()
  if (answer.status !== 400 && answer.status !== 401) {
    const error = explainStatus(answer)
    if (error) return error
  }
  return new ConnectorError('auth', `Shopify gave no token${code ? ` (${code})` : ''}.`, {
    ...{ code: 'refused', status: answer.status, field: 'accessToken' },
    remedy: 'Copy client ID and client secret again: Dev Dashboard, the app, Settings.',
  })
}
