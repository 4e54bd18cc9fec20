type Shown = Readonly<Record<string, unknown>>

/**
 * `_fields`: the record's own order, unknown names ignored, `billing.email` reaches into an object but `line_items.id`
 * drops the whole list. Lists lose `_links`, single answers keep it.
 */
export function pickFields(record: Shown, fields: readonly string[], dropped: readonly string[] = []): Shown {
  const picked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    if (dropped.includes(name) && !fields.includes(name)) continue
    const whole = fields.includes(name) || (name === '_links' && dropped.length === 0)
    const inner = fields.filter(field => field.startsWith(`${name}.`)).map(field => field.slice(name.length + 1))
    if (whole) picked[name] = value
    else if (inner.length > 0 && isObject(value)) picked[name] = pickFields(value, inner, ['_links'])
  }
  return picked
}

const isObject = (value: unknown): value is Shown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
