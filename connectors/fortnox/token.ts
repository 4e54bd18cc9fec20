import { type Context, shareTokens, type Tokens } from '../../src/sdk/index.ts'
import { signInOrigin } from './address.ts'
import type { Credential } from './fields.ts'
import { grant } from './grant.ts'
import { renewTokens } from './refresh.ts'

/** By client credentials for one company, or by what a person’s consent left; a token lasts an hour. */
export function openTokens(origin: string, credential: Credential, context: Context): Tokens {
  const { accessToken: clientId, secret: clientSecret, tenantId } = credential
  const by = { origin: signInOrigin(origin), clientId, clientSecret }
  if (credential.account === 'person') return renewTokens(context, by)
  const form = { grant_type: 'client_credentials' }
  return shareTokens(context, async () => {
    const granted = await grant(context, by, { form, headers: { TenantId: tenantId }, attempts: 3 })
    return { token: granted.accessToken, expiresInMs: granted.expiresInMs }
  })
}
