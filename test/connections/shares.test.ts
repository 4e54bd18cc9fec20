import fc from 'fast-check'
import t from 'tap'
import { type Taken, takeShare } from '../../src/connections/shares.ts'

type Held = Map<number, Taken>

const sumOf = (held: Held) => [...held.values()].reduce((sum, { has }) => sum + has, 0)

/** One process asks; what it has in use is at most what it may. */
function ask(held: Held, who: number, { total, wants, uses, now }: Record<'total' | 'wants' | 'uses' | 'now', number>) {
  const before = held.get(who)
  const others = [...held].flatMap(([id, share]) => (id === who ? [] : [share]))
  const taken = takeShare({ total, others, now }, before, { keeps: Math.min(uses, before?.may ?? 0), wants })
  if (taken.has === 0 && wants === 0) held.delete(who)
  else held.set(who, taken)
}

t.test('however many ask, for whatever, together they never have more than there is', async t => {
  const asking = fc.record({
    who: fc.nat(5),
    wants: fc.nat(6),
    uses: fc.nat(6),
    later: fc.nat(700),
  })
  const property = fc.property(
    fc.integer({ min: 1, max: 6 }),
    fc.array(asking, { maxLength: 60 }),
    (total, askings) => {
      const held: Held = new Map()
      let now = 0
      for (const { who, later, ...one } of askings) {
        now += later
        ask(held, who, { total, now, ...one })
        for (const { has, may } of held.values()) if (may > has) return false
        if (sumOf(held) > total) return false
      }
      return true
    },
  )
  t.doesNotThrow(() => fc.assert(property, { numRuns: 2_000 }), 'in 2,000 histories')
})

t.test('everyone who goes on asking has a turn, however greedy the others', async t => {
  const many = { min: 1, max: 6 }
  const property = fc.property(fc.integer(many), fc.integer(many), (total, processes) => {
    const held: Held = new Map()
    const had = new Set<number>()
    let unused = 0
    for (let now = 0; now < 15_000; now += 250) {
      for (let who = 0; who < processes; who++) {
        ask(held, who, { total, now: now + who, wants: total, uses: 0 })
        if (held.get(who)!.may > 0) had.add(who)
      }
      unused = sumOf(held) === 0 ? unused + 1 : 0
      if (unused > 1) return false
    }
    return had.size === processes
  })
  t.doesNotThrow(() => fc.assert(property), 'and it is never left unused for longer than a hand-over takes')
})

t.test('who is alone has all, and gives up its fair share when another comes', async t => {
  const held: Held = new Map()
  ask(held, 1, { total: 4, now: 0, wants: 4, uses: 0 })
  t.match(held.get(1), { has: 4, may: 4 })
  ask(held, 2, { total: 4, now: 1, wants: 4, uses: 0 })
  t.match(held.get(2), { has: 0, may: 0 })
  ask(held, 1, { total: 4, now: 2, wants: 4, uses: 4 })
  t.match(held.get(1), { has: 4, may: 2 }, 'what is in use comes to its end first')
  ask(held, 1, { total: 4, now: 3, wants: 4, uses: 1 })
  ask(held, 2, { total: 4, now: 4, wants: 4, uses: 0 })
  t.match([held.get(1), held.get(2)], [{ has: 2 }, { has: 2 }])
})

t.test('one who wants little takes no more than that from the others', async t => {
  const held: Held = new Map()
  ask(held, 1, { total: 25, now: 0, wants: 25, uses: 0 })
  ask(held, 2, { total: 25, now: 1, wants: 1, uses: 0 })
  ask(held, 1, { total: 25, now: 2, wants: 25, uses: 25 })
  t.match(held.get(1), { has: 25, may: 24 })
})
