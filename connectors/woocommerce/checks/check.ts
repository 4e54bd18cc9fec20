import { type Check, type CheckResult, impatient, type Session } from '../../../src/sdk/index.ts'
import { siteAddress } from '../address.ts'
import { type Client, createClient } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export type WooCheck = Check<Credential, Facts, Client>
export type WooSession = Session<Credential, Facts, Client>
export type Result = CheckResult<Facts>

/** A client with what is known so far, or with `facts` instead where something is tried out. */
export const tryClient = ({ values, found, context }: WooSession, facts: Partial<Facts> = {}): Client =>
  createClient(values, { ...found, ...facts }, impatient(context))

/** The site's address as far as it is known. */
export const siteOf = ({ found, values }: WooSession): string => found.url ?? siteAddress(values.apiUrl)

export const rootOf = (session: WooSession): string => session.found.apiRoot ?? `${siteOf(session)}wp-json/wc/v3/`

export const passed = (detail: string, found: Partial<Facts> = {}): Result => ({ status: 'passed', detail, found })
