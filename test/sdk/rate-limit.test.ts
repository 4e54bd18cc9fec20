import t from 'tap'
import type { RateLimit } from '../../src/sdk/index.ts'
import type { Outcome } from '../../src/sdk/pace.ts'
import { createLimiter, type Lease, PartLimiter } from '../../src/sdk/rate-limit.ts'
import { createQuickTimer } from '../../src/sdk/testing/quick-timer.ts'

const { signal } = new AbortController()

function open(rate: RateLimit) {
  const timer = createQuickTimer()
  const limiter = new PartLimiter(rate, { timer })
  /** `beside` requests under way at once, each taking that long, all ending the same. */
  const round = async (outcome: Outcome, ms = 100, beside = limiter.concurrency) => {
    const leases: Lease[] = []
    for (let i = 0; i < beside; i++) leases.push(await limiter.acquire(signal))
    timer.pass(ms)
    for (const lease of leases) lease.release(outcome)
  }
  return { timer, limiter, round }
}

t.test('lets no more through at once than its concurrency, first come first served', async t => {
  const { limiter } = open({ concurrency: 2 })
  const order: number[] = []
  const leases = [1, 2, 3, 4].map(async i => {
    const lease = await limiter.acquire(signal)
    order.push(i)
    return lease
  })
  await new Promise(setImmediate)
  t.strictSame(order, [1, 2])
  ;(await leases[0])!.release('answered')
  ;(await leases[0])!.release('answered')
  await new Promise(setImmediate)
  t.strictSame(order, [1, 2, 3], 'and a lease counts once')
  ;(await leases[1])!.release('failed')
  await leases[3]
  t.strictSame(order, [1, 2, 3, 4])
})

t.test('halves once when all that are under way are refused', async t => {
  const { limiter, round } = open({ concurrency: 8 })
  await round('overloaded')
  t.equal(limiter.concurrency, 4)
  await round('overloaded')
  await round('overloaded')
  await round('overloaded')
  t.equal(limiter.concurrency, 1, 'and never below one')
})

t.test('grows back slowly, and never above what the system allows', async t => {
  const { limiter, round } = open({ concurrency: 4 })
  await round('overloaded')
  for (let i = 0; i < 5; i++) await round('answered')
  t.equal(limiter.concurrency, 2)
  for (let i = 0; i < 20; i++) await round('answered')
  t.equal(limiter.concurrency, 4)
  for (let i = 0; i < 50; i++) await round('answered')
  t.equal(limiter.concurrency, 4)
})

t.test('halves when answers take several times as long as usual while others are under way', async t => {
  const { limiter, round } = open({ concurrency: 4 })
  for (let i = 0; i < 5; i++) await round('answered', 200)
  await round('answered', 2_000)
  t.equal(limiter.concurrency, 2)
})

t.test('a slow answer that was alone, or slow for a moment only, or fast all the same, lowers nothing', async t => {
  const { limiter, round } = open({ concurrency: 4 })
  for (let i = 0; i < 5; i++) await round('answered', 200)
  for (let i = 0; i < 5; i++) await round('answered', 2_000, 1)
  t.equal(limiter.concurrency, 4)
  const quick = open({ concurrency: 4 })
  for (let i = 0; i < 5; i++) await quick.round('answered', 2)
  await quick.round('answered', 100)
  t.equal(quick.limiter.concurrency, 4)
})

t.test('a broken connection says nothing about the pace', async t => {
  const { limiter, round } = open({ concurrency: 4 })
  for (let i = 0; i < 5; i++) await round('failed')
  t.equal(limiter.concurrency, 4)
})

t.test('keeps a budget over any span of time', async t => {
  const { limiter, timer } = open({ concurrency: 10, requests: 5, perSeconds: 1 })
  const at: number[] = []
  for (let i = 0; i < 23; i++) {
    const lease = await limiter.acquire(signal)
    at.push(timer.now())
    timer.pass(7)
    lease.release('answered')
  }
  for (const [i, start] of at.entries()) {
    const inSpan = at.filter(other => other >= start && other < start + 1_000).length
    t.ok(inSpan <= 5, `${inSpan} from request ${i} on`)
  }
  t.ok(timer.now() < 5_000, 'and wastes none of it')
})

