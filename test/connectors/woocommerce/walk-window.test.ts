import fc from 'fast-check'
import t from 'tap'
import { idOf, type Query } from '../../../connectors/woocommerce/rows.ts'
import { type Position, Position as PositionShape, walkWindow } from '../../../connectors/woocommerce/walk-window.ts'
import type { Window } from '../../../src/sdk/index.ts'
import { ListModel, type Row } from './list-model.ts'

const at = (seconds: number): string => new Date(seconds * 1000).toISOString()
const everything: Window = { since: null, until: at(2_000_000), createdFrom: null, createdBefore: null }

function filled(count: number, created: (index: number) => number): ListModel {
  const model = new ListModel()
  for (let index = 0; index < count; index += 1) model.add(index + 1, { created: created(index) })
  return model
}

async function read(
  model: ListModel,
  window: Window,
  from: Position | null = null,
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const ids: number[] = []
  const pages = []
  const legs = { any: model.list('any'), trash: model.list('trash') }
  for await (const page of walkWindow({ legs, window, spanSize: 20 }, from)) {
    ids.push(...page.rows.flatMap(row => idOf(row) ?? []))
    pages.push(page)
    if (pages.length >= stopAfter) break
  }
  return { ids: ids.sort((one, other) => one - other), pages, next: pages.at(-1)!.next }
}

t.test('a full read is cut into spans that meet without gap or overlap', async t => {
  const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 150 })
  await fc.assert(
    fc.asyncProperty(times, async offsets => {
      const model = filled(offsets.length, index => 500_000 + offsets[index]!)
      const { ids } = await read(model, everything)
      t.equal(ids.join(), [...model.rows.keys()].join(), 'each record exactly once')
    }),
    { numRuns: 100 },
  )
})

t.test('offsets stay small', async t => {
  const model = filled(500, index => 500_000 + index)
  const plain = model.list()
  let largest = 0
  const list = async (query: Query) => {
    if (query['per_page'] !== '1') largest = Math.max(largest, Number(query['offset']))
    return plain(query)
  }
  let first: number | undefined
  for await (const page of walkWindow({ legs: { any: list }, window: everything, spanSize: 100 }, null))
    first ??= page.remaining
  t.ok(largest <= 100, `at most ${largest}`)
  t.equal(first, 400, 'what is left in all is known from the first page')
})

t.test('records without a creation time are in the first span', async t => {
  const model = filled(100, index => (index < 10 ? -1 : 500_000 + index))
  t.equal((await read(model, everything)).ids.length, 100)
})

t.test('trash follows what is live', async t => {
  const model = filled(130, index => 500_000 + index)
  for (const id of [3, 50, 130]) model.rows.get(id)!.trashed = true
  t.equal((await read(model, everything)).ids.length, 130)
})

t.test('Order Start is inclusive and the upper bound is not, to the second', async t => {
  const model = filled(100, index => 500_000 + index)
  const window = { ...everything, createdFrom: at(500_010), createdBefore: at(500_090) }
  const { ids } = await read(model, window)
  t.equal(ids[0], 11)
  t.equal(ids.at(-1), 90)
})

t.test('since is inclusive, to the second, and reads nothing older', async t => {
  const model = filled(100, () => 500_000)
  for (const row of model.rows.values()) row.modified = 600_000 + row.id
  const { ids } = await read(model, { ...everything, since: '1970-01-07T22:40:50.700Z' })
  t.equal(ids[0], 50, 'an edit in the second of `since` is read, for the store keeps no fractions')
  t.equal(ids.length, 51)
})

t.test('a window that is resumed at any page reads the rest', async t => {
  const model = filled(300, index => 500_000 + Math.floor(index / 7))
  for (const id of [3, 50, 130, 299]) model.rows.get(id)!.trashed = true
  const whole = await read(model, everything)
  for (let stop = 1; stop < whole.pages.length; stop += 1) {
    const first = await read(model, everything, null, stop)
    const rest = await read(model, everything, PositionShape.parse(JSON.parse(JSON.stringify(first.next))))
    t.equal(new Set([...first.ids, ...rest.ids]).size, 300, `stopped after page ${stop}: nothing lost`)
  }
  t.strictSame(
    whole.pages.map(page => page.next === null),
    whole.pages.map((_, page) => page === whole.pages.length - 1),
    'only the last page ends the window',
  )
})

t.test('a position that names a list of another time is refused, so that the window starts again', async t => {
  const position = { leg: 'elsewhere', from: null, before: null, lastId: 0, offset: 0 }
  await t.rejects(read(new ListModel(), everything, position), { message: /names a list/ })
})

t.test('an order that moves between the lists while they are read is not lost', async t => {
  const model = filled(120, index => 500_000 + index)
  model.meanwhile = () => {
    const row = model.rows.get(60)!
    row.trashed = model.requests > 3
    row.modified = 700_000
  }
  t.ok((await read(model, everything)).ids.includes(60))
})

t.test('a list that counts many rows and shows none does not close its window, also when it is resumed', async t => {
  for (const count of [10, 100, 105, 350]) {
    const model = filled(count, () => 500_000)
    for (const row of model.rows.values()) row.hidden = true
    const legs = { any: model.list('any'), trash: model.list('trash') }
    let from: Position | null = null
    for (let life = 0; life < 2; life += 1)
      try {
        for await (const page of walkWindow({ legs, window: everything }, from)) from = page.next
        t.fail('the window was closed')
      } catch (error) {
        t.match(error, { kind: 'contract', code: 'nothing_shown', remedy: /plugin/ }, `${count}, life ${life}`)
      }
  }
})

t.test('a window that was resumed after a total that was wrong closes once it is right', async t => {
  for (const count of [0, 5]) {
    const model = filled(count, () => 500_000)
    for (const row of model.rows.values()) row.hidden = true
    const plain = model.list('any')
    const cached = async (query: Query) => ({ ...(await plain(query)), total: 99_999 })
    const trash = model.list('trash')
    let from: Position | null = null
    for await (const page of walkWindow({ legs: { any: cached, trash }, window: everything }, null)) {
      from = page.next
      break
    }
    t.match(from, { lastId: 0, offset: 100 }, 'rows were counted that are not there')
    const { next } = await read(model, everything, from)
    t.equal(next, null)
  }
})

t.test(
  'where only the trash, or a part of the set, or a few rows are not shown, it closes and tells how many',
  async t => {
    const hiddenIn = async (model: ListModel) =>
      (await read(model, everything)).pages.reduce((sum, { hidden }) => sum + hidden, 0)
    for (const [count, hides, hidden] of [
      [9, () => true, 9],
      [130, row => row.trashed, 30],
      [500, row => row.id <= 200, 200],
    ] as const satisfies readonly [number, (row: Row) => boolean, number][]) {
      const model = filled(count, index => 500_000 + index)
      for (const row of model.rows.values()) row.trashed = count === 130 && row.id > 100
      for (const row of model.rows.values()) row.hidden = hides(row)
      t.equal(await hiddenIn(model), hidden)
    }
  },
)

t.test('rows that join while a list is read do not count as hidden', async t => {
  const model = filled(400, () => 500_000)
  for (const row of model.rows.values()) row.trashed = row.id % 2 === 0
  model.meanwhile = () => {
    for (const row of model.rows.values()) if (row.trashed && row.id < model.requests * 60) row.trashed = false
  }
  const { pages } = await read(model, { ...everything, since: at(400_000) })
  t.equal(
    pages.reduce((sum, { hidden }) => sum + hidden, 0),
    0,
  )
})
