import { networkChecks } from '../../../src/sdk/index.ts'
import { shopOrigin } from '../address.ts'
import type { Credential } from '../fields.ts'
import type { ShopifyCheck } from './check.ts'
import { entityChecks, silentChecks } from './entities.ts'
import { formCheck } from './form.ts'
import { keyCheck, storeCheck, versionCheck } from './probe.ts'
import { clockCheck, shopCheck } from './shop.ts'

/** In the order in which they are asked: where it leads, who asks, what may be read. */
export const checks: readonly ShopifyCheck[] = [
  ...networkChecks(({ apiUrl }: Credential) => shopOrigin(apiUrl), 'apiUrl'),
  ...[shopCheck, clockCheck],
  ...[formCheck, keyCheck],
  ...silentChecks,
  ...entityChecks,
  ...[versionCheck, storeCheck],
]
