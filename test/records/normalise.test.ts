import t from 'tap'
import { normalise, normaliseInTurns } from '../../src/records/normalise.ts'
import { createTinyStore, type TinyOrder, tinyFacts, tinyOrders } from '../support/tiny-store.ts'

const store = createTinyStore(3)
const [one, two, three] = [...store.orders.values()]

t.test('a record that does not fit is set aside with its path and what is allowed; its neighbours go on', async t => {
  const raws = [one, { ...two, total: 'NaN' }, { ...three, lines: 'none' }, null, 'text', { id: 9 }]
  const { records, rejections } = normalise(tinyOrders, tinyFacts, raws)
  t.same(
    records.map(record => record.externalId),
    ['1'],
  )
  t.match(rejections, [
    { key: '2', externalId: '2', reason: 'total: is not a decimal number such as 12.50', raw: /"total":"NaN"/ },
    { key: '3', reason: 'lines: is a text where a list is needed' },
    { externalId: null, reason: 'The record is empty where an object is needed', raw: 'null' },
    { externalId: null, raw: '"text"' },
    { key: '9', reason: /status: is missing; created: is missing/ },
  ])
})

t.test('a map that throws sets aside the record alone, without a stack', async t => {
  const { records, rejections } = normalise(tinyOrders, tinyFacts, [{ ...one, status: 'explode' }, two])
  t.equal(records.length, 1)
  t.same(
    rejections.map(({ key, reason }) => ({ key, reason })),
    [{ key: '1', reason: 'The record could not be understood: boom' }],
  )
})

t.test('what is not a record is neither stored nor set aside', async t => {
  t.same(normalise(tinyOrders, tinyFacts, [{ ...one, status: 'draft' }]), { records: [], rejections: [] })
})

t.test('an id that comes twice on a page counts once: the newest, whatever the order', async t => {
  const newer = { ...one!, modified: '2099-01-01T00:00:00Z', status: 'new' }
  for (const raws of [
    [one, newer],
    [newer, one],
  ]) {
    const { records } = normalise(tinyOrders, tinyFacts, raws)
    t.match(records, [{ record: { externalStatus: 'new' } }])
    t.equal(records.length, 1)
  }
})

t.test('a valid reading after a refused one of the same id counts, and the other way round', async t => {
  const bad = { ...one, total: 'x' }
  t.match(normalise(tinyOrders, tinyFacts, [bad, one]), { records: [{ externalId: '1' }], rejections: [] })
  t.match(normalise(tinyOrders, tinyFacts, [one, bad]), { records: [], rejections: [{ key: '1' }] })
})

t.test('a line that is there twice sets the order aside', async t => {
  const [line] = one!.lines
  const { rejections } = normalise(tinyOrders, tinyFacts, [{ ...one, lines: [line, line] }])
  t.match(rejections, [{ reason: /lines: product 11 is there twice/ }])
})

t.test('a record that is nested without end is set aside', async t => {
  let nested: unknown = 1
  for (let depth = 0; depth < 100_000; depth++) nested = [nested]
  const { records, rejections } = normalise(tinyOrders, tinyFacts, [{ ...one, note: nested }, two])
  t.match(rejections, [{ externalId: '1' }])
  const meta = { ...tinyOrders, import: { ...tinyOrders.import!, map: deepened(nested) } }
  t.match(normalise(meta, tinyFacts, [one]).rejections, [{ reason: 'The record is nested too deeply.' }])
  t.equal(records.length, 1)
})

const deepened = (deep: unknown) => (raw: TinyOrder) => ({ ...tinyOrders.import!.map(raw, tinyFacts)!, meta: { deep } })

t.test('NULs and half surrogate pairs are replaced in the record and kept in the raw payload', async t => {
  const { records } = normalise(tinyOrders, tinyFacts, [{ ...one, note: 'a\0b\uD83D' }])
  t.match(records, [{ record: { customerNote: 'a\uFFFDb\uFFFD' }, raw: /"note":"a\\u0000b\\ud83d"/ }])
})

t.test('an id that cannot be told, or is absurd, leaves a key that is the same each time', async t => {
  const entity = { ...tinyOrders, import: { ...tinyOrders.import!, idOf: () => 'x'.repeat(5_000) } }
  const [first, second] = [0, 1].map(() => normalise(entity, tinyFacts, [{ a: 1 }]).rejections[0])
  t.equal(first?.externalId, null)
  t.equal(first?.key, second?.key)
  const broken = {
    ...tinyOrders,
    import: {
      ...tinyOrders.import!,
      idOf: () => {
        throw new Error('no')
      },
    },
  }
  t.equal(normalise(broken, tinyFacts, [{ a: 1 }]).rejections[0]?.key, first?.key)
})

t.test('in turns a page comes out the same, and others get their turn meanwhile', async t => {
  const raws = [...createTinyStore(25).orders.values()]
  let [turns, done] = [0, false]
  const count = () => {
    turns += 1
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  t.same(await normaliseInTurns(tinyOrders, tinyFacts, raws), normalise(tinyOrders, tinyFacts, raws))
  done = true
  t.ok(turns >= 3)
})
