import type { Test } from 'tap'
import { failureOf } from './faults.ts'
import type { Subject } from './practice.ts'
import { truthOf } from './read.ts'

/** Of a record that is there the answer fits its schema; of one that is gone there is no answer, not even an empty one. */
export async function answersLookups(t: Test, subject: Subject): Promise<void> {
  const { entity, store } = subject
  const [stays, goes] = truthOf(subject)
  const gone = store.remove(entity.name, goes!)
  for (const [name, { label, output, run }] of Object.entries(entity.lookups ?? {})) {
    t.match(label, /\w/, `${name} has a label`)
    const { error } = output.safeParse(await run(subject.client(), stays!))
    t.equal(error, undefined, `${name} answers in its schema`)
    if (!gone) continue
    const failure = await failureOf(run(subject.client(), goes!))
    t.match(failure, { kind: 'not_found', remedy: /\w/ }, `${name} says that a record is gone`)
  }
}
