type Filter = { [name: string]: Filter | true }

/**
 * `fields=items[entity_id,items[sku]],total_count` as Magento cuts an answer down to it. Two traps are kept: a list that
 * is empty becomes null once something of its rows was named, and a text that it cannot read leaves nothing at all.
 */
export function pickFields(body: unknown, fields: string | null): unknown {
  if (fields === null || typeof body !== 'object' || body === null) return body
  const filter = parse(fields)
  return filter ? apply(body, filter) : []
}

function parse(fields: string): Filter | null {
  if (fields === '' || /[^\w[\],]/.test(fields)) return null
  const stack: Filter[] = [{}]
  let name = ''
  for (const sign of `${fields},`) {
    if (/\w/.test(sign)) name += sign
    else {
      const top = stack.at(-1)
      if (!top) return null
      const inner = {}
      if (name) top[name] = sign === '[' ? inner : true
      if (name && sign === '[') stack.push(inner)
      if (sign === ']') stack.pop()
      name = ''
    }
  }
  return stack.length === 1 ? stack[0]! : null
}

function apply(value: object, filter: Filter): unknown {
  if (!Array.isArray(value)) return pick(value, filter)
  return value.length === 0 ? null : value.map(one => pick(one, filter))
}

function pick(value: object, filter: Filter): unknown {
  const kept = Object.entries(value).filter(([name, one]) => name in filter && one !== undefined)
  return Object.fromEntries(
    kept.map(([name, one]) => {
      const inner = filter[name]!
      return [name, typeof one === 'object' && one !== null && inner !== true ? apply(one, inner) : one]
    }),
  )
}
