import t from 'tap'
import { Claim } from '../../src/connections/claim.ts'

const rate = { concurrency: 2 }

t.test('what wants nothing and was never granted anything is never due', async t => {
  t.equal(new Claim('a', rate, () => {}).dueAt(), Number.POSITIVE_INFINITY)
})

t.test('a request given up while the database is away leaves nothing due', async t => {
  const claim = new Claim('a', rate, () => {})
  const stop = new AbortController()
  const asked = claim.limiter.acquire(stop.signal)
  t.ok(claim.dueAt() <= performance.now(), 'it is due at once')
  stop.abort(new Error('given up'))
  await t.rejects(asked, { message: 'given up' })
  claim.ask()
  claim.fail()
  t.equal(claim.dueAt(), Number.POSITIVE_INFINITY)
})
