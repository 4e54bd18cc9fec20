import fc from 'fast-check'
import t from 'tap'
import { toDecimal, toMillionths } from '../../src/records/decimal.ts'
import { hashRecord } from '../../src/records/hash.ts'
import { searchText } from '../../src/records/search-text.ts'
import { cleanText, makeStorable } from '../../src/records/text.ts'
import { toSearchQuery } from '../../src/records/words.ts'

t.test('decimals are added up exactly, whatever floats would make of them', async t => {
  t.equal(toDecimal(toMillionths('0.1') + toMillionths('0.2')), '0.30')
  t.equal(toDecimal(toMillionths('-0.000001')), '-0.000001')
  t.equal(toDecimal(toMillionths('99999999999999.999999')), '99999999999999.999999')
  t.equal(toDecimal(toMillionths('12')), '12.00')
  t.equal(toDecimal(toMillionths('1.250000')), '1.25')
  t.equal(toDecimal(toMillionths('1.205')), '1.205')
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), n => toMillionths(toDecimal(n)) === n))
})

t.test('text that PostgreSQL refuses becomes U+FFFD, everything else stays', async t => {
  t.equal(cleanText('a\0b\uD800c'), 'a\uFFFDb\uFFFDc')
  const whole = { text: 'smörgås 🧀', list: [1, null, { a: true }] }
  t.equal(makeStorable(whole), whole, 'and what needs nothing is not copied')
  t.same(makeStorable('literal \\u0000'), 'literal \\u0000')
  t.same(makeStorable({ meta: { 'k\0': ['\uDFFFx', 2] } }), { meta: { 'k\uFFFD': ['\uFFFDx', 2] } })
})

t.test('the hash does not tell the order of meta, deletion and what the store derives; all else it tells', async t => {
  const record = {
    a: 1,
    deleted: false,
    meta: { x: 1, y: [{ b: 1, c: 2 }] },
    lines: [{ sku: 'A', name: 'n' }],
    part: { from: 1, to: 2 },
  }
  const same = {
    a: 1,
    deleted: true,
    meta: { y: [{ c: 2, b: 1 }], x: 1 },
    lines: [{ sku: 'B', name: 'n' }],
    part: { from: 9, to: 2 },
  }
  const derived = ['lines.sku', 'part.from']
  t.equal(hashRecord(record, derived), hashRecord(same, derived))
  t.not(hashRecord(record), hashRecord(same))
  t.not(hashRecord(record, derived), hashRecord({ ...record, lines: [{ sku: 'A', name: 'm' }] }, derived))
  t.not(hashRecord({ ...record, meta: { x: 1, y: [2, 3] } }), hashRecord(record))
  const shipment = { externalId: '1', parentExternalId: '2', modifiedAt: 'then' }
  t.equal(hashRecord(shipment), hashRecord({ ...shipment, modifiedAt: 'now' }), 'its parent was saved')
  t.not(hashRecord({ modifiedAt: 'then' }), hashRecord({ modifiedAt: 'now' }))
  t.same([record.deleted, record.lines], [false, [{ sku: 'A', name: 'n' }]], 'and the record is left alone')
})

t.test('what a person types finds the words of a record', async t => {
  const text = searchText(['Anna.Svensson@Example.se', 'Åke Östman AB', null], ['ABC-123/4', '+46 70-123 45 67'])
  const words = new Set(text.split(' '))
  const finds = (typed: string) =>
    toSearchQuery(typed)!
      .split(' & ')
      .every(word => [...words].some(one => one.startsWith(word.slice(0, -2))))
  for (const typed of ['anna', 'svensson@example', 'östm', 'abc-123', 'abc1234', '46701234567', 'ÅKE ab'])
    t.ok(finds(typed), typed)
  t.notOk(finds('bengt'))
  t.ok(
    searchText(['x'.repeat(5_000), 'a b '.repeat(5_000)]).length < 5_000,
    'and a huge text does not make a huge index',
  )
})
