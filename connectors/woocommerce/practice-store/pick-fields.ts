type Shown = Readonly<Record<string, unknown>>

/**
 * `_fields`: the record's own order, unknown names ignored, `billing.email` reaches into an object but `line_items.id`
 * drops the whole list. Lists lose `_links`, single answers keep it.
 */
export function makePicker(fields: readonly string[], options: { readonly single: boolean }): (record: Shown) => Shown {
  const inner = new Map<string, (record: Shown) => Shown>()
  for (const [name, parts] of Map.groupBy(fields, field => field.split('.', 1)[0]!)) {
    const rest = parts.map(part => part.slice(name.length + 1))
    inner.set(name, rest.includes('') ? whole : makePicker(rest, { single: false }))
  }
  if (options.single) inner.set('_links', whole)
  return record => {
    const picked: Record<string, unknown> = {}
    for (const name in record) {
      const pick = inner.get(name)
      const value = record[name]
      if (pick === whole) picked[name] = value
      else if (pick && isObject(value)) picked[name] = pick(value)
    }
    return picked
  }
}

const whole = (record: Shown): Shown => record

const isObject = (value: unknown): value is Shown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
