import type { State } from './state.ts'

/** Switches the integration off in the company: what it was given ends with it. */
export function withdrawConsent({ oauth }: State, clientId: string): boolean {
  return oauth.consents.delete(clientId)
}
