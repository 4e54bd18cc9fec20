import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { z } from 'zod'
import type { Vault } from '../../connections/secrets.ts'

/** What one attempt to sign in must remember while the person is at the provider's. */
const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  /** Where they were going: a path of ours. */
  next: z.string(),
})
export type Flow = z.output<typeof Flow>

export const startFlow = (given: Pick<Flow, 'redirectUri' | 'next'>): Flow => ({
  ...given,
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
})

const cookieName = 'koppla.sso'
const lifetimeS = 600
export const flowPath = '/api/v1/session/sso'
const attributes = `Path=${flowPath}; HttpOnly; SameSite=Lax`

/** The browser keeps it, so that nobody else can end what it began. */
export const keepFlow = (vault: Vault, flow: Flow): string =>
  `${cookieName}=${vault.sign(flow, lifetimeS * 1_000)}; Max-Age=${lifetimeS}; ${attributes}`

export const forgottenFlow = `${cookieName}=; Max-Age=0; ${attributes}`

/** Undefined when the browser keeps none, or too old a one. */
export function readFlow(vault: Vault, cookies: string): Flow | undefined {
  const kept = new RegExp(`(?:^|;\\s*)${cookieName.replace('.', '\\.')}=([^;]+)`).exec(cookies)?.[1]
  const opened = kept === undefined ? undefined : vault.verify(kept, Flow)
  return opened !== undefined && 'content' in opened ? opened.content : undefined
}
