import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import type { App } from './apps.ts'
import { CODE_MS, takeSecret } from './oauth-state.ts'
import { type Scope, scopes } from './scopes.ts'
import type { State } from './state.ts'

/** Where the question itself is wrong nobody is sent anywhere: a page says so. Inferred from OAuth; its words are ours. */
const page = (words: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: `<!doctype html><html lang="sv"><title>Fortnox</title><p>${words}</p></html>`,
})

interface Wish {
  readonly app: App
  readonly back: URL
  readonly wanted: readonly string[]
  readonly service: boolean
}

/**
 * `GET /oauth-v1/auth`: where the browser of an administrator goes. This one asks nobody: it does what `oauth.visitor`
 * would, and sends the browser back with a code, or with what went wrong.
 */
export function answerConsent(state: State, { query }: Asked): Answer {
  const app = state.apps.find(one => one.clientId === query.get('client_id'))
  if (!app) return page('Okänd integration.')
  if ((query.get('redirect_uri') ?? app.redirectUri) !== app.redirectUri) return page('Fel redirect_uri.')
  const back = new URL(app.redirectUri)
  if (query.has('state')) back.searchParams.set('state', query.get('state') ?? '')
  const wanted = (query.get('scope') ?? '').split(' ').filter(Boolean)
  const wish = { app, back, wanted, service: query.get('account_type') === 'service' }
  const refused = refuse(state, wish, query)
  if (refused) return sendBack(back, { error: refused[0], error_description: refused[1] })
  return sendBack(back, { code: handCode(state, wish, query) })
}

/** `error_missing_license` and `error_missing_app_license` were seen; the other names are OAuth's own. */
function refuse({ oauth: { visitor } }: State, wish: Wish, query: URLSearchParams): readonly [string, string] | null {
  const { app, wanted, service } = wish
  if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'Only code is supported']
  if (!query.get('state')) return ['invalid_request', 'state is required']
  if (wanted.length === 0 || !wanted.every(isScope)) return ['invalid_scope', 'Unknown scope']
  if (service && !app.allowsService) return ['invalid_request', 'Client does not allow service account']
  if (!app.published) return ['error_missing_app_license', 'The integration has no licence']
  if (!visitor.licensed) return ['error_missing_license', 'The company has no licence']
  if (service && !visitor.admin) return ['access_denied', 'Only a system administrator can consent']
  return visitor.consents ? null : ['access_denied', 'The user denied the request']
}

const isScope = (name: string): name is Scope => (scopes as readonly string[]).includes(name)

function handCode(state: State, { app, wanted, service }: Wish, query: URLSearchParams): string {
  const { oauth, clock } = state
  const consent = { scopes: wanted.filter(isScope), service }
  oauth.consents.set(app.clientId, consent)
  const code = takeSecret(state, 'code')
  oauth.codes.set(code, {
    ...{ ...consent, app, until: clock.now().getTime() + CODE_MS },
    redirectUri: query.get('redirect_uri'),
    offline: query.get('access_type') === 'offline',
  })
  return code
}

function sendBack(back: URL, told: Readonly<Record<string, string>>): Answer {
  for (const [name, value] of Object.entries(told)) back.searchParams.set(name, value)
  return { status: 302, headers: { location: back.href } }
}
