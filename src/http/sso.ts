import type { FastifyRequest } from 'fastify'
import type { SsoSettings } from '../config/sso.ts'
import type { Vault } from '../connections/secrets.ts'
import type { Database } from '../db.ts'
import { ownAddress } from './origin.ts'
import { admit } from './sso/admit.ts'
import { flowPath, keepFlow, readFlow, startFlow } from './sso/flow.ts'
import { openProvider, type Provider } from './sso/provider.ts'
import { SsoError } from './sso/refusal.ts'

export interface SsoOptions {
  readonly db: Database
  readonly vault: Vault
  readonly settings: SsoSettings
  readonly ca: string | undefined
  readonly publicUrl: string | undefined
}

/** Signing in through an OpenID Connect provider: authorization code flow with PKCE, state and nonce. */
export interface SingleSignOn {
  readonly settings: SsoSettings
  readonly provider: Provider
  /** Where to send the browser, and the cookie it needs to come back. @throws SsoError unreachable, misconfigured */
  readonly begin: (request: FastifyRequest, next: string) => Promise<{ location: string; cookie: string }>
  /** Who came back, and where they were going. @throws SsoError */
  readonly finish: (request: FastifyRequest, state: string | undefined) => Promise<{ userId: string; next: string }>
}

export function openSso({ db, vault, settings, ca, publicUrl }: SsoOptions): SingleSignOn {
  const provider = openProvider(settings, ca)
  return {
    settings,
    provider,
    async begin(request, next) {
      const redirectUri = new URL(`${ownAddress(request, publicUrl)}${flowPath}/callback`).href
      const flow = startFlow({ redirectUri, next })
      return { location: await provider.locate(flow), cookie: keepFlow(vault, flow) }
    },
    async finish({ headers, ip, url }, state) {
      const flow = readFlow(vault, headers.cookie ?? '')
      if (flow === undefined || flow.state !== state)
        throw new SsoError('expired', 'The browser did not begin this, or more than ten minutes ago.')
      const claims = await provider.redeem(flow, new URL(url, flow.redirectUri).search)
      return { userId: await admit({ db, settings }, claims, { name: 'single sign-on', address: ip }), next: flow.next }
    },
  }
}
