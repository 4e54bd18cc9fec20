import { readFileSync } from 'node:fs'
import t from 'tap'
import { createPracticeStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import { askStore, type Json } from './ask-store.ts'

/** Keys in their order, and every JSON type seen at each path, in objects of real stores. */
interface Recorded {
  readonly keys: readonly string[]
  readonly shape: Readonly<Record<string, readonly string[]>>
}
const file = new URL('fixtures/shapes.json', import.meta.url)
const real: Record<string, Recorded> = JSON.parse(readFileSync(file, 'utf8'))

const store = createPracticeStore({ orders: 60, fulfillments: true })
const old = createPracticeStore({ orders: 60, version: '8.1' })
const list = (path: string, from = store) => askStore(from, path).body as Json[]

const noted = store.state.orders[4]!.id
store.addOrderNote(noted, { text: 'Spårning 123', toCustomer: true })
const refunded = store.state.orders.find(row => row.refunds.length > 1)!.id

const ours: Record<string, Json[]> = {
  order: list('orders?per_page=100'),
  'order of 8.1': list('orders?per_page=100', old),
  product: list('products?per_page=100'),
  variation: list('variations?per_page=100'),
  customer: list('customers?per_page=100'),
  refund: list(`orders/${refunded}/refunds`),
  category: list('products/categories?per_page=100'),
  note: list(`orders/${noted}/notes`),
}

/** Where the store may differ from the recordings: rooms that a seed does not fill, or fills with something else. */
const spare = /^(_links|meta_data|tags|brands|related_ids|shipping_lines\[\]\.meta_data|line_items\[\]\.meta_data)/

for (const [name, { keys, shape }] of Object.entries(real)) {
  t.test(`shows a real ${name}: the same keys in the same order, the same types`, async t => {
    for (const record of ours[name]!) t.same(Object.keys(record), keys)
    const seen = shapeOf(ours[name]!)
    for (const [path, types] of seen) {
      if (spare.test(path)) continue
      const known = shape[path]
      t.ok(known, `${path} exists in the real one`)
      for (const type of types) t.ok(known?.includes(type), `${path} may be ${type}`)
    }
    for (const path of Object.keys(shape)) {
      if (!spare.test(path) && path.split('.').length < 3) t.ok(seen.has(path), `${path} is shown`)
    }
  })
}

function shapeOf(records: readonly Json[]): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>()
  const walk = (path: string, value: unknown) => {
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
    seen.set(path, (seen.get(path) ?? new Set()).add(type))
    if (Array.isArray(value)) for (const one of value) walk(`${path}[]`, one)
    else if (value && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) walk(`${path}.${key}`, one)
  }
  for (const record of records) for (const [key, value] of Object.entries(record)) walk(key, value)
  return seen
}
