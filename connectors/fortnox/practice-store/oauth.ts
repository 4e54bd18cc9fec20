import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import type { App } from './apps.ts'
import { ACCESS_SECONDS, type Grant, handAccess, handRefresh } from './oauth-state.ts'
import type { State } from './state.ts'

type Form = URLSearchParams
type Grants = (state: State, app: App, given: { readonly form: Form; readonly asked: Asked }) => Answer

/** Each refusal was seen with a content type of its own, and none of them is JSON’s. */
const refuse = (error: string, error_description: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/html; charset=UTF-8', 'cache-control': 'no-store' },
  body: JSON.stringify({ error, error_description }),
})
const unknownClient: Answer = {
  status: 401,
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: JSON.stringify({ error: 'invalid_client', error_description: 'The client credentials are invalid' }),
}

/** `POST /oauth-v1/token` and `/oauth-v1/revoke`. */
export function answerToken(state: State, asked: Asked): Answer {
  if (asked.method !== 'POST') return { status: 405 }
  const app = readClient(state, asked)
  if (!app) return unknownClient
  // Inferred: only the documented form is read.
  const isForm = /^application\/x-www-form-urlencoded/i.test(asked.headers['content-type'] ?? '')
  const form = new URLSearchParams(isForm ? asked.body : '')
  if (asked.path.endsWith('/revoke')) return revoke(state, app, form)
  const grant = grants[form.get('grant_type') ?? '']
  return grant
    ? grant(state, app, { form, asked })
    : refuse('unsupported_grant_type', 'The grant type is not supported')
}

function readClient({ apps }: State, { headers }: Asked): App | undefined {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(headers.authorization ?? '') ?? []
  const told = Buffer.from(encoded, 'base64').toString()
  return apps.find(({ clientId, clientSecret }) => told === `${clientId}:${clientSecret}`)
}

/** A code is good once, for ten minutes, for who got it, with the address that it was sent to. */
const byCode: Grants = (state, app, { form }) => {
  const code = form.get('code') ?? ''
  const granted = state.oauth.codes.get(code)
  state.oauth.codes.delete(code)
  const good = isAlive(state, app, granted) && granted.redirectUri === form.get('redirect_uri')
  if (!good) return refuse('invalid_grant', 'Invalid authorization code')
  return tell(state, granted, granted.offline ? handRefresh(state, granted) : undefined)
}

/** Used once. Of two who bring the same one, the second has nothing. */
const byRefreshToken: Grants = (state, app, { form }) => {
  const token = form.get('refresh_token') ?? ''
  const granted = state.oauth.refreshTokens.get(token)
  if (!isAlive(state, app, granted)) return refuse('invalid_grant', 'Invalid refresh token')
  state.oauth.refreshTokens.delete(token)
  return tell(state, granted, handRefresh(state, granted))
}

/** For service accounts only, and without a refresh token. The words of its refusals are inferred. */
const byClient: Grants = (state, app, { asked }) => {
  const tenantId = asked.headers['tenantid']
  if (typeof tenantId !== 'string' || !/^\d+$/.test(tenantId)) return refuse('invalid_request', 'TenantId is required')
  const consent = state.oauth.consents.get(app.clientId)
  if (Number(tenantId) !== state.tenantId || !consent?.service)
    return refuse('unauthorized_client', 'There is no service account for this tenant')
  return tell(state, { ...consent, app })
}

const grants: Readonly<Record<string, Grants>> = {
  authorization_code: byCode,
  refresh_token: byRefreshToken,
  client_credentials: byClient,
}

/** A grant ends with the consent that it came from. */
function isAlive<G extends Grant>({ clock, oauth }: State, app: App, granted: G | undefined): granted is G {
  const known = granted !== undefined && granted.app.clientId === app.clientId && oauth.consents.has(app.clientId)
  return known && granted.until > clock.now().getTime()
}

const tell = (state: State, { app, scopes, service }: Omit<Grant, 'until'>, refreshToken?: string): Answer => ({
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: {
    access_token: handAccess(state, { app, scopes, service }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...{ scope: scopes.join(' '), expires_in: ACCESS_SECONDS, token_type: 'bearer' },
  },
})

function revoke({ oauth }: State, app: App, form: Form): Answer {
  const token = form.get('token') ?? ''
  const own = oauth.refreshTokens.get(token)?.app.clientId === app.clientId
  return { body: { revoked: own && oauth.refreshTokens.delete(token) } }
}
