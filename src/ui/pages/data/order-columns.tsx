import type { TFunction } from 'i18next'
import type { OrderItem } from '../../api/types.ts'
import { TestOrderBadge } from '../../parts/badges.tsx'
import type { ListColumn } from '../../parts/columns.tsx'
import type { formatsOf } from '../../parts/formats.ts'
import { orderName } from '../../parts/order-name.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { Moment } from '../../parts/time.tsx'
import { emailColumn, externalStatusColumn, statusColumn, textColumn } from './record-columns.tsx'

type Formats = ReturnType<typeof formatsOf>

/** How an order is shown in any list of them. */
export const orderColumns = (t: TFunction, formats: Formats): ListColumn<OrderItem>[] => [
  {
    name: 'number',
    title: t('data.orders.number'),
    fields: ['number', 'test'],
    fixed: true,
    show: one => (
      <RecordLink to={`/orders/${one.id}`} practice={one.practice} badge={one.test && <TestOrderBadge />}>
        {orderName(one.number)}
      </RecordLink>
    ),
  },
  {
    name: 'created',
    title: t('data.created'),
    fields: ['createdAt'],
    usual: true,
    show: one => one.createdAt && <Moment at={one.createdAt} timeZone={one.timeZone} />,
  },
  statusColumn(t),
  textColumn('customerName', t('data.orders.customer'), { name: 'customer', usual: true, wide: true }),
  emailColumn(t, true),
  { ...amount(t('data.orders.total'), 'total', formats), usual: true, wide: false },
]

/** What else an order can be looked at by. */
export const moreOrderColumns = (t: TFunction, formats: Formats): ListColumn<OrderItem>[] => [
  amount(t('data.orders.tax'), 'totalTax', formats),
  amount(t('data.orders.refunded'), 'refundedTotal', formats),
  {
    name: 'money',
    title: t('data.orders.money'),
    fields: ['moneyWarning'],
    wide: true,
    show: one => t(one.moneyWarning === null ? 'data.orders.addsUp' : 'data.orders.addsUpNot'),
  },
  textColumn('paymentMethodTitle', t('data.orders.payment'), { name: 'payment', wide: true }),
  {
    name: 'paid',
    title: t('data.orders.paid'),
    fields: ['paidAt'],
    wide: true,
    show: one => (one.paidAt ? <Moment at={one.paidAt} timeZone={one.timeZone} /> : '–'),
  },
  externalStatusColumn(t),
]

function amount(title: string, name: 'total' | 'totalTax' | 'refundedTotal', formats: Formats): ListColumn<OrderItem> {
  const show = (one: OrderItem) => formats.money(one[name], one.currency)
  return { name, title, fields: [name, 'currency'], number: true, wide: true, show }
}
