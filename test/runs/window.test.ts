import fc from 'fast-check'
import t from 'tap'
import { createdFromOf, laterMark, type Mark, nextSince, toMark } from '../../src/runs/window.ts'

const at = (ms: number) => new Date(ms)
const mark = (watermark: number, ourTime = watermark, clockDifferenceMs = 0): Mark => ({
  watermark: at(watermark),
  ourTime: at(ourTime),
  clockDifferenceMs,
})
const clocks = (differenceMs: number) => ({ storeTime: at(0), ourTime: at(0), differenceMs, told: true })
const hour = 3_600_000
const noon = Date.parse('2026-05-05T12:00:00Z')

t.test('the next window starts at the watermark less the overlap', async t => {
  t.equal(nextSince(null, clocks(0)), null)
  t.same(nextSince(mark(noon), clocks(0)), at(noon - 300_000))
  t.same(nextSince(mark(noon), clocks(0), 10), at(noon - 10_000))
  t.same(
    nextSince(mark(noon, noon - hour), clocks(hour)),
    at(noon - 300_000),
    'a difference that stays matters nothing',
  )
})

t.test('a window reaches back to Order Start, and no farther than the system shows', async t => {
  const storeTime = at(noon)
  const from = (daysAgo: number, reachDays: number | null, isReconcile = false) =>
    (noon - createdFromOf(at(noon - daysAgo * 24 * hour), { storeTime, reachDays, isReconcile }).getTime()) /
    (24 * hour)
  t.equal(from(300, null), 300)
  t.equal(from(300, 60), 60)
  t.equal(from(300, 60, true), 59, 'a reconcile a day less')
  t.equal(from(10, 60, true), 10)
})

t.test('a clock set back on either side makes it start earlier, one set ahead never later', async t => {
  t.same(nextSince(mark(noon), clocks(-hour), 0), at(noon - hour), 'the store set back, or ours ahead')
  t.same(nextSince(mark(noon), clocks(hour), 0), at(noon), 'the store set ahead, or ours back')
  t.same(nextSince(mark(1_000), clocks(0)), at(0), 'and never before there was time')
})

t.test('whichever one clock is moved between two runs, nothing modified in between is skipped', async t => {
  const interval = fc.record({
    lasts: fc.integer({ min: 0, max: 48 * hour }),
    side: fc.constantFrom('store' as const, 'ours' as const),
    jump: fc.integer({ min: -72 * hour, max: 72 * hour }),
    jumpsAt: fc.double({ min: 0, max: 1, noNaN: true }),
    edits: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
  })
  const holds = (intervals: Array<typeof interval extends fc.Arbitrary<infer T> ? T : never>) => {
    let real = noon
    const offset = { store: 0, ours: 0 }
    let last = mark(noon)
    for (const { lasts, side, jump, jumpsAt, edits } of intervals) {
      const before = offset.store
      const after = before + (side === 'store' ? jump : 0)
      const stamps = edits.map(edit => real + lasts * edit + (edit < jumpsAt ? before : after))
      real += lasts
      offset[side] += jump
      const storeTime = real + offset.store
      const differenceMs = offset.store - offset.ours
      const since = nextSince(last, clocks(differenceMs), 0)!
      if (stamps.some(stamp => stamp < since.getTime())) return false
      last = toMark({ until: at(storeTime), ourTime: at(real + offset.ours), clockDifferenceMs: differenceMs })
    }
    return true
  }
  t.doesNotThrow(() => fc.assert(fc.property(fc.array(interval, { maxLength: 6 }), holds), { numRuns: 500 }))
})

t.test('a window beside the checkpoint leaves the later watermark, and never one with a gap before it', async t => {
  const window = (since: number | null, until: number) => ({
    since: since === null ? null : at(since),
    until: at(until),
    ourTime: at(until),
    clockDifferenceMs: 0,
  })
  t.same(laterMark(null, window(null, noon)), mark(noon))
  t.same(laterMark(mark(noon), window(null, noon + 1)), mark(noon + 1))
  t.same(laterMark(mark(noon), window(null, noon - 1)), mark(noon))
  t.same(laterMark(mark(noon), window(noon - 1, noon + 1)), mark(noon + 1))
  t.same(
    laterMark(mark(noon), window(noon + 1, noon + 2)),
    mark(noon),
    'from a date after the watermark: between them nothing was read',
  )
  t.equal(laterMark(null, window(noon, noon + 2)), null, 'and without a watermark all before it is unread')
})
