import type { Phrases } from '../../../src/sdk/index.ts'

/** What stands where a value comes, and what checks found. */
export const parts: Phrases = {
  behind: 'efter',
  'access token': 'access token',
  'access token secret': 'access token secret',
  'consumer key': 'konsumentnyckeln',
  'consumer secret': 'konsumenthemligheten',
  'within a minute of ours': 'inom en minut från vår',
  'four values': 'fyra värden',
  'an access token': 'en access token',
  'not told': 'sägs inte',
  '{count} modules': '{count} moduler',
  '{name} · prices with tax · {more}': '{name} · priser med moms · {more}',
  '{name} · prices without tax · {more}': '{name} · priser utan moms · {more}',
  '{name} · stock by source · {counts}': '{name} · lager per källa · {counts}',
  '{name} · one stock · {counts}': '{name} · ett lager · {counts}',
  'stock by source · {counts}': 'lager per källa · {counts}',
  'one stock · {counts}': 'ett lager · {counts}',
}
