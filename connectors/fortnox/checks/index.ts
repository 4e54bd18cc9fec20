import { networkChecks } from '../../../src/sdk/index.ts'
import { apiOrigin } from '../address.ts'
import type { Credential } from '../fields.ts'
import { bookChecks } from './books.ts'
import type { FortnoxCheck } from './check.ts'
import { companyCheck, tokenCheck } from './company.ts'
import { entityChecks } from './entities.ts'
import { clockCheck, fortnoxCheck } from './reachable.ts'

/** In the order in which they are asked: where it leads, who asks, what there is to read. */
export const checks: readonly FortnoxCheck[] = [
  ...networkChecks(({ apiUrl }: Credential) => apiOrigin(apiUrl), 'apiUrl'),
  ...[fortnoxCheck, clockCheck, tokenCheck],
  ...entityChecks,
  ...[companyCheck, ...bookChecks],
]
