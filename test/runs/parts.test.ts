import t from 'tap'
import { fetchAhead } from '../../src/runs/ahead.ts'
import { brakes } from '../../src/runs/brake.ts'
import { readClocks } from '../../src/runs/clock.ts'
import { isEnded, runStates, runTransitions, statesBefore } from '../../src/runs/states.ts'
import { tinyConnector } from '../support/tiny-store.ts'

t.test('one page is fetched ahead, and no more', async t => {
  const log: string[] = []
  async function* pages() {
    for (const name of ['a', 'b', 'c']) {
      log.push(`fetch ${name}`)
      yield name
    }
  }
  for await (const page of fetchAhead(pages())) log.push(`commit ${page}`)
  t.same(log, ['fetch a', 'fetch b', 'commit a', 'fetch c', 'commit b', 'commit c'])
})

t.test('a failed fetch surfaces after all pages before it', async t => {
  const done: number[] = []
  async function* pages() {
    yield 1
    yield 2
    throw new Error('the third')
  }
  const reading = (async () => {
    for await (const page of fetchAhead(pages())) {
      await new Promise(resolve => setImmediate(resolve))
      done.push(page)
    }
  })()
  await t.rejects(reading, { message: 'the third' })
  t.same(done, [1, 2])
})

t.test('whoever stops early leaves no fetch behind', async t => {
  const state = { ended: false }
  async function* pages() {
    try {
      for (let at = 0; ; at++) yield at
    } finally {
      state.ended = true
    }
  }
  const reading = (async () => {
    for await (const page of fetchAhead(pages())) if (page === 1) throw new Error('enough')
  })()
  await t.rejects(reading, { message: 'enough' })
  t.ok(state.ended)
})

t.test('the brake stops more than a tenth from twenty on, and everything', async t => {
  for (const [missing, all, expected] of [
    [0, 0, false],
    [1, 1, false],
    [2, 2, true],
    [1, 2, false],
    [19, 100, false],
    [20, 100, true],
    [20, 200, false],
    [21, 200, true],
    [100, 1_000, false],
    [101, 1_000, true],
  ] as const)
    t.equal(brakes({ missing, all }), expected, `${missing} of ${all}`)
})

t.test('the clocks are read with what latency leaves open on the safe side', async t => {
  const ticks = ['2026-05-05T12:00:00Z', '2026-05-05T12:00:03Z'].map(one => new Date(one))
  const asked = (at: string | null) => {
    const times = [...ticks]
    return { connector: { ...tinyConnector(), clock: async () => ({ at }) }, client: null, now: () => times.shift()! }
  }
  t.same(await readClocks(asked('2026-05-05T13:00:01Z'), null), {
    storeTime: new Date('2026-05-05T13:00:01Z'),
    ourTime: ticks[0],
    differenceMs: 3_598_000,
    told: true,
  })
  for (const at of [null, 'yesterday'])
    t.match(await readClocks(asked(at), null), { storeTime: ticks[0], differenceMs: 0, told: false })
  t.match(await readClocks(asked(null), -60_000), {
    storeTime: new Date('2026-05-05T11:59:00Z'),
    differenceMs: -60_000,
  })
  t.match(
    await readClocks(asked(null), 60_000),
    { storeTime: ticks[0] },
    'ahead of us is not believed without its word',
  )
})

t.test('every state leads to an end, and what has ended leads nowhere', async t => {
  const ends = runStates.filter(isEnded)
  t.same(ends, ['succeeded', 'failed', 'cancelled', 'skipped'])
  for (const [state, next] of Object.entries(runTransitions))
    for (const one of next) t.ok(runStates.includes(one), `${state} → ${one}`)
  t.same(statesBefore('running'), ['queued', 'running', 'waiting'])
  t.same(statesBefore('succeeded'), ['running'], 'only what ran succeeds')
})
