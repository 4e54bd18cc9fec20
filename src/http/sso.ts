import type { FastifyRequest } from 'fastify'
import type { SsoSettings } from '../config/sso.ts'
import type { Vault } from '../connections/secrets.ts'
import type { Database } from '../db.ts'
import { admit } from './sso/admit.ts'
import { challengeOf, flowPath, keepFlow, readFlow, startFlow } from './sso/flow.ts'
import { openProvider, type Provider } from './sso/provider.ts'
import { SsoError } from './sso/refusal.ts'

export interface SsoOptions {
  readonly db: Database
  readonly vault: Vault
  readonly settings: SsoSettings
  readonly ca: string | undefined
  readonly publicUrl: string | undefined
}

/** What the provider sent a browser back with. */
export interface Returned {
  readonly code?: string | undefined
  readonly state?: string | undefined
  readonly iss?: string | undefined
  readonly error?: string | undefined
}

/** Signing in through an OpenID Connect provider: authorization code flow with PKCE, state and nonce. */
export interface SingleSignOn {
  readonly settings: SsoSettings
  readonly provider: Provider
  /** Where to send the browser, and the cookie it needs to come back. @throws SsoError unreachable, misconfigured */
  readonly begin: (request: FastifyRequest, next: string) => Promise<{ location: string; cookie: string }>
  /** Who came back, and where they were going. @throws SsoError */
  readonly finish: (request: FastifyRequest, returned: Returned) => Promise<{ userId: string; next: string }>
}

export function openSso({ db, vault, settings, ca, publicUrl }: SsoOptions): SingleSignOn {
  const provider = openProvider(settings, ca)
  return {
    settings,
    provider,
    async begin({ protocol, host }, next) {
      const { metadata } = await provider.find()
      const redirectUri = `${publicUrl ?? `${protocol}://${host}`}${flowPath}/callback`
      const flow = startFlow({ redirectUri, next })
      const location = new URL(metadata.authorization_endpoint)
      const asked = {
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: challengeOf(flow),
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(asked)) location.searchParams.set(name, value)
      return { location: location.href, cookie: keepFlow(vault, flow) }
    },
    async finish({ headers, ip }, { code, state, iss, error }) {
      const flow = readFlow(vault, headers.cookie ?? '')
      if (flow === undefined || flow.state !== state)
        throw new SsoError('expired', 'The browser did not begin this, or more than ten minutes ago.')
      const { metadata } = await provider.find()
      if (iss !== undefined && iss !== metadata.issuer)
        throw new SsoError('refused', `Another provider answers: ${iss}`)
      if (error === 'access_denied') throw new SsoError('cancelled', 'The person or the provider said no.')
      if (code === undefined) throw new SsoError('misconfigured', `The provider refused: ${error ?? 'it gave no code'}`)
      const claims = await provider.redeem({ ...flow, code })
      return { userId: await admit({ db, settings }, claims, { name: 'single sign-on', address: ip }), next: flow.next }
    },
  }
}
