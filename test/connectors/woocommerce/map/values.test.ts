import fc from 'fast-check'
import t from 'tap'
import {
  decimalOf,
  decodeEntities,
  instantOf,
  measureOf,
  negate,
} from '../../../../connectors/woocommerce/map/values.ts'
import { Decimal } from '../../../../src/sdk/index.ts'

t.test('money written as text is kept to the letter', async t => {
  for (const text of ['0', '0.00', '2279.46', '-20', '12.345', '107.4']) t.equal(decimalOf(text), text)
  t.equal(decimalOf(' 12.50 '), '12.50')
  t.equal(decimalOf('.5'), '0.5')
  t.equal(decimalOf(''), null)
  t.equal(decimalOf(null), null)
})

t.test('numbers become plain decimals', async t => {
  t.equal(decimalOf(143.20000000000002), '143.2')
  t.equal(decimalOf(25), '25')
  t.equal(decimalOf(100), '100')
  t.equal(decimalOf(0.0000001), '0')
  t.equal(decimalOf(-0), '0')
  t.equal(decimalOf(2008.035714), '2008.035714')
})

t.test('more than six places are rounded, half away from zero', async t => {
  t.equal(decimalOf('0.33333333'), '0.333333')
  t.equal(decimalOf('0.0000005'), '0.000001')
  t.equal(decimalOf('-0.0000005'), '-0.000001')
  t.equal(decimalOf('9.9999999'), '10')
  t.equal(decimalOf('-0.0000001'), '0')
})

t.test('what is no number is left for the schema to refuse', async t => {
  for (const text of ['NaN', '1e5', '12,50', 'gratis', '1 000'])
    t.notOk(Decimal.safeParse(decimalOf(text)).success, text)
  t.notOk(Decimal.safeParse(decimalOf(Number.NaN)).success)
  t.notOk(Decimal.safeParse(decimalOf(1e21)).success)
  t.equal(measureOf('ca 2 kg'), null, 'a measure that is none is left out')
})

t.test('every amount that a store can hold survives as text and as number', async t => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), hundredths => {
      const text = (hundredths / 100).toFixed(2)
      t.ok(Decimal.safeParse(decimalOf(text)).success)
      return decimalOf(text) === text && Number(decimalOf(hundredths / 100)) === hundredths / 100
    }),
    { numRuns: 200 },
  )
})

t.test('the sign is turned, and zero has none', async t => {
  t.equal(negate('-10.00'), '10.00')
  t.equal(negate('10'), '-10')
  t.equal(negate('0'), '0')
  t.equal(negate('-0.00'), '0.00')
})

t.test('GMT times come without a zone letter', async t => {
  t.equal(instantOf('2025-10-26T01:30:00'), '2025-10-26T01:30:00Z')
  t.equal(instantOf('2025-10-26T01:30:00+02:00'), '2025-10-26T01:30:00+02:00')
  t.equal(instantOf(''), null)
})

t.test('HTML entities are decoded once, and what is none is kept', async t => {
  t.equal(decodeEntities('Kafé &amp; te'), 'Kafé & te')
  t.equal(decodeEntities('&lt;b&gt; &quot;x&quot; &#039;y&#039; &#x2013; &#8211;'), '<b> "x" \'y\' – –')
  t.equal(decodeEntities('&amp;lt;'), '&lt;')
  const none = 'AT&T &okänd; &#0; &#1114112; &constructor; &toString;'
  t.equal(decodeEntities(none), none)
})
