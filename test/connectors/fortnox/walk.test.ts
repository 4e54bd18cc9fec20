import t from 'tap'
import type { Client } from '../../../connectors/fortnox/client.ts'
import { type Position, type Walk, walk } from '../../../connectors/fortnox/walk.ts'

/** A list as Fortnox has it, sorted in a way that is nobody’s business here. */
class List {
  readonly asked: Record<string, string>[] = []
  keys: string[]
  ignoresOffset = false
  /** From this row on there are so many without their numbers. */
  numberless = { from: 0, count: 0 }
  /** How many pages have every third of their rows twice. */
  doubles = 0

  constructor(count: number) {
    this.keys = Array.from({ length: count }, (_, n) => `A${n + 1}`)
  }

  get client(): Client {
    const list = async (_: string, query: Readonly<Record<string, string>> = {}) => {
      this.asked.push({ ...query })
      const offset = this.ignoresOffset ? 0 : Number(query['offset'] ?? 0)
      const shown = query['filter'] === 'inactive' ? [] : this.keys
      const { from, count } = this.numberless
      const all = shown.map((ArticleNumber, n) => (n >= from && n < from + count ? {} : { ArticleNumber }))
      const rows = all.slice(offset, offset + Number(query['limit']))
      const doubled = this.doubles-- > 0 ? rows.flatMap((row, n) => (n % 3 === 0 ? [row, row] : [row])) : rows
      return { rows: doubled, total: shown.length }
    }
    return { list } as unknown as Client
  }
}

const of: Walk = { resource: 'articles', pageSize: 5, parts: [{}] }

async function read(list: List, meanwhile: (page: number) => void = () => {}, from: Position | null = null) {
  const seen: string[] = []
  let page = 0
  for await (const { rows } of walk(list.client, of, from)) {
    seen.push(...rows.map(row => String(Object(row)['ArticleNumber'])))
    meanwhile(++page)
    if (page > 100) throw new Error('It does not end.')
  }
  return seen
}

t.test('all rows come once, each page beginning with the last row of the one before', async t => {
  const list = new List(13)
  t.strictSame(await read(list), list.keys)
  t.strictSame(
    list.asked.map(({ offset }) => offset),
    [undefined, '4', '8', '12'].slice(0, list.asked.length),
  )
  t.match(list.asked[0], { sortby: 'articlenumber', sortorder: 'ascending', limit: '5' })
  t.strictSame(await read(new List(0)), [])
  t.strictSame(await read(new List(5)), new List(5).keys)
})

t.test('what leaves the list while it is read takes nothing else with it', async t => {
  for (const gone of [1, 2, 5, 8]) {
    const list = new List(23)
    const stays = list.keys.slice(gone)
    const seen = await read(list, page => {
      if (page === 2) list.keys.splice(0, gone)
    })
    t.strictSame(
      stays.filter(key => !seen.includes(key)),
      [],
      `${gone} rows left`,
    )
  }
})

t.test('what joins the list while it is read pushes nothing out of sight', async t => {
  for (const at of [0, 4, 8, 9, 10]) {
    const list = new List(23)
    const before = [...list.keys]
    const seen = await read(list, page => {
      if (page === 2) list.keys.splice(at, 0, 'new1', 'new2')
    })
    t.strictSame(
      before.filter(key => !seen.includes(key)),
      [],
      `two rows joined at ${at}`,
    )
  }
})

t.test('it goes on from any position, and through all lists', async t => {
  const list = new List(13)
  const positions: (Position | null)[] = []
  for await (const { next } of walk(list.client, of, null)) positions.push(JSON.parse(JSON.stringify(next)))
  t.equal(positions.at(-1), null)
  t.strictSame(await read(list, undefined, positions[1]!), list.keys.slice(9))
  const parts: number[] = []
  for await (const { part } of walk(list.client, { ...of, parts: [{}, { filter: 'inactive' }] }, null)) parts.push(part)
  t.equal(parts.at(-1), 1)
})

t.test('a list that gives the same page whatever is asked for is no list that ended', async t => {
  for (const count of [8, 13]) {
    const list = new List(count)
    list.ignoresOffset = true
    await t.rejects(read(list), { kind: 'contract', code: 'endless' }, `of ${count}`)
  }
})

t.test('a page that has rows twice is not taken for more than it is', async t => {
  for (const count of [6, 7, 8, 13]) {
    const list = new List(count)
    list.doubles = 1
    t.strictSame([...new Set(await read(list))], list.keys, `${count} rows`)
  }
})

t.test('rows without numbers hide none of the others, and a page of nothing else is no page to go on from', async t => {
  for (const from of [0, 3, 4, 5, 8, 9, 12]) {
    for (const count of [1, 2, 3]) {
      const list = new List(13)
      list.numberless = { from, count }
      const seen = await read(list)
      const others = list.keys.filter((_, n) => n < from || n >= from + count)
      t.strictSame([...new Set(seen)].filter(key => key !== 'undefined').toSorted(), others.toSorted())
      t.ok(seen.includes('undefined'), `${count} from ${from} on`)
    }
  }
  const list = new List(23)
  for (const [from, count] of [
    [0, 23],
    [5, 12],
    [17, 5],
  ] as const) {
    list.numberless = { from, count }
    await t.rejects(read(list), { kind: 'contract', code: 'no_numbers', message: /whole page of its articles/ })
  }
})
