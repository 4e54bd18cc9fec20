// What plugins, migrations and hands in a database have done to single orders, as text: not all of it could be made of values.

type Spoil = (json: string) => string

const replace = (pattern: RegExp, by: string): Spoil => {
  return json => json.replace(pattern, () => by)
}
const put = (name: string, value: string): Spoil =>
  replace(new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*"|null|-?[\\d.]+|\\{[^}]*\\})`), `"${name}":${value}`)
const addMeta = (key: string, value: string): Spoil =>
  replace(/"meta_data":\[/, `"meta_data":[{"id":1,"key":${JSON.stringify(key)},"value":${value}},`)
const nest = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const megabytes = (count: number) => `"${'x'.repeat(count * 1024 * 1024)}"`

/** Why each is set aside. */
export const refused: Readonly<Record<string, readonly [Spoil, RegExp]>> = {
  'no list of lines': [
    replace(/"line_items":\[/, '"line_items":"none","lines":['),
    /line_items: is a text where a list is needed/,
  ],
  'an address that is a list': [put('billing', '[]'), /^billing: is a list where an object is needed/],
  'no refunds at all': [replace(/"refunds":\[/, '"refunds":null,"y":['), /^refunds: /],
  'a total that is no number': [put('total', '"NaN"'), /^total: is not a decimal number/],
  'a total beyond all sums': [put('total', '1e30'), /^total: is not a decimal number/],
  'a total beyond all numbers': [put('total', '1e400'), /^total: /],
  'no total': [put('total', '""'), /^total: is not a decimal number/],
  'a quantity beyond all stores': [put('quantity', '1e30'), /quantity: is not a decimal number/],
  'a currency of its own': [put('currency', '"kr"'), /^currency: is not a currency code/],
  'the year 0': [put('date_created_gmt', '"0000-00-00T00:00:00"'), /^createdAt: /],
  'a year before all years': [put('date_modified_gmt', '"-0001-11-30T00:00:00"'), /^modifiedAt: /],
  'a date as a number': [put('date_paid_gmt', '20261110'), /^paidAt: /],
  'the year 9999': [put('date_paid_gmt', '"9999-12-31T23:59:59"'), /^paidAt: is not a date a shop can have/],
  'a novel for a note': [put('customer_note', megabytes(2)), /^customerNote: is too large or too long/],
  'no end of nesting': [addMeta('deep', nest(50_000)), /nested too deeply/],
  'null in its place': [() => 'null', /^The record is empty where an object is needed/],
  'a number in its place': [() => '7', /^The record is a number where an object is needed/],
  'no id': [replace(/"id":\d+,/, ''), /^id: /],
  'an id beyond all ids': [put('id', '1e20'), /^id: /],
}

/** What is odd and fits all the same: what the order then shows. */
export const odd: Readonly<Record<string, readonly [Spoil, object]>> = {
  'its id as text': [json => json.replace(/"id":(\d+)/, '"id":"$1"'), {}],
  'a status that every object has': [
    put('status', '"constructor"'),
    { externalStatus: 'constructor', status: 'other' },
  ],
  'keys of prototypes': [
    replace(/^\{/, '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
    {},
  ],
  'meta named as every object’s own': [addMeta('toString', '"v"'), { meta: { toString: 'v' } }],
  'NUL and half an emoji in a name': [
    put('last_name', '"a\\u0000b \\ud83d"'),
    { billing: { name: /a\uFFFDb \uFFFD$/ } },
  ],
  'NUL and half an emoji in a key': [addMeta('k\0\ud800', '"\\udc00"'), { meta: { 'k\uFFFD\uFFFD': '\uFFFD' } }],
  'a total as large as can be': [
    put('total', '"99999999999999.99"'),
    { total: '99999999999999.99', moneyWarning: /./ },
  ],
  'a number of 5,000 digits': [put('number', `"${'9'.repeat(5_000)}"`), {}],
  'ten megabytes of meta': [addMeta('blob', megabytes(10)), {}],
  'a thousand levels of meta': [addMeta('deep', nest(1_000)), {}],
}
