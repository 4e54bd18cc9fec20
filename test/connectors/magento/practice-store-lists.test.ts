import t from 'tap'
import { createPracticeStore, type StoreOptions } from '../../../connectors/magento/practice-store/index.ts'
import { askStore } from './ask-store.ts'
import { readFixture } from './replayed.ts'

interface Row {
  readonly entity_id: number
  readonly updated_at: string
  readonly created_at: string
  readonly store_id: number
  readonly status: string
}
interface Listed {
  readonly items: readonly Row[] | null
  readonly search_criteria: object
  readonly total_count: number
}
type Filter = readonly [field: string, conditionType: string, value: string]
interface Wanted {
  readonly groups?: readonly (readonly Filter[])[]
  readonly sorts?: readonly (readonly [string, 'ASC' | 'DESC'])[]
  readonly pageSize?: number
  readonly currentPage?: number
  readonly fields?: string
}

/** `searchCriteria` by hand, as a client has to write it. */
function write({ groups = [], sorts = [], pageSize, currentPage, fields }: Wanted): string {
  const parts: [string, string | number][] = [['searchCriteria', '']]
  groups.forEach((group, i) => {
    group.forEach(([field, conditionType, value], j) => {
      const at = `searchCriteria[filterGroups][${i}][filters][${j}]`
      parts.push([`${at}[field]`, field], [`${at}[conditionType]`, conditionType], [`${at}[value]`, value])
    })
  })
  sorts.forEach(([field, direction], i) => {
    const at = `searchCriteria[sortOrders][${i}]`
    parts.push([`${at}[field]`, field], [`${at}[direction]`, direction])
  })
  if (pageSize !== undefined) parts.push(['searchCriteria[pageSize]', pageSize])
  if (currentPage !== undefined) parts.push(['searchCriteria[currentPage]', currentPage])
  if (fields !== undefined) parts.push(['fields', fields])
  return parts.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

const store = createPracticeStore({ orders: 130 })
const list = (wanted: Wanted = {}, path = 'orders', from = store) =>
  askStore(from, `${path}?${write(wanted)}`).body as Listed
const idsOf = ({ items }: Listed) => items!.map(row => row.entity_id)
const all = list().items!
const matching = (keep: (row: Row) => boolean) => all.filter(keep).map(row => row.entity_id)

t.test('every condition decides as MySQL does, and an unknown one as eq', async t => {
  const id = 40
  const date = all[60]!.updated_at
  const cases: readonly (readonly [string, Filter, (row: Row) => boolean])[] = [
    ['eq', ['entity_id', 'eq', '40'], row => row.entity_id === id],
    ['neq', ['entity_id', 'neq', '40'], row => row.entity_id !== id],
    ['gt', ['entity_id', 'gt', '40'], row => row.entity_id > id],
    ['gteq', ['entity_id', 'gteq', '40'], row => row.entity_id >= id],
    ['lt', ['entity_id', 'lt', '40'], row => row.entity_id < id],
    ['lteq', ['entity_id', 'lteq', '40'], row => row.entity_id <= id],
    ['from', ['entity_id', 'from', '40'], row => row.entity_id >= id],
    ['to', ['entity_id', 'to', '40'], row => row.entity_id <= id],
    ['in', ['entity_id', 'in', '40,41'], row => [40, 41].includes(row.entity_id)],
    ['nin', ['entity_id', 'nin', '40,41'], row => ![40, 41].includes(row.entity_id)],
    ['like', ['status', 'like', 'p%ng'], row => /^p.*ng$/.test(row.status)],
    ['nlike', ['status', 'nlike', 'p%'], row => !row.status.startsWith('p')],
    ['null', ['customer_id', 'null', '1'], row => !('customer_id' in row)],
    ['notnull', ['customer_id', 'notnull', '1'], row => 'customer_id' in row],
    ['moreq', ['entity_id', 'moreq', '40'], row => row.entity_id === id],
    ['nonsense', ['entity_id', 'nonsense', '40'], row => row.entity_id === id],
    ['a date', ['updated_at', 'gteq', date], row => row.updated_at >= date],
    ['a date with T and Z', ['updated_at', 'gteq', `${date.replace(' ', 'T')}Z`], row => row.updated_at >= date],
    ['an offset, passed over', ['updated_at', 'gteq', `${date}+09:00`], row => row.updated_at >= date],
    ['no date at all', ['updated_at', 'gteq', 'garbage'], () => true],
    ['a day', ['created_at', 'lt', date.slice(0, 10)], row => row.created_at < date.slice(0, 10)],
  ]
  for (const [name, filter, keep] of cases) t.strictSame(idsOf(list({ groups: [[filter]] })), matching(keep), name)
})

t.test('filters of one group are alternatives, groups must all hold', async t => {
  const either: readonly Filter[] = [
    ['status', 'eq', 'pending'],
    ['status', 'eq', 'complete'],
  ]
  const wanted = { groups: [either, [['entity_id', 'gt', '90'] as const]] }
  const expected = matching(row => ['pending', 'complete'].includes(row.status) && row.entity_id > 90)
  t.ok(expected.length > 3)
  t.strictSame(idsOf(list(wanted)), expected)
})

t.test('the keyset walks every order once, in pages', async t => {
  const read: number[] = []
  const until = '2099-01-01 00:00:00'
  let [time, id] = ['1970-01-01 00:00:00', '0']
  for (;;) {
    const later = ['updated_at', 'gt', time] as const
    const groups = [[['updated_at', 'gteq', time] as const], [later, ['entity_id', 'gt', id] as const]]
    const sorts = [['updated_at', 'ASC'] as const, ['entity_id', 'ASC'] as const]
    const { items } = list({ groups: [...groups, [['updated_at', 'lteq', until]]], sorts, pageSize: 20 })
    if (items!.length === 0) break
    read.push(...items!.map(row => row.entity_id))
    time = items!.at(-1)!.updated_at
    id = String(items!.at(-1)!.entity_id)
  }
  t.equal(read.length, all.length)
  t.equal(new Set(read).size, all.length)
})

t.test('many orders were saved within one second', async t => {
  const counts = Map.groupBy(all, row => row.updated_at)
  t.ok([...counts.values()].some(rows => rows.length > 50))
})

t.test('pages: none is all, zero is the first, past the end there is nothing', async t => {
  t.equal(list({ pageSize: 0 }).items!.length, 130)
  t.strictSame(list({ pageSize: 3, currentPage: 0 }).items, list({ pageSize: 3, currentPage: 1 }).items)
  t.strictSame(idsOf(list({ pageSize: 30, currentPage: 5 })).length, 10, 'the last one is short')
  t.match(list({ pageSize: 30, currentPage: 6 }), { items: [], total_count: 130 })
})

t.test('until 2.4.0 the last page came again and again', async t => {
  const old = createPracticeStore({ orders: 70, version: '2.3' })
  const page = (currentPage: number) => list({ pageSize: 30, currentPage }, 'orders', old)
  t.equal(page(3).items!.length, 10)
  t.strictSame(page(4).items, page(3).items)
  t.strictSame(page(99).items, page(3).items)
})

t.test('the criteria are repeated as they were understood', async t => {
  for (const [name, path] of [
    ['customers_search', 'customers/search'],
    ['orders_past_last_page_nofields', 'orders'],
    ['customers_updated_since', 'customers/search'],
    ['orders_empty_result', 'orders'],
    ['products_list', 'products'],
    ['order_comments', 'orders/6/comments'],
  ] as const) {
    const { request, body } = readFixture(name)
    const { search_criteria } = askStore(store, path + new URL(request.url).search).body as Listed
    t.same(search_criteria, (body as Listed).search_criteria, name)
  }
})

t.test('fields leave what was named, and turn an empty list into null', async t => {
  const fields = 'items[entity_id,items[sku]],total_count'
  const { items, ...rest } = list({ pageSize: 2, fields })
  t.strictSame(rest, { total_count: 130 })
  t.strictSame(
    items!.map(row => Object.keys(row)),
    [
      ['entity_id', 'items'],
      ['entity_id', 'items'],
    ],
  )
  t.equal(list({ pageSize: 30, currentPage: 9, fields }).items, null, 'past the end')
  t.strictSame(
    list({ pageSize: 30, currentPage: 9, fields: 'items,total_count' }).items,
    [],
    'not of a list as a whole',
  )
  const [order] = list({ pageSize: 1, fields: 'items[status_histories[comment]]' }).items!
  t.strictSame(order, { status_histories: null }, 'also one inside')
  t.strictSame(list({ pageSize: 1, fields: 'items.entity_id' }), [], 'what cannot be read leaves nothing')
})

t.test('a shop with limits names them', async t => {
  const limits = { maximumPageSize: 50, defaultPageSize: 10, arrayItems: 20 }
  const limited = createPracticeStore({ orders: 60, limits } satisfies StoreOptions)
  t.same(askStore(limited, `orders?${write({ pageSize: 51 })}`).body, {
    message: 'Maximum SearchCriteria pageSize is %max',
    parameters: { max: 50 },
  })
  t.equal(list({ pageSize: 50 }, 'orders', limited).items!.length, 50)
  const { items, search_criteria } = list({}, 'orders', limited)
  t.equal(items!.length, 10)
  t.match(search_criteria, { page_size: 10 })
})

t.test('the store code does not filter orders, a filter on the store does', async t => {
  for (const code of ['', 'all/', 'default/', 'eu/'])
    t.match(askStore(store, `/rest/${code}V1/orders?${write({ pageSize: 1 })}`).body, { total_count: 130 })
  const euro = list({ groups: [[['store_id', 'eq', '2']]] })
  t.ok(euro.total_count > 5 && euro.total_count < 130)
  t.ok(euro.items!.every(row => row.store_id === 2))
})

t.test('what a plugin leaves out still counts', async t => {
  const hiding = createPracticeStore({ orders: 30 })
  hiding.state.hiddenAfterLimit = (id, list) => list === 'orders' && Number(id) <= 10
  t.match(list({ pageSize: 10 }, 'orders', hiding), { items: [], total_count: 30 })
})

t.test('both spellings of the criteria are understood', async t => {
  const snake =
    'searchCriteria[filter_groups][0][filters][0][field]=entity_id&searchCriteria[filter_groups][0][filters][0][condition_type]=lt&searchCriteria[filter_groups][0][filters][0][value]=4&searchCriteria[sort_orders][0][field]=entity_id&searchCriteria[sort_orders][0][direction]=DESC&searchCriteria[page_size]=2&searchCriteria[current_page]=1'
  t.strictSame(idsOf(askStore(store, `orders?${snake}`).body as Listed), [3, 2])
})
