import type { Test } from 'tap'
import type { AnyConnector } from '../../connector.ts'
import type { Entity } from '../../entity.ts'
import type { Field } from '../../fields.ts'

export function describesItself(t: Test, connector: AnyConnector): void {
  t.match(connector.id, /^[a-z][a-z0-9-]*$/, 'its id is lower-case kebab')
  t.match(connector.docsUrl, /^https:/, 'the documentation of its API is linked')
  t.ok(connector.rateLimit.concurrency >= 1, 'it may ask at all')
  describesFields(t, connector)
  describesAuthorization(t, connector)
  ordersChecks(t, connector)
  describesEntities(t, connector)
}

function describesFields(t: Test, connector: AnyConnector): void {
  const fields = Object.entries<Field>(connector.fields)
  for (const [key, { label, help, schema, initial, when, parts, choices = {} }] of fields) {
    t.ok(label !== '' && help !== '', `${key} has a label, and says where its value is found`)
    t.notOk(schema.safeParse('').success, `${key} refuses to be empty`)
    if (initial !== undefined) t.ok(schema.safeParse(initial).success, `${key} begins with a value that it takes`)
    if (parts) t.strictSame(Object.keys(choices), [initial], `${key} begins with the whole store`)
    const deciding: Field | undefined = connector.fields[when?.field ?? '']
    if (when) t.ok(deciding?.choices?.[when.is], `${key} is asked for with a choice that there is`)
  }
  t.ok(
    fields.some(([, { secret }]) => secret),
    'at least one field is secret',
  )
}

/** What is filled in passes through the browser. */
function describesAuthorization(t: Test, { authorization, fields }: AnyConnector): void {
  if (authorization === undefined) return
  const { label, needs, fills, app } = authorization
  t.ok(label !== '' && fills.length > 0, 'consent has words on its button, and fills something in')
  for (const key of [...needs, ...fills]) t.ok(fields[key], `${key}, which consent is about, is a field`)
  for (const key of fills) t.notOk(fields[key]?.secret, `${key}, which consent fills in, is no secret`)
  if (app)
    t.ok(
      [app.id, app.secret, app.at].every(key => needs.includes(key)),
      'the app is known by fields that consent needs',
    )
}

const groups = ['reachable', 'credentials', 'permission', 'entity', 'facts']

/** First whether it can be reached, then who asks, then the rest in whatever order. */
function ordersChecks(t: Test, { checks, entities }: AnyConnector): void {
  const ids = checks.map(check => check.id)
  t.equal(new Set(ids).size, ids.length, 'no two checks have one id')
  const ranks = ids.map(id => groups.indexOf(id.split('.')[0] ?? ''))
  t.notOk(ranks.includes(-1), `each check belongs to one of ${groups.join(', ')}`)
  t.ok(ranks[0] === 0 && ranks.includes(1), 'there are checks for reachable and credentials')
  const stages = ranks.map(rank => Math.min(rank, 2))
  t.strictSame(stages, [...stages].sort(), 'reachable comes first, then credentials, then the rest')
  for (const { entity } of checks) {
    if (entity !== undefined)
      t.ok(
        entities.some(({ name }) => name === entity),
        `the checked entity ${entity} exists`,
      )
  }
}

function describesEntities(t: Test, { entities }: AnyConnector): void {
  const names = (entities as readonly Entity[]).map(({ name }) => name)
  t.equal(new Set(names).size, names.length, 'no two entities have one name')
  for (const { name, import: imports } of entities as readonly Entity[]) {
    if (imports === undefined) continue
    t.equal(
      imports.sweep === undefined,
      imports.fingerprint === undefined,
      `${name} has a sweep exactly with a fingerprint`,
    )
    for (const odd of [null, undefined, 5, 'x', [], {}]) {
      t.equal(imports.idOf(odd), null, `${name}: what has no id is told as such`)
    }
    const other = imports.position.safeParse({ format: 'of another version' })
    t.notOk(other.success, `${name}: a position of another format is not taken for one`)
  }
}
