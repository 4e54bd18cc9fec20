import { type Check, type CheckResult, ConnectorError, type Context, type Session } from '../../../src/sdk/index.ts'
import { siteAddress } from '../address.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type MagentoCheck = Check<Credential, Facts, Client>
export type MagentoSession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/** A person is waiting: a store that takes longer is not asked again, and the check that runs into this is the last one. */
const patienceMs = 20_000

/** Asks once and not for long. Only a connection that was dropped, as an old one may be, is tried anew. */
export function impatient(context: Context): Context {
  const { http } = context
  const hurry = { attempts: 1, timeoutMs: patienceMs }
  const send: typeof http.send = request => {
    const ask = () => http.send({ ...request, ...hurry })
    return ask().catch((error: unknown) => (isDropped(error) ? ask() : Promise.reject(error)))
  }
  return { ...context, http: { ...http, send } }
}

const isDropped = (error: unknown): boolean => error instanceof ConnectorError && error.code === 'reset'

/** A client with what is known so far, or with `facts` and `credential` instead where something is tried out. */
export const tryClient = (
  { values, found, context }: MagentoSession,
  facts: Partial<Facts> = {},
  credential: Partial<Credential> = {},
): Client => createClient({ ...values, ...credential }, { ...found, ...facts }, impatient(context))

/** The site's address as far as it is known. */
export const siteOf = ({ found, values }: MagentoSession): string => found.url ?? siteAddress(values.apiUrl)

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
