import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail, OrderDetail } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { type Column, TableSection } from '../../parts/table.tsx'
import { MomentIf } from '../../parts/time.tsx'
import { Tracking } from './tracking.tsx'

interface TableProps {
  readonly order: OrderDetail
}

type Loose = Readonly<Record<string, unknown>>

const textOf = (row: Loose, name: string) => String(row[name] ?? '')

type Line = Omit<InvoiceDetail['lines'][number], 'orderLineExternalId' | 'taxPercent' | 'accountNumber'>

interface LineTableProps {
  readonly record: Pick<OrderDetail, 'currency' | 'connectionId'> & { readonly lines: readonly Line[] }
}

/** Of an order or an invoice. */
export function LineTable({ record }: LineTableProps) {
  const { t } = useTranslation()
  const { money, quantity } = useFormats()
  const kinds = {
    product: undefined,
    shipping: t('data.orders.shippingKind'),
    fee: t('data.orders.fee'),
    rounding: t('data.invoices.rounding'),
    rest: t('data.orders.rest'),
  }
  const columns: Column<Line>[] = [
    {
      name: 'item',
      title: t('data.orders.item'),
      show: line => (
        <>
          {line.productExternalId ? (
            <Go to="/products" search={{ externalId: line.productExternalId, connectionId: record.connectionId }}>
              {line.name}
            </Go>
          ) : (
            line.name
          )}
          <Text fz="xs" c="dimmed">
            {[kinds[line.kind], line.sku].filter(Boolean).join(' · ')}
          </Text>
        </>
      ),
    },
    { name: 'quantity', title: t('data.orders.quantity'), number: true, show: line => quantity(line.quantity) },
    {
      name: 'tax',
      title: t('data.orders.tax'),
      number: true,
      wide: true,
      show: line => money(line.tax, record.currency),
    },
    { name: 'amount', title: t('data.orders.amount'), number: true, show: line => money(line.total, record.currency) },
  ]
  return (
    <TableSection
      label={t('data.orders.lines')}
      columns={columns}
      rows={record.lines}
      keyOf={line => line.kind + line.externalId}
    />
  )
}

/** Of a tax or a refund. */
function useAmountColumn({ currency }: OrderDetail, title: string, name = 'amount'): Column<Loose> {
  const { money } = useFormats()
  return { name, title, number: true, show: row => money(textOf(row, name), currency) }
}

export function TaxTable({ order }: TableProps) {
  const { t } = useTranslation()
  const { quantity } = useFormats()
  const columns: Column<Loose>[] = [
    { name: 'label', title: t('data.orders.tax'), show: row => textOf(row, 'label') },
    {
      name: 'rate',
      title: t('data.orders.rate'),
      number: true,
      show: row => (row['percent'] == null ? '–' : `${quantity(textOf(row, 'percent'))} %`),
    },
    useAmountColumn(order, t('data.orders.onLines')),
    useAmountColumn(order, t('data.orders.onShipping'), 'shippingAmount'),
  ]
  return (
    <TableSection
      label={t('data.orders.taxes')}
      columns={columns}
      rows={order.taxes}
      keyOf={row => textOf(row, 'rateExternalId')}
    />
  )
}

export function RefundTable({ order }: TableProps) {
  const { t } = useTranslation()
  const columns: Column<Loose>[] = [
    {
      name: 'at',
      title: t('data.created'),
      show: row => <MomentIf at={textOf(row, 'createdAt')} timeZone={order.timeZone} />,
    },
    { name: 'reason', title: t('data.orders.reason'), show: row => textOf(row, 'reason') },
    useAmountColumn(order, t('data.orders.amount')),
  ]
  return (
    <TableSection
      label={t('data.orders.refunds')}
      columns={columns}
      rows={order.refunds}
      keyOf={row => textOf(row, 'externalId')}
    />
  )
}

export function ShipmentTable({ order }: TableProps) {
  const { t } = useTranslation()
  const columns: Column<OrderDetail['shipments'][number]>[] = [
    {
      name: 'tracking',
      title: t('data.orders.tracking'),
      show: one => <Tracking of={one} />,
    },
    { name: 'carrier', title: t('data.orders.carrier'), show: one => one.carrier ?? '–' },
    {
      name: 'at',
      title: t('data.shipments.shipped'),
      show: one => <MomentIf at={one.shippedAt} timeZone={order.timeZone} />,
    },
  ]
  return (
    <TableSection label={t('data.orders.shipments')} columns={columns} rows={order.shipments} keyOf={one => one.id} />
  )
}

export function InvoiceTable({ order }: TableProps) {
  const { t } = useTranslation()
  const { day, money } = useFormats()
  const columns: Column<OrderDetail['invoices'][number]>[] = [
    {
      name: 'number',
      title: t('data.invoices.number'),
      show: one => (
        <Go to={`/invoices/${one.id}`} className="text-link">
          {one.number}
        </Go>
      ),
    },
    { name: 'issued', title: t('data.invoices.issued'), show: one => one.issuedOn && day(one.issuedOn, 'UTC') },
    { name: 'status', title: t('data.status'), show: one => <StateBadge state={one.status} /> },
    { name: 'total', title: t('data.orders.total'), number: true, show: one => money(one.total, one.currency) },
  ]
  return (
    <TableSection label={t('data.orders.invoices')} columns={columns} rows={order.invoices} keyOf={one => one.id} />
  )
}
