import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { testConnector } from '../../src/sdk/testing/contract.ts'
import type { Scenario } from '../../src/sdk/testing/index.ts'

/** Fails by itself for a connector that has no practice store. */
const scenarioOf = async (id: string): Promise<Scenario> =>
  (await import(`../../connectors/${id}/practice-store/scenario.ts`)).default

// They come one after the other, some at the pace that their system allows.
t.setTimeout(1_800_000)
t.ok(registry.size > 0, 'there are connectors')

for (const [id, connector] of registry) {
  await t.test(id, async t => testConnector(connector, await scenarioOf(id), { t }))
}
