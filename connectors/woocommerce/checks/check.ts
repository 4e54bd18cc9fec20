import { type Check, type CheckResult, ConnectorError, type Context, type Session } from '../../../src/sdk/index.ts'
import { siteAddress } from '../address.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type WooCheck = Check<Credential, Facts, Client>
export type WooSession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/** A person is waiting: no second try, and the check that runs into this limit is the last one. */
const patienceMs = 15_000

export function impatient(context: Context): Context {
  const { http } = context
  const hurry = { attempts: 1, timeoutMs: patienceMs }
  return {
    ...context,
    http: {
      ...http,
      send: request => http.send({ ...request, ...hurry }),
      json: (request, schema, explain) => http.json({ ...request, ...hurry }, schema, explain),
    },
  }
}

/** A client with what is known so far, or with `facts` instead where something is tried out. */
export const tryClient = ({ values, found, context }: WooSession, facts: Partial<Facts> = {}): Client =>
  createClient(values, { ...found, ...facts }, impatient(context))

/** The site's address as far as it is known. */
export const siteOf = ({ found, values }: WooSession): string => found.url ?? siteAddress(values.apiUrl)

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
