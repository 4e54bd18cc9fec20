import * as openid from 'openid-client'
import type { SsoSettings } from '../../config/sso.ts'
import { closeLine, exchange, type Line, openLine } from '../../sdk/http/attempt.ts'
import { createAddressGuard } from '../../sdk/http.ts'
import type { Flow } from './flow.ts'
import { readPerson } from './read-person.ts'
import { explain, SsoError } from './refusal.ts'

export interface Found {
  readonly client: openid.Configuration
  /** The provider's clock when it was asked, where it told. */
  readonly date: string | null
  /** When it was asked. */
  readonly atMs: number
}

export interface Provider {
  /** @throws SsoError unreachable, misconfigured */
  readonly find: () => Promise<Found>
  /** Where to send the browser. @throws SsoError unreachable, misconfigured */
  readonly locate: (flow: Flow) => Promise<string>
  /** What the provider says of the person whom it sent back with this query. @throws SsoError */
  readonly redeem: (flow: Flow, query: string) => Promise<openid.IDToken>
  readonly close: () => void
}

const limits = { timeoutMs: 10_000, maxBytes: 1_048_576 }
const everywhere = ['0.0.0.0/0', '::/0']
const keptMs = 600_000

/** The operator names the provider, so it may be in the own network. It is asked when it is needed: it may be down when we start. */
export function openProvider(settings: SsoSettings, ca: string | undefined): Provider {
  const line = openLine(createAddressGuard(everywhere), ca)
  let kept: Found | undefined
  const find = async () => {
    if (kept !== undefined && Date.now() - kept.atMs < keptMs) return kept
    kept = await discover(settings, line)
    return kept
  }
  return {
    find,
    async locate({ redirectUri, state, nonce, verifier }) {
      const { client } = await find()
      const asked = { redirect_uri: redirectUri, scope: settings.scopes, state, nonce, code_challenge_method: 'S256' }
      const challenge = await openid.calculatePKCECodeChallenge(verifier)
      return openid.buildAuthorizationUrl(client, { ...asked, code_challenge: challenge }).href
    },
    redeem: async (flow, query) => readPerson((await find()).client, flow, query),
    close: () => closeLine(line),
  }
}

const withoutSlash = (issuer: string) => issuer.replace(/\/$/, '')

async function discover({ issuer, clientId, clientSecret }: SsoSettings, line: Line): Promise<Found> {
  const found = { date: null as string | null, atMs: Date.now() }
  const url = new URL(`${withoutSlash(issuer)}/.well-known/openid-configuration`)
  const insecure = url.protocol === 'http:' ? [openid.allowInsecureRequests] : []
  const client = await openid
    .discovery(url, clientId, { [openid.clockTolerance]: 60 }, proveWith(clientSecret), {
      execute: [openid.enableNonRepudiationChecks, ...insecure],
      [openid.customFetch]: fetchThrough(line, date => {
        found.date = date
      }),
    })
    .catch((error: unknown) => {
      throw explain(error, 'misconfigured')
    })
  refuseUnfit(issuer, client.serverMetadata())
  return { ...found, client }
}

/** The issuer is compared here, to the letter but for a last slash: one that stands for any tenant is let in by nobody. */
function refuseUnfit(issuer: string, told: openid.ServerMetadata): void {
  if (withoutSlash(told.issuer) !== withoutSlash(issuer))
    throw new SsoError('misconfigured', `KOPPLA_SSO_ISSUER is ${issuer}, but the provider calls itself ${told.issuer}.`)
  const allowed = issuer.startsWith('https:') ? /^https:$/ : /^https?:$/
  const needed = [told.authorization_endpoint, told.token_endpoint, told.jwks_uri]
  if (!needed.every(address => allowed.test(URL.parse(address ?? '')?.protocol ?? '')))
    throw new SsoError('misconfigured', `${issuer} lacks an https address to sign in, get tokens or find its keys at.`)
}

/**
 * In the header, unless the provider takes it in the body only. What needs no encoding is left alone there (RFC 6749,
 * appendix B), since some providers do not decode the hyphens, dots and underscores that the library's own way encodes.
 */
function proveWith(secret: string): openid.ClientAuth {
  const inBody = openid.ClientSecretPost(secret)
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    if (!methods.includes('client_secret_basic') && methods.includes('client_secret_post'))
      return inBody(server, client, body, headers)
    headers.set('authorization', `Basic ${btoa(`${encode(client.client_id)}:${encode(secret)}`)}`)
  }
}

/** Through our own line: its authorities, its limits, its words for what goes wrong. */
const fetchThrough =
  (line: Line, hear: (date: string | null) => void): openid.CustomFetch =>
  async (url, { method, headers, body }) => {
    const signal = new AbortController().signal
    const asked = { method, url: new URL(url), headers, body: body?.toString(), signal, ...limits }
    const answer = await exchange(line, asked).catch((error: Error) => {
      throw new SsoError('unreachable', error.message, error)
    })
    hear(answer.date)
    if (answer.status >= 500) throw new SsoError('unreachable', `${url} answers ${answer.status}.`)
    const type = answer.headers['content-type'] ?? ''
    return new Response(answer.text || null, { status: answer.status, headers: { 'content-type': type } })
  }
