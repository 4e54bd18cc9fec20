import { type Check, type CheckResult, impatient, keepAlone, type Session } from '../../../src/sdk/index.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type FortnoxCheck = Check<Credential, Facts, Client>
export type FortnoxSession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/**
 * One client for all checks, so that they share one token. The credential is to be proved, not a token of before; what a
 * person's consent left cannot be had anew.
 */
export const clientOf = (session: FortnoxSession): Promise<Client> =>
  session.once('client', async () =>
    createClient(
      session.values,
      {},
      { ...impatient(session.context), ...(!isPerson(session) && { shared: keepAlone() }) },
    ),
  )

export const isPerson = ({ values }: FortnoxSession): boolean => values.account === 'person'

export const passed = (detail: string, found: Partial<Facts> = {}): Result => ({ status: 'passed', detail, found })
