import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type {
  AccountItem,
  ConnectionDetail,
  CustomerItem,
  EntityName,
  InvoiceItem,
  OrderItem,
  Page,
  ProductItem,
  ShipmentItem,
  StockItem,
  VoucherItem,
} from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Empty } from '../../parts/page-states.tsx'
import { Section } from '../../parts/section.tsx'
import { DataTable } from '../../parts/table.tsx'
import { ZoneNote } from '../../parts/time.tsx'
import { accountColumns } from '../data/accounts.tsx'
import { customerColumns } from '../data/customers.tsx'
import { invoiceColumns } from '../data/invoice-columns.tsx'
import { orderColumns } from '../data/order-columns.tsx'
import { productColumns } from '../data/products.tsx'
import { shipmentColumns } from '../data/shipments.tsx'
import { stockColumns } from '../data/stock.tsx'
import { voucherColumns } from '../data/vouchers.tsx'

/** What came through this connection: the first of each list, and the way to all. */
export default function DataTab({ connection: { id, store, entities } }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const has = (name: EntityName) => entities.some(({ entity }) => entity === name)
  return (
    <Stack gap="xl">
      <First<OrderItem> list="orders" connectionId={id} columns={orderColumns(t, formats)} />
      {has('invoices') && <First<InvoiceItem> list="invoices" connectionId={id} columns={invoiceColumns(t, formats)} />}
      <First<ProductItem> list="products" connectionId={id} columns={productColumns(t)} />
      <First<CustomerItem> list="customers" connectionId={id} columns={customerColumns(t)} />
      {has('shipments') && <First<ShipmentItem> list="shipments" connectionId={id} columns={shipmentColumns(t)} />}
      {has('stock') && <First<StockItem> list="stock" connectionId={id} columns={stockColumns(t, formats)} />}
      {has('accounts') && <First<AccountItem> list="accounts" connectionId={id} columns={accountColumns(t, formats)} />}
      {has('vouchers') && <First<VoucherItem> list="vouchers" connectionId={id} columns={voucherColumns(t, formats)} />}
      <ZoneNote zone={store.timeZone} />
    </Stack>
  )
}

interface FirstProps<Row> {
  readonly list: EntityName
  readonly connectionId: string
  readonly columns: readonly ListColumn<Row>[]
}

function First<Row extends { readonly id: string }>({ list, connectionId, columns }: FirstProps<Row>) {
  const { t } = useTranslation()
  const path = `/${list}`
  const query = useQuery({
    queryKey: [path, 'first', connectionId],
    queryFn: ({ signal }) => get<Page<Row>>(path, { connectionId, limit: 5 }, signal),
  })
  const title = t(`data.${list}.title`)
  const all = (
    <Go to={path} search={{ connectionId }}>
      {t(`data.${list}.all`)}
    </Go>
  )
  return (
    <Section title={title} action={all}>
      <div className="card">
        <Awaited query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t(`data.${list}.none`)}>{t(`data.${list}.noneWhy`)}</Empty>
            ) : (
              <DataTable
                label={title}
                columns={columns.filter(one => one.fixed || one.usual)}
                rows={items}
                keyOf={one => one.id}
              />
            )
          }
        </Awaited>
      </div>
    </Section>
  )
}
