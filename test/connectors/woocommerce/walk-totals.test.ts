import t from 'tap'
import type { List } from '../../../connectors/woocommerce/rows.ts'
import { type Stretch, walkList } from '../../../connectors/woocommerce/walk.ts'
import { ListModel } from './list-model.ts'

async function walk(list: List, perPage = 100) {
  const stretches: Stretch[] = []
  for await (const stretch of walkList(list, undefined, perPage)) stretches.push(stretch)
  return {
    count: stretches.reduce((sum, { rows }) => sum + rows.length, 0),
    hidden: stretches.reduce((sum, { hidden }) => sum + hidden, 0),
  }
}

function filled(count: number): ListModel {
  const model = new ListModel()
  for (let id = 1; id <= count; id += 1) model.add(id * 10)
  return model
}

const telling =
  (model: ListModel, total: number): List =>
  async query => ({ ...(await model.list()(query)), total })

t.test('a total of millions costs a few requests and no row', async t => {
  for (const count of [1, 99, 100, 101, 250]) {
    const model = filled(count)
    const { count: read, hidden } = await walk(telling(model, 4_000_000))
    t.equal(read, count)
    t.equal(hidden, 4_000_000 - count, 'and what is counted beyond them is told')
    t.ok(model.requests <= 10, `${model.requests} requests`)
  }
})

t.test('a total of millions hides no row behind a long hidden stretch', async t => {
  const model = filled(900)
  for (const row of model.rows.values()) row.hidden = row.id > 1_000 && row.id <= 6_000
  t.match(await walk(telling(model, 4_000_000)), { count: 400 })
})

t.test('a list that counts millions and shows nothing ends after some requests, and says how many', async t => {
  const model = filled(0)
  t.strictSame(await walk(telling(model, 4_000_000)), { count: 0, hidden: 4_000_000 })
  t.ok(model.requests < 120, `${model.requests} requests`)
})

t.test('one that shows some and then nothing for a hundred pages, to its last row, is not passed as read', async t => {
  const model = filled(600)
  for (const row of model.rows.values()) row.hidden = row.id > 100
  await t.rejects(walk(model.list(), 5), { kind: 'contract', code: 'nothing_shown', remedy: /cache/ })
})

t.test('a store that ignores the order asked for is not believed about its end', async t => {
  const model = filled(300)
  for (const row of model.rows.values()) row.hidden = row.id > 1_000 && row.id <= 2_500
  const list: List = query => model.list()({ ...query, order: 'asc' })
  t.match(await walk(list), { count: 150, hidden: 150 })
})

t.test('what is counted and not shown is told, once, whether in pages or between them', async t => {
  const model = filled(450)
  t.match(await walk(model.list()), { count: 450, hidden: 0 })
  for (const row of model.rows.values()) row.hidden = row.id % 90 === 0 || (row.id > 1_500 && row.id < 3_500)
  const hidden = [...model.rows.values()].filter(row => row.hidden).length
  t.strictSame(await walk(model.list()), { count: 450 - hidden, hidden })
  for (const row of model.rows.values()) row.hidden = true
  t.strictSame(await walk(model.list()), { count: 0, hidden: 450 })
})
