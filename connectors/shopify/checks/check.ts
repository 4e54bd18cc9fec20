import { type Check, type CheckResult, ConnectorError, type Context, type Session } from '../../../src/sdk/index.ts'
import { shopOrigin } from '../address.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type ShopifyCheck = Check<Credential, Facts, Client>
export type ShopifySession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/** A person is waiting: what takes longer is not asked again. */
const patienceMs = 20_000

/** One client for all checks, so that one token serves them; it asks once and not for long. */
export const clientOf = (session: ShopifySession): Promise<Client> =>
  session.once('client', async () => createClient(session.values, {}, impatient(session.context)))

export function impatient(context: Context): Context {
  const { http } = context
  return {
    ...context,
    http: { ...http, send: request => http.send({ ...request, attempts: 1, timeoutMs: patienceMs }) },
  }
}

export const originOf = ({ values }: ShopifySession): string => shopOrigin(values.apiUrl)

export const passed = (detail: string, found: Partial<Facts> = {}): Result => ({ status: 'passed', detail, found })

/** What was asked for, or the error that came instead. Anything but a ConnectorError is a mistake of ours. */
export async function attempt<T>(asked: Promise<T>): Promise<T | ConnectorError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
}
