import { mayUse } from './integrations.ts'
import { checkOauth } from './oauth.ts'
import { type Call, notAuthorized, type Reply } from './request.ts'
import type { State } from './state.ts'

/** Null: come in. An administrator of the shop may use everything, an integration what it was given. */
export function refuse(state: State, call: Call, resource: string): Reply | null {
  if (resource === 'anonymous') return null
  const signed = checkOauth(state, call)
  if (signed && 'status' in signed) return signed
  if (signed) return signed.active && mayUse(signed, resource) ? null : notAuthorized(resource)
  return mayBear(state, call, resource) ? null : notAuthorized(resource)
}

/** A token by itself: of an administrator for an hour, of an integration where the shop allows it (always until 2.4.3). */
function mayBear(state: State, { asked }: Call, resource: string): boolean {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(asked.headers.authorization ?? '') ?? []
  if (!token) return false
  const until = state.adminTokens.get(token)
  if (until !== undefined) return until > state.clock.now().getTime()
  if (!state.bearerAllowed && state.version !== '2.3') return false
  const known = state.integrations.find(one => one.accessToken === token)
  return known?.active === true && !known.revoked && mayUse(known, resource)
}
