// A real OpenID Connect provider on this machine, at which signing in takes no form.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import type { Test } from 'tap'
import type { SsoSettings } from '../../src/config/sso.ts'

export interface OidcPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly groups?: readonly string[]
}

export interface Oidc {
  readonly settings: SsoSettings
  /** Who is sitting at the provider; null: they say no. */
  person: OidcPerson | null
  /** Knows the client from now on, which comes back to this address. */
  readonly serve: (redirectUri: string, configuration?: Configuration) => void
  readonly close: () => Promise<void>
}

const client = { id: 'koppla at home', secret: 'a secret with % and : in it' }

export async function startOidc(t: Test, settings: Partial<SsoSettings> = {}): Promise<Oidc> {
  let answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
  const server = createServer((request, response) => answer?.(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  t.teardown(close)
  const oidc: Oidc = {
    settings: {
      issuer,
      clientId: client.id,
      clientSecret: client.secret,
      label: undefined,
      scopes: 'openid email profile',
      domains: [],
      claim: undefined,
      trustEmail: false,
      newPeople: 'refuse',
      ...settings,
    },
    person: null,
    serve(redirectUri, configuration = {}) {
      const provider = createProvider({ issuer, redirectUri, find: () => oidc.person }, configuration)
      const callback = provider.callback()
      answer = (request, response) => {
        if (request.url?.startsWith('/interaction/')) void interact(provider, oidc.person, { request, response })
        else callback(request, response)
      }
    },
    close,
  }
  return oidc
}

interface Serving {
  readonly issuer: string
  readonly redirectUri: string
  readonly find: () => OidcPerson | null
}

function createProvider({ issuer, redirectUri, find }: Serving, configuration: Configuration): Provider {
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['for a test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...find(), sub: accountId }) }),
    async loadExistingGrant(ctx) {
      const accountId = ctx.oidc.session?.accountId
      const grant = new ctx.oidc.provider.Grant({ clientId: client.id, ...(accountId && { accountId }) })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    ...configuration,
  })
  return provider
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

async function interact(provider: Provider, person: OidcPerson | null, { request, response }: Exchange) {
  const result = person === null ? { error: 'access_denied' } : { login: { accountId: person.sub, remember: false } }
  await provider.interactionFinished(request, response, result)
}
