import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { SsoSettings } from '../../config/sso.ts'
import { type Exchanged, exchange, openLine } from '../../sdk/http/attempt.ts'
import { createAddressGuard } from '../../sdk/http.ts'
import { SsoError } from './refusal.ts'
import { verifyIdToken } from './verify-id-token.ts'

/** What a provider says of itself (OpenID Connect Discovery 1.0). */
const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
export type Metadata = z.output<typeof Metadata>

export interface Found {
  readonly metadata: Metadata
  readonly keys: JWTVerifyGetKey
  /** The provider's clock when it was asked, where it told. */
  readonly date: string | null
  /** When it was asked. */
  readonly atMs: number
}

/** What is redeemed for what the provider knows of a person. */
export interface Redeeming {
  readonly code: string
  readonly verifier: string
  readonly nonce: string
  readonly redirectUri: string
}

export interface Provider {
  /** @throws SsoError unreachable, misconfigured */
  readonly find: () => Promise<Found>
  /** @throws SsoError */
  readonly redeem: (redeeming: Redeeming) => Promise<JWTPayload>
  readonly close: () => void
}

const limits = { timeoutMs: 10_000, maxBytes: 1_048_576 }
const everywhere = ['0.0.0.0/0', '::/0']
const keptMs = 600_000

/** The operator names the provider, so it may be in the own network. It is asked when it is needed: it may be down when we start. */
export function openProvider(settings: SsoSettings, ca: string | undefined): Provider {
  const line = openLine(createAddressGuard(everywhere), ca)
  const signal = new AbortController().signal
  const ask: Ask = (url, { method = 'GET', headers = {}, body } = {}) =>
    exchange(line, { method, url: new URL(url), headers, body, signal, ...limits }).catch((error: Error) => {
      throw new SsoError('unreachable', error.message, error)
    })
  let kept: Found | undefined
  const find = async () => {
    if (kept !== undefined && Date.now() - kept.atMs < keptMs) return kept
    kept = await discover(settings, ask)
    return kept
  }
  return {
    find,
    async redeem(redeeming) {
      const found = await find()
      const tokens = await fetchTokens(settings, { ask, ...found }, redeeming)
      const told = await verifyIdToken(tokens.id_token, {
        ...found,
        clientId: settings.clientId,
        nonce: redeeming.nonce,
      })
      return { ...(await fetchUserInfo({ ask, ...found }, tokens.access_token, told.sub)), ...told }
    },
    close: () => {
      line.agent.http.destroy()
      line.agent.https.destroy()
    },
  }
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
type Ask = (url: string, asked?: Asked) => Promise<Exchanged>

async function discover({ issuer }: SsoSettings, ask: Ask): Promise<Found> {
  const atMs = Date.now()
  const { status, text, date } = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (status >= 500) throw new SsoError('unreachable', `${issuer} answers ${status}.`)
  const { data: metadata } = Metadata.safeParse(parse(text))
  if (status !== 200 || metadata === undefined)
    throw new SsoError('misconfigured', `${issuer} does not answer as an OpenID Connect provider does (${status}).`)
  if (metadata.issuer.replace(/\/$/, '') !== issuer.replace(/\/$/, ''))
    throw new SsoError(
      'misconfigured',
      `KOPPLA_SSO_ISSUER is ${issuer}, but the provider calls itself ${metadata.issuer}.`,
    )
  const fetchKeys = async (url: string) => {
    const answer = await ask(url)
    return new Response(answer.text, { status: answer.status })
  }
  return { metadata, keys: createRemoteJWKSet(new URL(metadata.jwks_uri), { [customFetch]: fetchKeys }), date, atMs }
}

type Asking = Pick<Found, 'metadata'> & { readonly ask: Ask }

const Tokens = z.object({ id_token: z.string(), access_token: z.string() })
const Refused = z.object({ error: z.string(), error_description: z.string().optional() })

async function fetchTokens(settings: SsoSettings, { ask, metadata }: Asking, redeeming: Redeeming) {
  const { code, verifier, redirectUri } = redeeming
  const { headers, fields } = authenticate(settings, metadata.token_endpoint_auth_methods_supported)
  const given = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    ...fields,
  }
  const { status, text } = await ask(metadata.token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...headers },
    body: new URLSearchParams(given).toString(),
  })
  if (status >= 500) throw new SsoError('unreachable', `${metadata.token_endpoint} answers ${status}.`)
  const { data: tokens } = Tokens.safeParse(parse(text))
  if (status === 200 && tokens !== undefined) return tokens
  const { error = 'no tokens', error_description: more = '' } = Refused.safeParse(parse(text)).data ?? {}
  throw new SsoError(error === 'invalid_grant' ? 'expired' : 'misconfigured', `The provider refused: ${error} ${more}`)
}

interface Proof {
  readonly headers: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
}

/** RFC 6749, 2.3.1: in the header, unless the provider takes it in the body only. */
function authenticate({ clientId, clientSecret }: SsoSettings, methods: readonly string[]): Proof {
  if (!methods.includes('client_secret_basic') && methods.includes('client_secret_post'))
    return { headers: {}, fields: { client_id: clientId, client_secret: clientSecret } }
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1)
  const basic = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')
  return { headers: { authorization: `Basic ${basic}` }, fields: {} }
}

/** Many providers tell e-mail and groups only here. Of another person than the ID token, it counts for nothing. */
async function fetchUserInfo({ ask, metadata }: Asking, accessToken: string, sub: string | undefined) {
  if (metadata.userinfo_endpoint === undefined) return {}
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  const { status, text } = await ask(metadata.userinfo_endpoint, { headers })
  const { data } = z.looseObject({ sub: z.string() }).safeParse(parse(text))
  return status === 200 && data?.sub === sub ? data : {}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
