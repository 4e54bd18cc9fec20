import { once } from 'node:events'
import t, { Test } from 'tap'
import type { AnyConnector } from '../../../src/sdk/index.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'
import { scenario } from '../toyshop/practice-store/scenario.ts'
import type { Mutant } from './mutate.ts'

/** What the kit says of a connector, in a harness of its own whose failures do not count here. */
export async function judge(connector: AnyConnector): Promise<{ passing: boolean; failures: string }> {
  const harness = new Test({ name: 'kit' })
  const lines: string[] = []
  harness.on('data', chunk => lines.push(String(chunk)))
  const ended = once(harness, 'end')
  await testConnector(connector, scenario, { t: harness as typeof t, stopAtFailure: true })
  harness.end()
  await ended
  const failures = lines.join('').match(/^ *not ok .*$/gm) ?? []
  return { passing: harness.passing(), failures: failures.join('\n') }
}

export function catchAll(mutants: Readonly<Record<string, Mutant>>): void {
  t.setTimeout(300_000)
  for (const [name, { connector, caughtBy }] of Object.entries(mutants)) {
    t.test(`is caught: ${name}`, async t => {
      const { passing, failures } = await judge(connector)
      t.equal(passing, false, 'the kit fails')
      t.match(failures, caughtBy, 'for the right reason')
    })
  }
}
