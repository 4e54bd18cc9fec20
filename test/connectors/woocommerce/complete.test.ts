import t from 'tap'
import { completeAhead } from '../../../connectors/woocommerce/entities/complete.ts'

t.test('the next page is asked for while one is completed, and pages keep their order', async t => {
  const told: string[] = []
  async function* pages() {
    for (const page of [1, 2, 3]) {
      told.push(`page ${page}`)
      yield page
    }
  }
  const completed: number[] = []
  for await (const page of completeAhead(pages(), async page => {
    await new Promise(setImmediate)
    told.push(`completed ${page}`)
    return page * 10
  }))
    completed.push(page)
  t.strictSame(completed, [10, 20, 30])
  t.strictSame(told, ['page 1', 'page 2', 'completed 1', 'page 3', 'completed 2', 'completed 3'])
})

t.test('an error in the page ahead is told after the page before it', async t => {
  async function* pages() {
    yield 1
    throw new Error('page 2 broke')
  }
  const completed: number[] = []
  const read = async () => {
    for await (const page of completeAhead(pages(), async page => page)) completed.push(page)
  }
  await t.rejects(read(), { message: 'page 2 broke' })
  t.strictSame(completed, [1])
})

t.test('whoever stops reading leaves no error behind', async t => {
  async function* pages() {
    yield 1
    throw new Error('nobody asks any longer')
  }
  for await (const page of completeAhead(pages(), async page => page)) {
    t.equal(page, 1)
    break
  }
  await new Promise(setImmediate)
})
