import t from 'tap'
import { createPracticeStore } from '../../../connectors/magento/practice-store/index.ts'
import { sign } from './ask-store.ts'

const store = createPracticeStore({ orders: 12 })

/** Status and text, as they come. */
function ask(path: string) {
  const url = new URL(`https://shop.example/rest/all/V1/${path}`)
  const authorization = sign({ method: 'GET', url, by: store.integrations.full, now: new Date(), oauth: {} })
  const headers = { host: url.host, authorization }
  const asked = { method: 'GET', url, path: url.pathname, query: url.searchParams, headers, body: '', at: 0 }
  const { status, body } = store.answer(asked)
  return { status, text: String(body) }
}
const PAGE = 'orders?searchCriteria%5BpageSize%5D=3'
const parsed = () => JSON.parse(ask(PAGE).text) as { items: Record<string, unknown>[]; total_count?: unknown }

t.test('one record is spoilt, and the others are not', async t => {
  const whole = parsed().items
  for (const [kind, pattern] of [
    ['wrongTypes', { updated_at: Number, items: 'none' }],
    ['nothing', null],
    ['yearZero', { updated_at: '0000-00-00 00:00:00' }],
    ['notANumber', { grand_total: 'NaN' }],
    ['nulCharacters', { customer_firstname: /\0/ }],
    ['missingKeys', { entity_id: 2, items: undefined }],
    ['nullLists', { items: null }],
    ['withoutId', { entity_id: undefined }],
  ] as const) {
    store.spoilRecord('orders', 2, kind)
    const [first, second, third] = parsed().items
    t.strictSame([first, third], [whole[0], whole[2]])
    t.match({ second }, { second: pattern }, kind)
  }
  store.spoilRecord('orders', 2, null)
  t.strictSame(parsed().items, whole, 'and it is whole again')
})

t.test('a record that kills takes its page along, and no other', async t => {
  const other = 'orders?searchCriteria%5BpageSize%5D=3&searchCriteria%5BcurrentPage%5D=2'
  for (const [kind, pattern] of [
    ['fatal', /^500 .*Internal Error/],
    ['cutOff', /^200 \{"items".*[^}]$/],
    ['silent', /^200 $/],
    ['webPage', /^200 <!doctype html>/],
  ] as const) {
    store.spoilRecord('orders', 2, kind)
    const { status, text } = ask(PAGE)
    t.match(`${status} ${text}`, pattern, kind)
    t.equal((JSON.parse(ask(other).text) as { items: object[] }).items.length, 3)
  }
  store.spoilRecord('orders', 2, null)
})

t.test('whole pages suffer', async t => {
  const of = (kind: Parameters<typeof store.spoilPages>[1]) => {
    store.spoilPages('orders', kind)
    return parsed()
  }
  t.equal(of('wrongTotals').total_count, 7)
  t.equal(of('textTotals').total_count, 'many')
  t.equal(of('noTotals').total_count, undefined)
  t.equal(of('duplicateIds').items.length, 4)
  t.strictSame(of('emptyList').items, [])
  t.equal(of('nullItems').items, null)
  t.notOk(Array.isArray(of('anObject').items))
  for (const kind of ['truncatedJson', 'nanInJson'] as const) t.throws(() => of(kind), SyntaxError)
  store.spoilPages('orders', null)
  t.equal(parsed().items.length, 3)
})
