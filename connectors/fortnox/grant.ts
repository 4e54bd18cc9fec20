import { z } from 'zod'
import type { ConnectorError, Context, HttpAnswer } from '../../src/sdk/index.ts'
import { explain, notFortnox, toError } from './explain.ts'
import { reconnect, type Told } from './refusals.ts'
import { parseJson, readError } from './told-error.ts'

/** Who asks: the integration. */
export interface Integration {
  /** Where tokens are granted: `https://apps.fortnox.se`. */
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface Granted {
  readonly accessToken: string
  /** Absent where access is had by client credentials, which need none. */
  readonly refreshToken: string | undefined
  readonly scopes: readonly string[]
  readonly expiresInMs: number
}

const Answer = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().default(''),
  expires_in: z.coerce.number().positive(),
})

export interface Asking {
  readonly form: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** A code and a refresh token can be used once, so only what may be asked again is. Default 1. */
  readonly attempts?: number
}

/**
 * Asks for a token. It and the one that renews it are secret from then on.
 * @throws ConnectorError auth, codes `invalid_client`, `invalid_grant` (single use: it was used, or has ended) and `no_consent`
 */
export async function grant(context: Context, by: Integration, asking: Asking): Promise<Granted> {
  const { form, headers, attempts = 1 } = asking
  const answer = await context.http.send({
    ...{ method: 'POST', url: `${by.origin}/oauth-v1/token`, form, attempts, followRedirects: false },
    headers: { ...headers, authorization: `Basic ${basic(by)}` },
  })
  const granted = answer.status === 200 ? Answer.safeParse(parseJson(answer.text)).data : undefined
  if (granted === undefined) throw explainGrant(answer)
  for (const token of [granted.access_token, granted.refresh_token]) if (token) context.http.keepSecret(token)
  return {
    accessToken: granted.access_token,
    refreshToken: granted.refresh_token,
    scopes: granted.scope.split(' ').filter(Boolean),
    expiresInMs: granted.expires_in * 1_000,
  }
}

const basic = ({ clientId, clientSecret }: Integration): string =>
  Buffer.from(`${clientId}:${clientSecret}`).toString('base64')

const refusals: Readonly<Record<string, Told>> = {
  invalid_client: {
    ...{ kind: 'auth', code: 'invalid_client', field: 'secret' },
    message: 'Fortnox does not know this client ID together with this client secret.',
    remedy: 'Copy both again: in the Fortnox Developer Portal, open the integration.',
  },
  invalid_grant: {
    ...{ kind: 'auth', code: 'invalid_grant', field: 'accessToken' },
    message: 'What gave access to Fortnox has ended or was used before.',
    remedy: reconnect,
  },
}

const noConsent = (code: string): Told => ({
  ...{ kind: 'auth', code: 'no_consent', field: 'tenantId' },
  message: `Fortnox knows the integration and gives it no access to this company (${code}).`,
  remedy:
    'Check the number of the company. If it is right, a system administrator of the company must give the integration consent as a service account.',
})

function explainGrant(answer: HttpAnswer): ConnectorError {
  const { status } = answer
  const code = readError(answer)?.code ?? null
  const known = code === null ? undefined : refusals[code]
  if (known) return toError(known, status)
  if (code !== null && (status === 400 || status === 401)) return toError(noConsent(code), status)
  return explain(answer, 'companyinformation') ?? toError(notFortnox, status)
}
