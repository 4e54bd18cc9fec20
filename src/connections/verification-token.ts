import { z } from 'zod'
import { Problem } from '../errors.ts'
import type { Credential } from './credential.ts'
import { CheckOutcome } from './outcome.ts'
import type { Vault } from './secrets.ts'
import type { Verified } from './verify.ts'

const lifetimeMs = 15 * 60_000

const Content = z.object({
  /** A keyed hash of system, credential values, consent and, for a replaced credential, the connection. */
  bound: z.string(),
  verifiedAt: z.iso.datetime(),
  facts: z.looseObject({ identity: z.string() }),
  unreadable: z.record(z.string(), z.string()),
  report: z.array(CheckOutcome),
})

/** What a green report found, and when: carried by the token, stored nowhere. */
export type Finding = Omit<z.output<typeof Content>, 'bound'>

export interface Bound {
  readonly system: string
  readonly credential: Credential
  /** Set when the credential is to replace this connection's. */
  readonly connectionId?: string | undefined
  /** Set when it goes by what a consent ended in. */
  readonly grantId?: string | undefined
}

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: string
}

export function issueToken(
  vault: Vault,
  verified: Verified,
  { connectionId, grantId }: Pick<Bound, 'connectionId' | 'grantId'> = {},
): IssuedToken {
  const { connector, credential } = verified
  const bound = vault.digest(textOf({ system: connector.id, credential, connectionId, grantId }))
  return {
    token: vault.sign({ bound, ...findingOf(verified) }, lifetimeMs),
    expiresAt: new Date(Date.now() + lifetimeMs).toISOString(),
  }
}

export const findingOf = ({ facts, unreadable, report }: Verified): Finding => ({
  verifiedAt: new Date().toISOString(),
  facts,
  unreadable: { ...unreadable },
  report: [...report],
})

/**
 * What was found for exactly this credential.
 * @throws Problem conflict: codes `token_missing`, `token_malformed`, `token_expired`, `token_other`
 */
export function readToken(vault: Vault, token: string | null | undefined, bound: Bound): Finding {
  if (token === undefined || token === null) throw refusal('missing')
  const read = vault.verify(token, Content)
  if ('refused' in read) throw refusal(read.refused)
  if (!vault.isDigestOf(read.content.bound, textOf(bound))) throw refusal('other')
  return read.content
}

const textOf = ({ system, credential, connectionId = '', grantId = '' }: Bound): string =>
  JSON.stringify([system, connectionId, grantId, Object.entries(credential).sort()])

const reasons = {
  missing: 'It has not been verified: the verification token is missing.',
  malformed: 'The verification token is not one that was made here.',
  expired: 'The verification is more than 15 minutes old.',
  other: 'The verification was made for another system, another credential or another connection.',
}

const refusal = (reason: keyof typeof reasons) =>
  new Problem('conflict', reasons[reason], {
    remedy: 'Verify these values, and save with the token of that report.',
    more: { code: `token_${reason}` },
  })
