import { hex } from '../../../src/sdk/testing/index.ts'
import type { App } from './apps.ts'
import type { Scope } from './scopes.ts'
import type { Instant, State } from './state.ts'

/** What somebody of the company agreed to. */
export interface Consent {
  readonly scopes: readonly Scope[]
  /** By an administrator, for a service account. */
  readonly service: boolean
}

export interface Grant extends Consent {
  readonly app: App
  readonly until: Instant
}

export interface Code extends Grant {
  /** As it was sent; null: it was left out. */
  readonly redirectUri: string | null
  readonly offline: boolean
}

export interface Oauth {
  /** By client id. */
  readonly consents: Map<string, Consent>
  readonly codes: Map<string, Code>
  readonly refreshTokens: Map<string, Grant>
  readonly accessTokens: Map<string, Grant>
  /** Who sits at the browser when consent is asked for, and what they do. */
  visitor: { readonly admin: boolean; readonly consents: boolean; readonly licensed: boolean }
  handedOut: number
}

export const openOauth = (): Oauth => ({
  ...{ consents: new Map(), codes: new Map(), refreshTokens: new Map(), accessTokens: new Map() },
  visitor: { admin: true, consents: true, licensed: true },
  handedOut: 0,
})

export const CODE_MS = 10 * 60_000
export const ACCESS_SECONDS = 3_600
export const REFRESH_MS = 45 * 86_400_000

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A JWT with the claims that Fortnox puts into its own. Its signature is for show: no key to verify it is published. */
export function handAccess(state: State, grant: Omit<Grant, 'until'>): string {
  const issuedAt = Math.floor(state.clock.now().getTime() / 1_000)
  const { tenantId, oauth } = state
  const claims = {
    ...{ userId: 1, tenantId, clientId: grant.app.clientId, scopes: grant.scopes, scope: grant.scopes.join(' ') },
    ...{ iss: 'https://apps.fortnox.se', aud: grant.app.clientId, sub: `1@${tenantId}` },
    ...{ iat: issuedAt, exp: issuedAt + ACCESS_SECONDS, jti: takeSecret(state, 'access') },
  }
  const token = `${encode({ typ: 'JWT', alg: 'HS512' })}.${encode(claims)}.${hex(43, 'signature', claims.jti)}`
  oauth.accessTokens.set(token, { ...grant, until: (issuedAt + ACCESS_SECONDS) * 1_000 })
  return token
}

export function handRefresh(state: State, grant: Omit<Grant, 'until'>): string {
  const token = takeSecret(state, 'refresh')
  state.oauth.refreshTokens.set(token, { ...grant, until: state.clock.now().getTime() + REFRESH_MS })
  return token
}

/** Another one each time. */
export const takeSecret = (state: State, what: string): string => hex(40, what, state.seed, ++state.oauth.handedOut)
