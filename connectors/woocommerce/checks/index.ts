import { networkChecks } from '../../../src/sdk/index.ts'
import { pastedAddress } from '../address.ts'
import type { Credential } from '../fields.ts'
import type { WooCheck } from './check.ts'
import { clockCheck } from './clock.ts'
import { keyCheck } from './credentials.ts'
import { entityChecks } from './entities.ts'
import { keyFormCheck } from './key-form.ts'
import { manageCheck, readCheck, writeCheck } from './permissions.ts'
import { siteCheck } from './site.ts'
import { storeCheck, versionCheck } from './store.ts'
import { answersCheck, apiCheck, woocommerceCheck, wordpressCheck } from './wordpress.ts'

/** In the order in which they are asked: where it leads, who asks, what he may, what is there. */
export const checks: readonly WooCheck[] = [
  ...networkChecks(({ apiUrl }: Credential) => pastedAddress(apiUrl), 'apiUrl'),
  ...[siteCheck, wordpressCheck, apiCheck, woocommerceCheck, clockCheck, answersCheck],
  ...[keyFormCheck, keyCheck],
  ...[readCheck, manageCheck, writeCheck],
  ...entityChecks,
  ...[versionCheck, storeCheck],
]
