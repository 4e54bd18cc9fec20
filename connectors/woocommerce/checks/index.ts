import type { Check } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import type { Credential } from '../fields.ts'

export const checks: ReadonlyArray<Check<Credential, Facts, Client>> = []
