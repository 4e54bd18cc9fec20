import type { Test } from 'tap'
import { type Put, practise } from './practice.ts'

const toleranceMs = 5_000

/** The watermark is measured by the store's clock, which is told only by an answer that is fresh. */
export async function tellsTheStoresTime(t: Test, put: Put): Promise<void> {
  const practice = await practise(t, put)
  const ask = async () => (await put.connector.clock(practice.client())).at
  for (const skewMs of [7_200_000, -7_200_000]) {
    practice.store.clock.skewMs = skewMs
    const at = Date.parse((await ask()) ?? '')
    t.ok(Math.abs(at - practice.store.clock.now().getTime()) < toleranceMs, 'it is the store’s own time, not ours')
  }
  practice.meddle((_, answer) => ({ ...answer, headers: { ...answer.headers, age: '30' } }))
  t.equal(await ask(), null, 'an answer from a cache tells no time')
  practice.meddle((_, answer) => ({ ...answer, headers: { ...answer.headers, date: undefined } }))
  t.equal(await ask(), null, 'nor does one without a date')
}
