import { z } from 'zod'
import { Id, Instant, plainText } from './common.ts'
import { Credential } from './connections.ts'

export const AuthorizationInput = z
  .strictObject({
    externalSystem: plainText(50),
    credential: Credential.describe('At least the fields that `authorization.needs` of `GET /connectors` names.'),
  })
  .meta({
    id: 'AskForConsent',
    examples: [
      {
        externalSystem: 'fortnox',
        credential: { apiUrl: 'https://api.fortnox.se', accessToken: 'the client ID', secret: 'the client secret' },
      },
    ],
  })

export const AuthorizationBegun = z
  .object({
    id: Id,
    url: z.string().describe('The page of the system where consent is given: open it in a window of this browser.'),
    expiresAt: Instant,
  })
  .meta({ id: 'ConsentAsked' })
export type AuthorizationBegun = z.output<typeof AuthorizationBegun>

export const AuthorizationAnswer = z
  .object({
    id: Id,
    externalSystem: z.string(),
    state: z.enum(['pending', 'granted', 'refused', 'expired']),
    fields: z.record(z.string(), z.string()).nullable().describe('Values for the form, once it is granted.'),
    holdsSecret: z
      .boolean()
      .describe(
        'Something stays here that the connection needs: name this as `authorizationId`, within fifty minutes.',
      ),
    problem: z
      .object({
        message: z.string(),
        remedy: z.string(),
        field: z.string().optional(),
        suggestion: z.object({ field: z.string(), value: z.string() }).optional(),
      })
      .nullable()
      .describe(
        'Why it was refused, and what to do; `field` is the one at fault, `suggestion` a value with which to ask again.',
      ),
  })
  .meta({ id: 'Consent' })
export type AuthorizationAnswer = z.output<typeof AuthorizationAnswer>

const part = (longest: number) => z.string().min(1).max(longest).optional().catch(undefined)

/** What a system adds of its own is let pass; what cannot be right counts as missing. */
export const ReturnQuery = z.object({
  state: part(200),
  code: part(4_000),
  error: part(200),
  error_description: part(500),
})
