import { get, type Query } from '../api/client.ts'
import type {
  AccountItem,
  Connection,
  CustomerItem,
  EntityName,
  InvoiceItem,
  OrderItem,
  Page,
  ProductItem,
  VoucherItem,
} from '../api/types.ts'
import type { formatsOf } from '../parts/formats.ts'
import { orderName } from '../parts/order-name.ts'
import type { Search } from './router.tsx'

export interface Found {
  readonly id: string
  readonly kind: EntityName | 'connectors'
  readonly to: string
  readonly search?: Search
  readonly title: string
  readonly detail: string
  readonly practice: boolean
}

interface Finding {
  /** What can be here; the rest is not asked for. */
  readonly here: readonly EntityName[]
  readonly signal: AbortSignal
  readonly formats: ReturnType<typeof formatsOf>
}

/** The first of each kind that hold what was typed. */
export async function find(q: string, { here, signal, formats }: Finding): Promise<Found[]> {
  const ask = async <Item>(path: string, query: Query = { q }) =>
    (await get<Page<Item>>(path, { ...query, limit: 5 }, signal)).items
  const askFor = async <Item>(name: EntityName, query?: Query) =>
    here.includes(name) ? ask<Item>(`/${name}`, query) : []
  const voucher = readVoucher(q)
  const found = await Promise.all([
    askFor<OrderItem>('orders').then(all => all.map(showOrder)),
    askFor<InvoiceItem>('invoices').then(all => all.map(showInvoice)),
    voucher ? askFor<VoucherItem>('vouchers', voucher).then(all => all.map(one => showVoucher(one, formats))) : [],
    askFor<CustomerItem>('customers').then(all => all.map(showCustomer)),
    askFor<ProductItem>('products').then(all => all.map(showProduct)),
    askFor<AccountItem>('accounts').then(all => all.map(one => showAccount(one, formats))),
    askFor<VoucherItem>('vouchers').then(all => all.map(one => showVoucher(one, formats))),
    ask<Connection>('/connections').then(all => all.map(showConnection)),
  ])
  return [...new Map(found.flat().map(one => [one.id, one])).values()]
}

/** `A 17` and `a17` are this very voucher, where words would find A 170 as well. */
function readVoucher(typed: string): { series: string; number: string } | null {
  const [, series, number] = /^(\p{L}{1,4})\s?(\d+)$/u.exec(typed) ?? []
  return series && number ? { series: series.toUpperCase(), number } : null
}

type Item = Pick<OrderItem, 'id' | 'practice'>
type Told = readonly [kind: Found['kind'], title: string, details: readonly (string | null)[]]

const show = ({ id, practice }: Item, [kind, title, details]: Told): Found => ({
  ...{ id, kind, title, practice },
  to: `/${kind === 'connectors' ? 'settings/connectors' : kind}/${id}`,
  detail: details.filter(Boolean).join(' · '),
})

const showOrder = (one: OrderItem) => show(one, ['orders', orderName(one.number), [one.customerName, one.email]])
const showInvoice = (one: InvoiceItem) => show(one, ['invoices', one.number, [one.orderNumber, one.customerName]])
const showCustomer = (one: CustomerItem) =>
  show(one, ['customers', one.email ?? one.externalId, [one.firstName, one.lastName, one.company]])
const showProduct = (one: ProductItem) => show(one, ['products', one.name, [one.sku]])
const showConnection = (one: Connection) => show(one, ['connectors', one.name, [one.store.url]])
const showVoucher = (one: VoucherItem, { day }: Finding['formats']) =>
  show(one, ['vouchers', `${one.series} ${one.number}`, [day(one.transactionOn, 'UTC'), one.description]])

/** An account leads to what was booked on it in its year. */
const showAccount = (one: AccountItem, { day }: Finding['formats']): Found => ({
  ...show(one, [
    'accounts',
    `${one.number} ${one.description}`,
    [`${day(one.yearFrom, 'UTC')} – ${day(one.yearTo, 'UTC')}`],
  ]),
  to: '/vouchers',
  search: { connectionId: one.connectionId, yearExternalId: one.yearExternalId, accountNumber: one.number },
})
