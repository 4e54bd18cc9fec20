import t from 'tap'
import { z } from 'zod'
import { RefusedError } from '../../src/records/refusal.ts'
import { Instant } from '../../src/sdk/canonical/values.ts'

const Shape = z.object({
  id: z.union([z.string(), z.number()]),
  name: z.string().max(3),
  at: Instant,
  status: z.enum(['on', 'off']),
  lines: z.array(z.object({ total: z.number() })),
})
const whole = { id: 1, name: 'abc', at: '2026-01-01T00:00:00Z', status: 'on', lines: [] }

const refuse = (value: unknown) => new RefusedError(Shape.safeParse(value).error?.issues ?? []).message

t.test('each thing that does not fit is said once, in words', async t => {
  const said = {
    'The record is empty where an object is needed': null,
    'The record is a text where an object is needed': 'no record',
    'id: is of a kind that we do not know': { ...whole, id: [] },
    'name: is missing': { ...whole, name: undefined },
    'name: is empty where a text is needed': { ...whole, name: null },
    'name: is too large or too long: at most 3 is allowed': { ...whole, name: 'abcd' },
    'at: is no date': { ...whole, at: '-0001-11-30T00:00:00' },
    'at: is not a date a shop can have': { ...whole, at: '0001-01-01T00:00:00Z' },
    'status: is none of on, off': { ...whole, status: 'new' },
    'lines: is a text where a list is needed': { ...whole, lines: 'none' },
    'lines.1.total: is no number where a number is needed': { ...whole, lines: [{ total: 1 }, { total: Number.NaN }] },
  }
  for (const [words, value] of Object.entries(said)) t.equal(refuse(value), words)
})

t.test('of very many only some are said, and that there are more', async t => {
  t.match(
    refuse({ ...whole, lines: Array.from({ length: 9 }, () => ({})) }),
    /^lines\.0\.total: .*lines\.4.*\(and 4 more\)$/,
  )
})
