// What the thoughtless and the malicious send to an API.
import fc from 'fast-check'

/** A part of an OpenAPI document. */
export type Schema = Readonly<Record<string, unknown>>

const nasty = [
  ...["'; DROP TABLE orders; --", "' OR 1=1 --", '%', '_', '\\', '"', '\u0000', '\u001b[31m', 'a\r\nSet-Cookie: a=b'],
  ...['../../etc/passwd', '..%2f..%2f', '<script>alert(1)</script>', '{{7*7}}', '😀', '\u202e', 'İ', ' ', ''],
  ...['2026-02-30', '0000-00-00', '-1', '1e309', 'NaN', '9'.repeat(40), '00000000-0000-4000-8000-000000000000'],
  ...['http://127.0.0.1:1/', 'file:///etc/passwd', 'x'.repeat(5_000), '* * * * *', '99 99 * * *', 'Mars/Olympus'],
]

const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }), fc.string())

const junk: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(null, true, -1, 0, 1e308, 2 ** 53, [], {}, [[]], { $gt: '' }, { toString: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values of about the schema's shape, with parts that are wrong, missing or too many. */
export function shapedBy(schema: Schema, schemas: Record<string, Schema>): fc.Arbitrary<unknown> {
  const of = (inner: unknown) => shapedBy(inner as Schema, schemas)
  const { $ref, anyOf, items, properties, enum: allowed } = schema
  if (typeof $ref === 'string') return of(schemas[$ref.split('/').at(-1)!])
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(of), junk)
  if (Array.isArray(allowed)) return fc.oneof(fc.constantFrom(...allowed), junk)
  if (items !== undefined) return fc.oneof({ weight: 3, arbitrary: fc.array(of(items), { maxLength: 4 }) }, junk)
  if (properties === undefined) return junk
  const known = Object.entries(properties as Record<string, Schema>).map(([name, one]) => [
    name,
    fc.oneof(of(one), junk),
  ])
  const shaped = fc.record({ ...Object.fromEntries(known), [nasty[0]!]: junk }, { requiredKeys: [] })
  return fc.oneof({ weight: 6, arbitrary: shaped }, junk)
}

/** What is right, by the name of a member or a parameter. */
export type Given = Readonly<Record<string, unknown>>

/** What the schema allows: no more than it must hold, and what is given. */
export function rightBy(schema: Schema, schemas: Record<string, Schema>, given: Given): unknown {
  const { $ref, anyOf, oneOf, properties, required = [], enum: allowed, format, minimum } = schema
  if (typeof $ref === 'string') return rightBy(schemas[$ref.split('/').at(-1)!]!, schemas, given)
  const choice = anyOf ?? oneOf
  if (Array.isArray(choice)) return rightBy(choice[0], schemas, given)
  if (properties !== undefined) {
    const members = Object.entries(properties as Record<string, Schema>)
      .filter(([name]) => (required as readonly string[]).includes(name) || given[name] !== undefined)
      .map(([name, one]) => [name, given[name] ?? rightBy(one, schemas, given)])
    return Object.fromEntries(members)
  }
  if (Array.isArray(allowed)) return allowed[0]
  if (schema['type'] === 'array') return []
  if (schema['type'] === 'integer') return minimum ?? 1
  return format === 'date' ? '2026-11-01' : format === 'date-time' ? '2026-11-01T00:00:00Z' : '2026-11'
}

/** The right one, with a part of it wrong, missing or too much. */
function nearly(right: unknown): fc.Arbitrary<unknown> {
  if (typeof right !== 'object' || right === null || Array.isArray(right)) return fc.oneof(fc.constant(right), junk)
  const members = Object.entries(right).map(([name, value]) => {
    const arbitrary = fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: junk })
    return [name, arbitrary] as const
  })
  return fc.record(Object.fromEntries(members), { requiredKeys: [] })
}

/** Bodies as they are sent. */
export const bodyOf = (
  schema: Schema | undefined,
  schemas: Record<string, Schema>,
  given: Given,
): fc.Arbitrary<string | undefined> =>
  schema === undefined
    ? fc.oneof(fc.constant(undefined), junk.map(toJson))
    : fc.oneof(
        { weight: 3, arbitrary: nearly(rightBy(schema, schemas, given)).map(toJson) },
        { weight: 3, arbitrary: shapedBy(schema, schemas).map(toJson) },
        fc.constantFrom(...broken),
      )

const toJson = (value: unknown): string => JSON.stringify(value) ?? 'null'

const broken = [
  ...[undefined, '', '{', 'null', '"', '{"a":', '\ufeff{}', '{"a":1,"a":2}', '['.repeat(20_000), '9'.repeat(5_000)],
  ...['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}', `"${'x'.repeat(2_000_000)}"`],
]

/** Mostly the right one; else another, or what is no id. */
export const placeOf = (right: string, others: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, fc.constantFrom(right, ...others), text)

/** A few of the parameters, each with what is right, or not. */
export function queryOf(
  parameters: Readonly<Record<string, Schema>>,
  schemas: Record<string, Schema>,
): fc.Arbitrary<Record<string, string>> {
  const known = Object.entries(parameters).map(([name, schema]) => {
    const right = String(rightBy(schema, schemas, {}))
    return fc.tuple(fc.constant(name), fc.oneof({ weight: 2, arbitrary: fc.constant(right) }, text))
  })
  const one = fc.oneof(...known.map(arbitrary => ({ weight: 5, arbitrary })), fc.tuple(text, text))
  return fc.oneof(
    fc.constant({}),
    fc.array(one, { maxLength: 3 }).map(pairs => Object.fromEntries(pairs)),
  )
}
