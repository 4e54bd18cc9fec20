import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import type { Grant } from './oauth-state.ts'
import {
  badAccept,
  badContentType,
  lacksApiLicence,
  lacksLicence,
  lacksScope,
  noToken,
  tooMany,
  unauthorized,
  withdrawn,
} from './refusals.ts'
import type { Scope } from './scopes.ts'
import type { State } from './state.ts'

/** Who asks, or the answer to somebody who may not. */
export function admit(state: State, asked: Asked): Grant | Answer {
  const [, token] = /^Bearer (\S+)$/i.exec(asked.headers.authorization ?? '') ?? []
  if (token === undefined) return noToken
  const grant = state.oauth.accessTokens.get(token)
  if (grant === undefined || grant.until <= state.clock.now().getTime()) return unauthorized
  const { clientId } = grant.app
  const known = state.oauth.consents.has(clientId) && state.apps.some(app => app.clientId === clientId)
  if (!known) return withdrawn
  return keepsPace(state, clientId) ? grant : tooMany
}

/** A window that slides, for each client and company. Inferred: what is refused does not count. */
function keepsPace({ clock, paces, limit }: State, clientId: string): boolean {
  if (limit.requests === Number.POSITIVE_INFINITY) return true
  const now = clock.now().getTime()
  const within = (paces.get(clientId) ?? []).filter(at => at > now - limit.windowMs)
  paces.set(clientId, within)
  if (within.length >= limit.requests) return false
  within.push(now)
  return true
}

/** A file comes whatever is accepted. Inferred: `*` alone is not enough for the rest; XML, which is older, is not practised. */
export function refuseHeaders({ headers, body }: Asked, isFile: boolean): Answer | undefined {
  if (!isFile && !/\bapplication\/json\b/i.test(headers.accept ?? '')) return badAccept
  return body !== '' && !/^application\/json\b/i.test(headers['content-type'] ?? '') ? badContentType : undefined
}

/** Company information takes the scope and no licence. */
export function refuseScope(state: State, grant: Grant, scope: Scope): Answer | undefined {
  if (!grant.scopes.includes(scope)) return lacksScope
  if (scope === 'companyinformation') return undefined
  if (!state.apiLicence) return lacksApiLicence
  return state.unlicensed.has(scope) ? lacksLicence : undefined
}