t.test(
  'a request counts against the budget until a span after its end: nobody knows when the store saw it',
  async t => {
    const { limiter, timer } = open({ concurrency: 2, requests: 2, perSeconds: 1 })
    const first = await limiter.acquire(signal)
    ;(await limiter.acquire(signal)).release('answered')
    timer.pass(700)
    first.release('answered')
    ;(await limiter.acquire(signal)).release('answered')
    t.equal(timer.now(), 1_000, 'as the second had ended at once')
    await limiter.acquire(signal)
    t.equal(timer.now(), 1_700)
  },
)

t.test('of a part of the budget no more is used than that, and nothing once it has run out', async t => {
  const timer = createQuickTimer()
  const nothing = { concurrency: 0, requests: 0, until: 0, shared: false }
  const limiter = new PartLimiter({ concurrency: 4, requests: 100, perSeconds: 1 }, { timer, part: nothing })
  let begun = 0
  const leases = [1, 2, 3, 4].map(async () => {
    const lease = await limiter.acquire(signal)
    begun++
    return lease
  })
  const settled = () => new Promise(setImmediate)
  t.match(limiter.demands, { slots: { used: 0, wanted: 4 }, requests: { used: 0, wanted: 4 } })
  await settled()
  t.equal(begun, 0)
  limiter.use({ concurrency: 2, requests: 100, until: 5_000, shared: true })
  await settled()
  t.equal(begun, 2)
  timer.pass(5_000)
  ;(await leases[0])!.release('answered')
  await settled()
  t.equal(begun, 2, 'it has run out')
  limiter.use({ concurrency: 2, requests: 1, until: 10_000, shared: true })
  await settled()
  t.match([begun, timer.now()], [2, 5_000], 'one too many counts, and one that has no known end')
  ;(await leases[1])!.release('answered')
  const third = await leases[2]
  t.equal(timer.now(), 6_000)
  third!.release('answered')
  await leases[3]
  t.equal(timer.now(), 7_000)
  t.match(limiter.demands.requests, { wanted: 4 }, 'more is wanted')
})

t.test('whoever waits for what is gone is told', async t => {
  const { limiter } = open({ concurrency: 1 })
  await limiter.acquire(signal)
  const waiting = limiter.acquire(signal)
  limiter.refuse(new Error('deleted'))
  await t.rejects(waiting, { message: 'deleted' })
})

t.test('takes over what others have learnt of the store', async t => {
  const { limiter, round } = open({ concurrency: 8 })
  limiter.adopt(2)
  t.equal(limiter.concurrency, 2)
  for (let i = 0; i < 40; i++) await round('answered')
  t.ok(limiter.concurrency > 2, 'and grows from there')
  limiter.adopt(100)
  t.equal(limiter.concurrency, 8)
})

t.test('a pause holds for everyone, and the longer one wins', async t => {
  const { limiter, timer } = open({ concurrency: 2 })
  limiter.pause(5_000)
  limiter.pause(1_000)
  await Promise.all([limiter.acquire(signal), limiter.acquire(signal)])
  t.equal(timer.now(), 5_000)
})

t.test('one who stops waiting leaves the queue to the others', async t => {
  const { limiter } = open({ concurrency: 1 })
  const first = await limiter.acquire(signal)
  const stop = new AbortController()
  const left = limiter.acquire(stop.signal)
  const stays = limiter.acquire(signal)
  stop.abort(new Error('cancelled'))
  await t.rejects(left, { message: 'cancelled' })
  first.release('answered')
  t.ok(await stays)
  await t.rejects(limiter.acquire(stop.signal), { message: 'cancelled' })
})

t.test('nothing is left ticking when nobody waits', async t => {
  const limiter = createLimiter({ concurrency: 1 })
  const stop = new AbortController()
  limiter.pause(3_600_000)
  const waiting = limiter.acquire(stop.signal)
  stop.abort(new Error('cancelled'))
  await t.rejects(waiting, { message: 'cancelled' })
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  t.ok(before <= 1, 'only tap’s own')
})
