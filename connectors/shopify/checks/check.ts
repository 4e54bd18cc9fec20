import { type Check, type CheckResult, impatient, keepAlone, type Session } from '../../../src/sdk/index.ts'
import { shopOrigin } from '../address.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type ShopifyCheck = Check<Credential, Facts, Client>
export type ShopifySession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/**
 * One client for all checks, so that one token serves them; it asks once and not for long. The credential itself is to be
 * proved, not a token that was granted for it before.
 */
export const clientOf = (session: ShopifySession): Promise<Client> =>
  session.once('client', async () =>
    createClient(session.values, {}, { ...impatient(session.context), shared: keepAlone() }),
  )

export const originOf = ({ values }: ShopifySession): string => shopOrigin(values.apiUrl)

export const passed = (detail: string, found: Partial<Facts> = {}): Result => ({ status: 'passed', detail, found })
