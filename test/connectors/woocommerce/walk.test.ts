import fc from 'fast-check'
import t from 'tap'
import { idOf, type List } from '../../../connectors/woocommerce/rows.ts'
import { walkList } from '../../../connectors/woocommerce/walk.ts'
import { ConnectorError } from '../../../src/sdk/index.ts'
import { ListModel } from './list-model.ts'

async function walk(list: List, perPage = 5): Promise<{ ids: number[]; rows: unknown[] }> {
  const rows: unknown[] = []
  for await (const stretch of walkList(list, undefined, perPage)) rows.push(...stretch.rows)
  return { rows, ids: rows.flatMap(row => idOf(row) ?? []) }
}

function filled(count: number): ListModel {
  const model = new ListModel()
  for (let id = 1; id <= count; id += 1) model.add(id * 10)
  return model
}

const edit = fc.oneof(
  fc.record({ kind: fc.constantFrom('trash', 'remove', 'restore', 'touch', 'hide'), at: fc.nat(80) }),
  fc.record({ kind: fc.constantFrom('create', 'join'), at: fc.nat(800) }),
)
type Edit = { kind: string; at: number }

/** Applies one edit; tells which row did not stay as it was. */
function apply(model: ListModel, { kind, at }: Edit): number | null {
  const row = [...model.rows.values()][at % Math.max(1, model.rows.size)]
  const id = kind === 'create' ? 10_000 + model.rows.size * 10 + at : at * 10 + 1
  if ((kind === 'create' || kind === 'join') && !model.rows.has(id)) model.add(id)
  if (kind === 'create' || kind === 'join' || kind === 'touch' || row === undefined) return null
  if (kind === 'remove') model.rows.delete(row.id)
  else if (kind === 'hide') row.hidden = true
  else row.trashed = kind === 'trash'
  return row.id
}

t.test('every row that stays in the list is read, whatever is edited meanwhile', async t => {
  const scripts = fc.array(fc.array(edit, { maxLength: 8 }), { maxLength: 25 })
  const property = fc.asyncProperty(
    fc.integer({ min: 0, max: 80 }),
    fc.boolean(),
    scripts,
    async (count, hpos, script) => {
      const model = filled(count)
      model.hpos = hpos
      const stayed = new Set(model.rows.keys())
      let step = 0
      model.meanwhile = () => {
        for (const one of script[step] ?? []) {
          const left = apply(model, one)
          if (left !== null) stayed.delete(left)
        }
        step += 1
      }
      const read = new Set((await walk(model.list())).ids)
      for (const id of stayed) if (!read.has(id)) throw new Error(`row ${id} was lost`)
    },
  )
  await t.resolves(fc.assert(property, { numRuns: 400 }), 'nothing was lost')
})

t.test('a walk that is killed after any page goes on without loss', async t => {
  const scripts = fc.array(fc.array(edit, { maxLength: 5 }), { maxLength: 25 })
  const property = fc.asyncProperty(scripts, fc.array(fc.boolean(), { minLength: 30 }), async (script, kills) => {
    const model = filled(70)
    const stayed = new Set(model.rows.keys())
    let step = 0
    model.meanwhile = () => {
      for (const one of script[step] ?? []) stayed.delete(apply(model, one) ?? 0)
      step += 1
    }
    const read = new Set<number>()
    let place = { lastId: 0, offset: 0 }
    let ended = false
    for (let life = 0; !ended; life += 1) {
      let page = 0
      for await (const { rows, lastId, offset, ended: over } of walkList(model.list(), place, 5)) {
        for (const row of rows) read.add(idOf(row) ?? 0)
        place = { lastId, offset }
        ended = over
        if (kills[life * 3 + page++] === true) break
      }
    }
    for (const id of stayed) if (!read.has(id)) throw new Error(`row ${id} was lost`)
  })
  await t.resolves(fc.assert(property, { numRuns: 150 }), 'nothing was lost')
})

