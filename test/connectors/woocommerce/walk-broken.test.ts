import fc from 'fast-check'
import t from 'tap'
import { readByIds } from '../../../connectors/woocommerce/read-by-ids.ts'
import { idOf, type List } from '../../../connectors/woocommerce/rows.ts'
import { cutSpans } from '../../../connectors/woocommerce/spans.ts'
import { walkList } from '../../../connectors/woocommerce/walk.ts'
import { ConnectorError, type ErrorKind, whyUnread } from '../../../src/sdk/index.ts'
import { ListModel, stopped } from './list-model.ts'

async function walk(list: List, perPage = 100) {
  const rows: unknown[] = []
  for await (const stretch of walkList(list, undefined, perPage)) rows.push(...stretch.rows)
  const unread = rows.filter(row => whyUnread(row) !== null)
  return {
    ids: rows.filter(row => whyUnread(row) === null).flatMap(row => idOf(row) ?? []),
    unread: unread.flatMap(row => idOf(row) ?? []),
    places: new Set(unread.filter(row => idOf(row) === null).map(row => JSON.stringify(row))),
  }
}

function filled(count: number): ListModel {
  const model = new ListModel()
  for (let id = 1; id <= count; id += 1) model.add(id * 10)
  return model
}

const idsIn = (model: ListModel, ...broken: number[]) => [...model.rows.keys()].filter(id => !broken.includes(id))

t.test('a record that stops each answer it is in is set aside alone, wherever it stands', async t => {
  for (const at of [10, 50, 990, 1_000, 1_010, 1_020, 2_340]) {
    const model = filled(234)
    model.rows.get(at)!.stops = 'whole'
    const { ids, unread, places } = await walk(model.list())
    t.strictSame(ids, idsIn(model, at))
    t.strictSame([unread, places.size], [[at], 0])
    t.ok(model.requests <= 3 + 2 * Math.log2(100) + 8, `${model.requests} requests`)
  }
})

t.test('one that stops even a list of ids is set aside by its place', async t => {
  for (const at of [10, 50, 990, 1_000, 1_010, 1_020, 2_340]) {
    const model = filled(234)
    model.rows.get(at)!.stops = 'always'
    const { ids, unread, places } = await walk(model.list())
    t.strictSame(new Set(ids), new Set(idsIn(model, at)), `${at}: its neighbours are read`)
    t.strictSame([unread.length, places.size], [0, 1], 'it once')
    const place = at === 10 ? /first record of the list/ : RegExp(`^Record number 1 after the one with id ${at - 10} `)
    t.match(JSON.parse([...places][0]!).koppla_unread, place)
    t.ok(model.requests <= 120, `${model.requests} requests`)
  }
})

t.test('one that stops even a list of ids and is alone in it is not passed over', async t => {
  for (const hpos of [true, false]) {
    const model = filled(1)
    model.hpos = hpos
    model.rows.get(10)!.stops = 'always'
    t.equal((await walk(model.list())).places.size, 1)
  }
})

t.test('neighbours of broken records are read, whatever leaves and joins meanwhile', async t => {
  const broken = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('whole', 'always')), {
    maxLength: 3,
    selector: ([at]) => at,
  })
  const leaving = fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 1 }), { maxLength: 25 })
  let restless = 0
  await fc.assert(
    fc.asyncProperty(broken, leaving, fc.boolean(), async (stops, script, hpos) => {
      const model = filled(60)
      model.hpos = hpos
      for (const [at, how] of stops) model.rows.get(at * 10)!.stops = how as 'whole'
      const stayed = new Set(model.rows.keys())
      let step = 0
      model.meanwhile = () => {
        for (const at of script[step] ?? []) {
          model.rows.delete(at * 10)
          stayed.delete(at * 10)
          model.add(at * 10 + 1)
        }
        step += 1
      }
      try {
        const { ids, unread, places } = await walk(model.list(), 10)
        const read = new Set([...ids, ...unread])
        const placed = [...stayed].filter(id => !read.has(id))
        for (const id of placed) if (model.rows.get(id)!.stops !== 'always') throw new Error(`row ${id} was lost`)
        if (places.size < placed.length) throw new Error('a record was passed over in silence')
      } catch (error) {
        // Said aloud: the run waits and goes on where it stopped.
        if (!(error instanceof ConnectorError) || error.kind !== 'transient') throw error
        restless += 1
      }
    }),
    { numRuns: 400 },
  )
  t.ok(restless < 40, `${restless} of 400 could not be read for the edits`)
})

