import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Metadata } from './provider.ts'
import { SsoError } from './refusal.ts'

interface Expected {
  readonly metadata: Metadata
  readonly keys: JWTVerifyGetKey
  readonly clientId: string
  readonly nonce: string
}

/** Signed with a key that the provider publishes: never with none, nor with a secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** By which clocks may differ. */
const clockTolerance = 60
const aboutTime = new Set<unknown>(['exp', 'iat', 'nbf'])

/**
 * What the ID token says, once it is certain that this provider made it just now, for us, in answer to this very request
 * (OpenID Connect Core 1.0, 3.1.3.7).
 * @throws SsoError clock, unreachable, refused
 */
export async function verifyIdToken(token: string, { metadata, keys, clientId, nonce }: Expected): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    algorithms,
    issuer: metadata.issuer,
    audience: clientId,
    requiredClaims: ['sub', 'iat', 'exp'],
    maxTokenAge: 600,
    clockTolerance,
  }).catch((error: unknown) => {
    throw explain(error)
  })
  if (payload['nonce'] !== nonce)
    throw new SsoError('refused', 'The ID token answers another request: its nonce differs.')
  const { aud, azp } = payload
  if (Array.isArray(aud) && aud.length > 1 && azp !== clientId)
    throw new SsoError('refused', 'The ID token was made for another client of the provider.')
  return payload
}

function explain(error: unknown): unknown {
  if (!(error instanceof errors.JOSEError)) return error
  const late = error instanceof errors.JWTExpired
  const clock = late || (error instanceof errors.JWTClaimValidationFailed && aboutTime.has(error.claim))
  return new SsoError(clock ? 'clock' : 'refused', `The ID token cannot be accepted: ${error.message}`, error)
}