t.test('long stretches of hidden rows neither end the walk nor hold it up, while rows leave the list', async t => {
  const hidden = fc.array(fc.tuple(fc.nat(60), fc.nat(25)), { maxLength: 3 })
  const leaving = fc.array(fc.array(fc.nat(60), { maxLength: 2 }), { maxLength: 25 })
  const property = fc.asyncProperty(hidden, leaving, fc.boolean(), async (stretches, script, hpos) => {
    const model = filled(60)
    model.hpos = hpos
    const rows = [...model.rows.values()]
    for (const [from, length] of stretches) for (const row of rows.slice(from, from + length)) row.hidden = true
    const stayed = new Set(rows.filter(row => !row.hidden).map(row => row.id))
    let step = 0
    model.meanwhile = () => {
      for (const at of script[step] ?? []) {
        model.rows.delete((at + 1) * 10)
        stayed.delete((at + 1) * 10)
      }
      step += 1
    }
    const read = new Set((await walk(model.list())).ids)
    for (const id of stayed) if (!read.has(id)) throw new Error(`row ${id} was lost`)
  })
  await t.resolves(fc.assert(property, { numRuns: 300 }), 'nothing was lost')
})

t.test('a quiet list is read once, in order, with one request for each page less its overlap', async t => {
  const model = filled(937)
  const { ids } = await walk(model.list(), 100)
  t.strictSame(
    ids,
    [...model.rows.keys()].sort((one, other) => one - other),
  )
  t.equal(model.requests, 10)
})

t.test('an empty list takes one request', async t => {
  const model = new ListModel()
  t.strictSame((await walk(model.list())).ids, [])
  t.equal(model.requests, 1)
})

t.test('rows that are no records are passed on as they are', async t => {
  const list: List = async query => {
    const all = [null, { id: 1 }, 'text', { id: 2 }, { id: 'x' }, { id: 3 }, [], { id: 4 }]
    return { rows: all.slice(Number(query['offset']), Number(query['offset']) + 5), total: all.length }
  }
  const { rows } = await walk(list)
  for (const odd of [null, 'text', { id: 'x' }, []]) t.has(rows, [odd].slice(1), 'taken')
  t.ok(rows.includes(null) && rows.includes('text'))
  t.strictSame(
    rows.flatMap(row => idOf(row) ?? []),
    [1, 2, 3, 4],
  )
})

t.test('a list of nothing but what is no record ends', async t => {
  const list: List = async query => {
    const all = Array.from({ length: 23 }, (_, at) => `row ${at}`)
    return { rows: all.slice(Number(query['offset']), Number(query['offset']) + 5), total: all.length }
  }
  const { rows } = await walk(list)
  t.equal(new Set(rows).size, 23)
})

t.test('a row that the store gives twice on a page is passed once', async t => {
  const list: List = async () => ({ rows: [{ id: 1 }, { id: 1 }, { id: 2 }, { id: 1 }], total: 2 })
  t.strictSame((await walk(list)).ids, [1, 2])
})

t.test('a list that is not sorted by id is refused, since nobody could tell what is missing', async t => {
  const list: List = async () => ({ rows: [{ id: 5 }, { id: 3 }], total: 2 })
  await t.rejects(walk(list), { kind: 'contract', code: 'unsorted' })
})

t.test('a total that is behind the list, as caches tell it, hides no row', async t => {
  for (const count of [1, 5, 6, 13, 25]) {
    for (const told of [0, 1, count - 1]) {
      const list: List = async query => ({ ...(await filled(count).list()(query)), total: told })
      t.equal((await walk(list)).ids.length, count, `${told} told, ${count} there`)
    }
  }
})

t.test('a server that gives the same page for whatever is asked does not keep the walk for ever', async t => {
  const list: List = async () => ({ rows: [10, 20, 30, 40, 50].map(id => ({ id })), total: 5 })
  t.equal((await walk(list)).ids.length, 5)
})

t.test('a list without a total is refused', async t => {
  await t.rejects(
    walk(async () => ({ rows: [], total: null })),
    { kind: 'contract', code: 'no_total' },
  )
})

t.test(
  'where an answer is too large, its rows are read in smaller ones, and one too large alone is set aside',
  async t => {
    const model = filled(60)
    const plain = model.list()
    const large = new Set([70, 300])
    let refused = 0
    const list: List = async query => {
      const answer = await plain(query)
      const weight = query['_fields'] === 'id' ? 0 : answer.rows.reduce<number>((sum, row) => sum + weigh(row), 0)
      if (weight <= 8) return answer
      refused += 1
      throw new ConnectorError('contract', 'The answer is too large.', { code: 'too_large', remedy: '' })
    }
    const weigh = (row: unknown): number => (large.has(idOf(row) ?? 0) ? 20 : 1)
    const { rows, ids } = await walk(list, 20)
    t.strictSame(
      ids,
      [...model.rows.keys()].sort((one, other) => one - other),
    )
    t.strictSame(rows.filter(row => 'koppla_unread' in (row as object)).map(idOf), [70, 300])
    t.ok(refused > 2)
  },
)
