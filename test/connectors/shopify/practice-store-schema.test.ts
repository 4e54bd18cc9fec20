import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql'
import t from 'tap'
import { requestedCost, weightOf } from '../../../connectors/shopify/practice-store/cost.ts'
import { adminSchema, schemaFile } from '../../../connectors/shopify/practice-store/schema.ts'

const folder = join(import.meta.dirname, '../../fixtures/shopify/queries')
const queries = new Map(
  readdirSync(folder).map(name => [name.replace('.graphql', ''), readFileSync(join(folder, name), 'utf8')]),
)

t.test('the schema is the file that Shopify publishes', async t => {
  const sum = createHash('sha256').update(readFileSync(schemaFile())).digest('hex')
  t.equal(sum, 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593')
  t.equal(Object.keys(adminSchema().getQueryType()?.getFields() ?? {}).length, 288)
})

t.test('it takes whatever fits it, and nothing that is deprecated in it', async t => {
  const rules = [...specifiedRules, NoDeprecatedCustomRule]
  const complaints = (text: string) => validate(adminSchema(), parse(text), rules).map(({ message }) => message)
  t.ok(queries.size >= 30)
  for (const [name, text] of queries) t.strictSame(complaints(text), [], name)
  t.match(complaints('{ shop { nonsense } }'), [/Cannot query field "nonsense"/])
  t.match(complaints('{ orders(first: 1) { nodes { totalPrice } } }'), [/deprecated/])
})

t.test('a page costs what recorded pages of its kind cost', async t => {
  t.strictSame([0, 1, 3, 5, 10, 20, 50, 100, 250].map(weightOf), [0, 1, 2, 3, 4, 5, 7, 9, 11])
  const recorded = {
    '02b_orders_full_page': [506, 590, 758, 926],
    '02_orders_page': [314, 366, 470, 574],
    '05_products_page': [236, 275, 353, 431],
    '06_product_variants_more': [56, 65, 83, 101],
    '07_customers_page': [68, 79, 101, 123],
    '08_inventory_page': [116, 135, 173, 211],
  }
  for (const [name, costs] of Object.entries(recorded)) {
    const document = parse(queries.get(name)!)
    t.strictSame(
      [25, 50, 100, 250].map(first => requestedCost(adminSchema(), document, { first })),
      costs,
      name,
    )
  }
  t.equal(requestedCost(adminSchema(), parse(queries.get('15_inventory_set')!), {}), 10, 'a mutation')
})
