import { type Answer, type Asked, hex } from '../../../src/sdk/testing/index.ts'
import { type App, collapsedScopes } from './apps.ts'
import type { State } from './state.ts'

/** A day, less a second. */
const lifetimeSeconds = 86_399

/** `POST /admin/oauth/access_token` with `grant_type=client_credentials`; form or JSON. */
export function answerToken(state: State, asked: Asked): Answer {
  if (asked.method !== 'POST') return { status: 404, body: { errors: 'Not Found' } }
  const given = readBody(asked)
  if (given['grant_type'] !== 'client_credentials') return refusePage('unsupported_grant_type')
  const app = state.installed.find(one => one.clientId !== null && one.clientId === given['client_id'])
  if (!app)
    return refuse(
      'application_cannot_be_found',
      `Could not find Shopify API application with api_key ${given['client_id']}`,
    )
  if (app.clientSecret !== given['client_secret']) return refuse('invalid_client', 'Client authentication failed')
  if (!app.sameOrganization) return refuse('shop_not_permitted', 'Client credentials cannot be performed on this shop.')
  if (!app.installed) return refusePage('app_not_installed')
  return { body: { access_token: hand(state, app), scope: collapsedScopes(app), expires_in: lifetimeSeconds } }
}

/** A new token each time; those handed out before hold until their own end. */
function hand(state: State, app: App): string {
  const token = hex(32, 'handed', state.seed, app.id, state.tokens.size)
  state.tokens.set(token, { app, until: state.clock.now().getTime() + lifetimeSeconds * 1_000 })
  return token
}

const refuse = (error: string, error_description: string): Answer => ({
  status: 400,
  body: { error, error_description },
})

/** Some refusals come as a page for people. */
const refusePage = (error: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<html><head><title>400 - Oauth error ${error}</title></head><body><h1>Oauth error ${error}</h1></body></html>`,
})

function readBody({ headers, body }: Asked): Readonly<Record<string, unknown>> {
  if (!/json/.test(headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(body))
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Who sends this token, if anybody: an admin-made app's never ends, one that was handed out lasts a day. */
export function appOf(state: State, token: unknown): App | null {
  if (typeof token !== 'string' || token === '') return null
  const made = state.installed.find(one => one.token === token)
  if (made) return made
  const handed = state.tokens.get(token)
  const living = handed !== undefined && handed.until > state.clock.now().getTime()
  return living && state.installed.includes(handed.app) ? handed.app : null
}