t.test('what fails once is asked again and set aside by nobody', async t => {
  const model = filled(150)
  const plain = model.list()
  const failing = new Set([1, 2, 4, 7, 9])
  let asked = 0
  const list: List = query => (failing.has(++asked) ? Promise.reject(stopped()) : plain(query))
  t.strictSame((await walk(list)).ids, idsIn(model))
})

t.test('a store that is down is asked three times, and no record is blamed', async t => {
  const model = filled(150)
  const plain = model.list()
  let asked = 0
  const list: List = query => (++asked > 1 ? Promise.reject(stopped()) : plain(query))
  await t.rejects(walk(list), { kind: 'transient', code: 'fatal_error' })
  t.equal(asked, 4)
})

t.test('a store that goes down while a page is halved blames no record either', async t => {
  for (let up = 1; up < 20; up += 1) {
    const model = filled(100)
    for (const row of model.rows.values()) row.stops = row.id === 500 ? 'whole' : null
    const plain = model.list()
    let asked = 0
    const list: List = query => (++asked > up ? Promise.reject(stopped()) : plain(query))
    const outcome = await walk(list).then(
      ({ unread }) => unread,
      error => (error as ConnectorError).kind,
    )
    t.ok(outcome === 'transient' || String(outcome) === '500', `down after ${up}: ${outcome}`)
  }
})

t.test('where more than a handful fails it is the store, and the requests are bounded', async t => {
  for (const stops of ['whole', 'always'] as const) {
    const model = filled(300)
    for (const row of model.rows.values()) if (row.id > 1_000) row.stops = stops
    await t.rejects(walk(model.list()), { kind: 'transient', code: 'fatal_error' })
    t.ok(model.requests < 60, `${model.requests} requests`)
  }
  const model = filled(100)
  for (const id of [10, 200, 500, 780, 1_000]) model.rows.get(id)!.stops = 'whole'
  t.strictSame((await walk(model.list())).unread, [10, 200, 500, 780, 1_000], 'five of a hundred are theirs')
})

t.test('what concerns the key, the pace or the whole site is never taken for a record’s doing', async t => {
  const cases: [ErrorKind, string, number][] = [
    ['auth', 'refused', 401],
    ['permission', 'not_allowed', 403],
    ['rate_limit', 'too_many_requests', 429],
    ['transient', 'maintenance', 503],
    ['transient', 'database_error', 500],
    ['transient', 'firewall', 503],
    ['contract', 'plain_permalinks', 200],
    ['contract', 'no_route', 404],
    ['transient', 'dns', 0],
  ]
  for (const [kind, code, status] of cases) {
    let asked = 0
    const list: List = () => {
      asked += 1
      return Promise.reject(new ConnectorError(kind, 'No.', { code, status, remedy: 'x' }))
    }
    await t.rejects(walk(list), { kind, code })
    await t.rejects(readByIds(list, [1, 2, 3]), { kind, code })
    t.equal(asked, 2, code)
  }
})

t.test('a store that asks to be left in peace is left in peace', async t => {
  let asked = 0
  const list: List = () => {
    asked += 1
    return Promise.reject(
      new ConnectorError('transient', 'Later.', { code: 'server_error', status: 503, retryAfterMs: 9, remedy: 'x' }),
    )
  }
  await t.rejects(walk(list), { code: 'server_error' })
  t.equal(asked, 1)
})

t.test('the reason says what the store said and what to do', async t => {
  const model = filled(3)
  model.rows.get(20)!.stops = 'whole'
  const [row] = await readByIds(model.list(), [20])
  t.match(
    whyUnread(row),
    /cannot be read.*stopped with a critical error \(HTTP 500\)\. Look in its log\. Then retry it/,
  )
})

t.test('a full read is cut elsewhere, or not at all, where the record to cut at stops the store', async t => {
  const model = new ListModel()
  for (let id = 1; id <= 100; id += 1) model.add(id, { created: 500_000 + id })
  model.rows.get(21)!.stops = 'always'
  const cuts: unknown[] = []
  for await (const cut of cutSpans(model.list(), { from: null, before: null }, 20)) cuts.push(cut)
  t.strictSame(cuts, [{ span: { from: null, before: null }, beyond: 0 }])
})
