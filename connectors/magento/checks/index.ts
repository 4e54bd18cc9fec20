import { networkChecks } from '../../../src/sdk/index.ts'
import { pastedAddress } from '../address.ts'
import type { Credential } from '../fields.ts'
import type { MagentoCheck } from './check.ts'
import { clockCheck } from './clock.ts'
import { keyCheck } from './credentials.ts'
import { entityChecks, permissionChecks } from './entities.ts'
import { formCheck } from './form.ts'
import { magentoCheck } from './magento.ts'
import { storeCheck, versionCheck } from './store.ts'

/** In the order in which they are asked: where it leads, who asks, what there is to read. */
export const checks: readonly MagentoCheck[] = [
  ...networkChecks(({ apiUrl }: Credential) => pastedAddress(apiUrl), 'apiUrl'),
  ...[magentoCheck, clockCheck],
  ...[formCheck, keyCheck],
  ...entityChecks,
  ...permissionChecks,
  ...[versionCheck, storeCheck],
]
