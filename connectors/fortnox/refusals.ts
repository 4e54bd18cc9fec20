import type { ErrorKind } from '../../src/sdk/index.ts'

export interface Told {
  readonly kind: ErrorKind
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly field?: string
}

export const reconnect =
  'See in Fortnox under the integrations of the company whether the integration is still active. If it is not, have a system administrator of the company activate it again, and verify this connection anew.'

export const refused: Told = {
  kind: 'auth',
  code: 'refused',
  message: 'Fortnox no longer takes the access: it was withdrawn, or the integration was switched off.',
  remedy: reconnect,
  field: 'accessToken',
}

const addScope = (scope: string): string =>
  `In the Fortnox Developer Portal: add the scope ${scope} to the integration. Then a system administrator of the company must give consent anew, because consent covers only the scopes of its day.`

const lacksScope = (scope: string): Told => ({
  kind: 'permission',
  code: 'lacks_scope',
  message: `The integration may not read this: it lacks the scope ${scope}.`,
  remedy: addScope(scope),
  field: 'accessToken',
})

const lacksLicence = (scope: string): Told => ({
  kind: 'permission',
  code: 'lacks_licence',
  message: `The company has no active licence in Fortnox for what the scope ${scope} reads.`,
  remedy: 'In Fortnox, have a system administrator order the licence, or give it to the user who gave consent.',
  field: 'tenantId',
})

const lacksApiLicence: Told = {
  kind: 'permission',
  code: 'lacks_licence',
  message: 'The company has no licence in Fortnox for integrations.',
  remedy: 'In Fortnox, have a system administrator order the licence for integrations.',
  field: 'tenantId',
}

const gone: Told = {
  kind: 'not_found',
  code: 'gone',
  message: 'Fortnox does not know this record.',
  remedy: 'Nothing to do: it was removed there.',
}

const misasked = (code: string): Told => ({
  kind: 'contract',
  code: 'not_understood',
  message: `Fortnox did not understand the question (${code}).`,
  remedy: 'Koppla may be too old for Fortnox’s API: update it. If it is the newest, report this.',
})

const trouble: Told = {
  kind: 'transient',
  code: 'server_error',
  message: 'Fortnox has a problem of its own.',
  remedy: 'Try again in a few minutes; status.fortnox.se tells of larger ones.',
}

/**
 * By the code in the body: a status of Fortnox says little, a missing scope comes as 400 as well. `scope` is that of what
 * was asked for.
 */
export function refusalOf(code: string | null, scope: string): Told | undefined {
  if (code === null) return undefined
  if (/^(2000310|2000311|2003275|2004054)$/.test(code)) return refused
  if (code === '2000663') return lacksScope(scope)
  if (code === '2001101') return lacksLicence(scope)
  if (code === '2001103') return lacksApiLicence
  if (/^(2000428|2001302|2000433|2000204|2000434|2000439|2000423|2001304)$/.test(code)) return gone
  if (/^(1000030|1000031|2000587|2000588|2001392|2001399|2002115|2000106|2000108|2000134)$/.test(code))
    return misasked(code)
  return code === '1000003' ? trouble : undefined
}

/** By the status, where the body says nothing that is known. */
export function refusalByStatus(status: number, scope: string): Told | undefined {
  if (status === 401) return refused
  if (status === 403) return lacksScope(scope)
  return status >= 500 ? trouble : undefined
}
